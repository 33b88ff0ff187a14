import { PaymentsError } from '../../../src/errors.ts';
import type { PaymentsErrorCode } from '../../../src/errors.ts';
import type { Trouble } from '../../../src/localization/messages.ts';
import { NOON } from '../staged/samples.ts';
import { kebab } from './kebab.ts';
import { unconnected } from './scenes.ts';
import type { StagedState } from './staged-state.ts';

interface StagedTrouble {
  readonly title: string;
  readonly what: string;
  /** One of the codes that this family of troubles has. */
  readonly code: PaymentsErrorCode;
  /** Where it is met: before there is a session, or in an answer to something that was asked. */
  readonly met: 'connecting' | 'asking';
}

/** Every family of troubles that the elements have words for. */
export const TROUBLES: Readonly<Record<Trouble, StagedTrouble>> = {
  unreachable: {
    title: 'Gateway unreachable',
    what: 'The gateway has not answered yet; the session keeps trying.',
    code: 'GATEWAY_UNREACHABLE',
    met: 'connecting',
  },
  notEmbedded: {
    title: 'Not in a call',
    what: 'The plugin page was opened in a tab of its own.',
    code: 'NOT_EMBEDDED',
    met: 'connecting',
  },
  originRefused: {
    title: 'Website not allowed',
    what: 'Your origin is not among the host’s frame origins at the gateway.',
    code: 'ORIGIN_NOT_ALLOWED',
    met: 'connecting',
  },
  hostSilent: {
    title: 'Host silent',
    what: 'Your page framed the plugin page, and answers nothing over the bridge.',
    code: 'CONNECT_TIMEOUT',
    met: 'connecting',
  },
  outdated: {
    title: 'Versions do not fit',
    what: 'Your page and the plugin page speak different versions of the bridge.',
    code: 'VERSION_UNSUPPORTED',
    met: 'connecting',
  },
  signIn: {
    title: 'No token',
    what: 'Your getToken failed, or the gateway took its token for invalid.',
    code: 'TOKEN_UNAVAILABLE',
    met: 'connecting',
  },
  mismatch: {
    title: 'Token of somebody else',
    what: 'The token names another call or person than your context does.',
    code: 'CONTEXT_MISMATCH',
    met: 'connecting',
  },
  notSetUp: {
    title: 'Not set up',
    what: 'The page has an element, and neither a session nor the <meta> settings.',
    code: 'NOT_CONFIGURED',
    met: 'connecting',
  },
  tooMany: {
    title: 'Too many requests',
    what: 'The gateway asks this page to slow down.',
    code: 'too_many_requests',
    met: 'connecting',
  },
  closed: {
    title: 'Bridge closed',
    what: 'The host took the call’s page away, or the session was closed.',
    code: 'HOST_GONE',
    met: 'connecting',
  },
  unknown: {
    title: 'Unknown error',
    what: 'Something that has no words of its own; the code is for your support.',
    code: 'internal',
    met: 'connecting',
  },
  cardForm: {
    title: 'Stripe.js missing',
    what: 'Stripe.js did not load: no network, or something blocks js.stripe.com.',
    code: 'STRIPE_UNAVAILABLE',
    met: 'asking',
  },
  rejected: {
    title: 'Stripe said no',
    what: 'Stripe did not accept what was asked of it.',
    code: 'stripe_rejected',
    met: 'asking',
  },
  ended: {
    title: 'Not open any more',
    what: 'The request ended while the button was pressed.',
    code: 'request_not_open',
    met: 'asking',
  },
};

export function errorOf(trouble: Trouble): PaymentsError {
  return new PaymentsError(TROUBLES[trouble].code, TROUBLES[trouble].what);
}

/** An element without a session: on its way, over, or why not. */
export function connectionStates(): readonly StagedState[] {
  const troubles = Object.entries(TROUBLES) as [Trouble, StagedTrouble][];
  return [
    {
      id: 'connecting',
      title: 'Connecting',
      what: 'From the first paint until the first snapshot of state.',
      session: unconnected({ status: 'connecting' }),
    },
    ...troubles
      .filter(([, { met }]) => met === 'connecting')
      .map(([trouble, { title, what }]): StagedState => {
        const error = errorOf(trouble);
        // Only a gateway that is out of reach is tried again without being asked.
        const retryAt = trouble === 'unreachable' ? NOON : null;
        return {
          id: `trouble-${kebab(trouble)}`,
          title,
          what,
          session: unconnected(
            trouble === 'closed' ? { status: 'closed' } : { status: 'unavailable', error, retryAt },
          ),
        };
      }),
  ];
}

/** On a *Configure* page, where there is neither a call nor a bridge to go wrong. */
export function configureStates(): readonly StagedState[] {
  const ids = ['connecting', 'trouble-sign-in', 'trouble-unreachable', 'trouble-too-many'];
  return connectionStates().filter(({ id }) => ids.includes(id));
}
