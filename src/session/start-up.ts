import type { GatewaySession } from '../contract/gateway-session.ts';
import type { PaymentRequestPage } from '../contract/payment-request.ts';
import type { Role } from '../contract/roles.ts';
import { PaymentsError } from '../errors.ts';
import type { Clock, Pauses } from './clock.ts';
import { isPassing, toPaymentsError } from './failure.ts';
import type { GatewayClient } from './gateway-client.ts';
import type { HostContext, HostPort } from './host-port.ts';

export interface StartUpOptions {
  readonly port: HostPort;
  readonly gateway: Pick<GatewayClient, 'getSession' | 'listRequests'>;
  readonly clock: Clock;
  readonly pauses: Pauses;
  /** The words in the person's language; never rejects. */
  readonly onContext: (context: HostContext) => Promise<void>;
  /** Fetches what this person's page needs besides; when it rejects, it is tried again like all the rest. */
  readonly onSession: (session: GatewaySession) => Promise<void>;
  /** `retryAt` (UTC milliseconds) when it is tried again by itself. */
  readonly onTrouble: (error: PaymentsError, retryAt: number | null) => void;
}

export interface Started {
  readonly context: HostContext;
  readonly session: GatewaySession;
  /** Null for who has no requests to see. */
  readonly list: PaymentRequestPage | null;
}

/** Who pays and who asks in a call; everybody else has nothing to list. */
const TAKES_PART = new Set<Role>(['clinician', 'patient', 'link-payer']);
/** The longest a timer can wait: until somebody presses "try again". */
const UNTIL_WOKEN = 2 ** 31 - 1;

/** Connects to the host and the gateway, however often that takes. Null when `signal` aborted. */
export async function startUp(options: StartUpOptions, signal: AbortSignal): Promise<Started | null> {
  const { port, gateway, clock, pauses, onContext, onSession, onTrouble } = options;
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    try {
      // Anew each time: the host may say something else by now, and that may be what was wrong.
      const context = await port.connect(signal);
      const [session] = await Promise.all([gateway.getSession(), onContext(context)]);
      const agreed = agree(port, context, session);
      const [list] = await Promise.all([
        TAKES_PART.has(session.role) ? gateway.listRequests() : null,
        onSession(session),
      ]);
      return signal.aborted ? null : { context: agreed, session, list };
    } catch (cause) {
      if (signal.aborted) return null;
      const error = toPaymentsError(cause);
      const passing = isPassing(error);
      const delay = passing ? pauses.backoff(attempt) : UNTIL_WOKEN;
      onTrouble(error, passing ? clock.now() + delay : null);
      if (!passing) port.fail(error.code);
      await pauses.sleep(delay, signal);
    }
  }
  return null;
}

/**
 * The context, when it and the token speak of the same call and person.
 * @throws {PaymentsError} `CONTEXT_MISMATCH`: showing anything could show it to the wrong person.
 */
export function agree(
  port: Pick<HostPort, 'kind'>,
  context: HostContext,
  { callId, participantId, role }: GatewaySession,
): HostContext {
  // In the host's own page nobody but the token says who it is.
  if (port.kind === 'direct') {
    const known = context.self.id === participantId ? context.self : { id: participantId };
    return { ...context, callId, role, self: known };
  }
  if (context.callId !== callId || context.self.id !== participantId) {
    throw new PaymentsError(
      'CONTEXT_MISMATCH',
      `The token is for ${participantId} in call ${callId}, the host says ${context.self.id} in ${context.callId}.`,
    );
  }
  return context;
}
