import type { GatewaySession } from '../../../src/contract/gateway-session.ts';
import type { PaymentRequest } from '../../../src/contract/payment-request.ts';
import type { HostContext } from '../../../src/session/host-port.ts';
import type { RequestEntry, SessionState } from '../../../src/session/state.ts';
import { PATIENT, aContext, aGatewaySession, aReadyState, anEntry, requested } from '../staged/samples.ts';
import type { Setting, Stage } from './staged-state.ts';

type Scene = (setting: Setting) => SessionState;

interface Around {
  readonly gateway?: Partial<GatewaySession>;
  readonly context?: Partial<HostContext>;
}

/** A session of the clinician's page. */
export function clinician(change: Partial<SessionState> = {}, { gateway, context }: Around = {}): Scene {
  return ({ localization, theme }) =>
    aReadyState({
      localization,
      connection: {
        status: 'ready',
        session: aGatewaySession(gateway),
        context: aContext({ locale: localization.locale, theme, ...context }),
      },
      ...change,
    });
}

/** A session of the patient's page. */
export function patient(change: Partial<SessionState> = {}, { gateway, context }: Around = {}): Scene {
  return clinician(change, {
    gateway: { role: 'patient', participantId: PATIENT.id, ...gateway },
    context: { role: 'patient', self: PATIENT, ...context },
  });
}

/** The same scene, with the gateway out of reach since. */
export function reconnecting(scene: Scene): Scene {
  return (setting) => {
    const state = scene(setting);
    const { connection } = state;
    return 'session' in connection
      ? { ...state, connection: { ...connection, status: 'reconnecting' } }
      : state;
  };
}

/** A session that is not connected, for whatever reason. */
export function unconnected(
  connection: Exclude<SessionState['connection'], { readonly session: unknown }>,
): Scene {
  return ({ localization }) => aReadyState({ localization, connection });
}

/** The state's one request. */
export function one(request: PaymentRequest = requested(), change: Partial<RequestEntry> = {}) {
  return { requests: [anEntry(request, { status: 'idle' }, change)] };
}

/** Presses a button of the element. */
export async function press({ element }: Stage, selector: string): Promise<void> {
  partOf(element, selector).click();
  await element.updateComplete;
}

/** Sends the element's form, whether it is complete or not. */
export async function submit({ element }: Stage): Promise<void> {
  const form = partOf(element, 'form');
  if (form instanceof HTMLFormElement) form.requestSubmit();
  await element.updateComplete;
}

function partOf(element: Stage['element'], selector: string): HTMLElement {
  const part = element.renderRoot.querySelector<HTMLElement>(selector);
  if (!part) throw new Error(`<${element.localName}> has no ${selector} in this state.`);
  return part;
}
