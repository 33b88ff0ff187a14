import { english } from './messages.en.ts';
import { italian } from './messages.it.ts';

/** The demo's own words. The payments frame brings its own, in the same language. */
export interface DemoMessages {
  readonly pageTitle: { readonly clinician: string; readonly patient: string; readonly home: string };
  readonly you: string;
  readonly toolbarLabel: string;
  readonly mute: string;
  readonly unmute: string;
  readonly noMicrophone: string;
  readonly stopVideo: string;
  readonly startVideo: string;
  readonly appsAndTools: string;
  readonly leave: string;
  readonly leaveLong: string;
  readonly rejoin: string;
  readonly closePanel: string;
  readonly back: string;
  readonly waitingCount: (count: number) => string;
  readonly requestPayment: string;
  readonly requestPaymentHint: string;
  readonly payment: string;
  readonly paymentHint: string;
  readonly callDetails: string;
  readonly callDetailsHint: string;
  readonly settings: string;
  readonly settingsHint: string;
  readonly joining: string;
  readonly waitingFor: (name: string) => string;
  readonly waitingHint: { readonly clinician: string; readonly patient: string };
  readonly openOtherSide: { readonly clinician: string; readonly patient: string };
  readonly connectingTo: (name: string) => string;
  readonly interrupted: string;
  readonly videoFailed: string;
  readonly tryAgain: string;
  readonly cameraOff: (name: string) => string;
  readonly microphoneOff: (name: string) => string;
  readonly soundBlocked: string;
  readonly turnOnSound: string;
  readonly openElsewhere: string;
  readonly useHere: string;
  readonly youLeft: string;
  readonly youLeftHint: string;
  readonly paymentGoesOn: string;
  readonly joined: (name: string) => string;
  readonly left: (name: string) => string;
  readonly duration: string;
  readonly quality: {
    readonly good: string;
    readonly fair: string;
    readonly poor: string;
  };
  readonly details: {
    readonly clinic: string;
    readonly call: string;
    readonly people: string;
    readonly inCall: string;
    readonly notHere: string;
    readonly connection: string;
    readonly notConnected: string;
    readonly roundTrip: string;
    readonly picture: string;
    readonly payments: string;
    readonly relayOpen: string;
    readonly relayClosed: string;
    readonly copyLinkFor: (name: string) => string;
    readonly copied: string;
  };
  readonly settingsTool: {
    readonly language: string;
    readonly appearance: string;
    readonly asDevice: string;
    readonly light: string;
    readonly dark: string;
    readonly camera: string;
    readonly cameraReal: string;
    readonly cameraDrawn: string;
    readonly checkTitle: string;
    readonly checkNow: string;
    readonly checkAgain: string;
    readonly checking: string;
    readonly checkGood: string;
    readonly checkProblems: (count: number) => string;
    readonly checkFailed: string;
    readonly outcomes: Readonly<Record<'ok' | 'problem' | 'unknown', string>>;
  };
  readonly callNotFound: string;
}

const LANGUAGES = { en: english, it: italian } as const;
export type DemoLanguage = keyof typeof LANGUAGES;

/** The demo's words in the locale's language, English when there are none. */
export function messagesFor(locale: string): DemoMessages {
  const language = locale.split('-')[0]?.toLowerCase();
  return language === 'it' ? LANGUAGES.it : LANGUAGES.en;
}
