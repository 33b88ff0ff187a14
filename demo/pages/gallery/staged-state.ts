import type { LitElement } from 'lit';

import type { Localization } from '../../../src/localization/localization.ts';
import type { ConfigureStores } from '../../../src/session/configure/stores.ts';
import type { HostContext } from '../../../src/session/host-port.ts';
import type { SessionState, SessionStore } from '../../../src/session/state.ts';
import type { StagedSession } from '../staged/staged-session.ts';

/** The language and the theme that a state is shown in. */
export interface Setting {
  readonly localization: Localization;
  readonly theme: HostContext['theme'];
}

/** An element on its stage. */
export interface Stage {
  readonly element: LitElement & { session: SessionStore | undefined };
  readonly session: StagedSession;
}

/** One state of an element: a session in a given state, and what a person did in the element since. */
export interface StagedState {
  /** Kebab case, its name in the address. */
  readonly id: string;
  readonly title: string;
  /** One sentence for a host developer: when this occurs. */
  readonly what: string;
  readonly session: (setting: Setting) => SessionState;
  /** What an element of a *Configure* page looks at. */
  readonly stores?: () => Partial<ConfigureStores>;
  /** The email address that was typed. */
  readonly email?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  /** It goes on showing that something is on its way. */
  readonly isOnItsWay?: true;
  /** Steps in the element, as a person takes them. Throws where one cannot be taken. */
  readonly prepare?: (stage: Stage) => void | Promise<void>;
}

export interface StateGroup {
  readonly title: string;
  readonly states: readonly StagedState[];
}

/** All that the gallery knows of one element. */
export interface ElementStates {
  readonly tag: string;
  /** One sentence: what it is for. */
  readonly what: string;
  /** Drawn above its whole document, so that two of them cannot share one. */
  readonly isOverlay?: boolean;
  readonly groups: readonly StateGroup[];
}
