import type { PaymentNotification } from '../../../../src/session/host-port.ts';
import type { Localization } from '../../../../src/localization/localization.ts';
import { formatMoney } from '../../../../src/localization/money.ts';
import type { SessionState } from '../../../../src/session/state.ts';
import { clinician } from '../scenes.ts';
import type { ElementStates, Setting, StagedState } from '../staged-state.ts';

interface Received {
  readonly amount: number;
  readonly description: string;
  readonly name: string;
}

const FIRST: Received = { amount: 8500, description: 'Consultation fee', name: 'Alex Nguyen' };
const SECOND: Received = { amount: 4250, description: 'Gap payment', name: 'Sam Okafor' };
const THIRD: Received = { amount: 12_000, description: 'Report for employer', name: 'Alex Nguyen' };
const LONG: Received = {
  amount: 1_234_567_89,
  description:
    'Long consultation with a second opinion, a written report for the employer and one follow-up call',
  name: 'Wolfeschlegelsteinhausenbergerdorff Featherstonehaugh-Cholmondeley',
};

function notificationOf(
  { amount, ...received }: Received,
  id: string,
  { locale, messages: { notification } }: Localization,
): PaymentNotification {
  return {
    id,
    kind: 'payment-received',
    title: notification.title,
    body: notification.body({ ...received, amount: formatMoney({ amount, currency: 'aud' }, locale) }),
    dismissLabel: notification.dismiss,
  };
}

function showing(...received: readonly Received[]): (setting: Setting) => SessionState {
  return (setting) =>
    clinician({
      notifications: received.map((payment, index) =>
        notificationOf(payment, String(index), setting.localization),
      ),
    })(setting);
}

/** So that it stays while it is looked at: its usual 20 seconds are the least. */
const attributes = { duration: '3600' };

const states: readonly StagedState[] = [
  {
    id: 'one',
    title: 'One',
    what: 'A payment of this call was received.',
    session: showing(FIRST),
    attributes,
  },
  {
    id: 'two',
    title: 'Two',
    what: 'A second one came while the first was there: each keeps its own time.',
    session: showing(FIRST, SECOND),
    attributes,
  },
  {
    id: 'many',
    title: 'Many',
    what: 'As many as there are payments; the stack scrolls where it does not fit.',
    session: showing(FIRST, SECOND, THIRD, { ...SECOND, name: 'Priya Raman' }),
    attributes,
  },
  {
    id: 'long-words',
    title: 'Long words',
    what: 'A description and names as long as they come, and seven digits.',
    session: showing(LONG),
    attributes,
  },
  {
    id: 'paused',
    title: 'Held',
    what: 'Under the pointer, or with the keyboard in it, its time stands still.',
    session: showing(FIRST),
    attributes,
    prepare: ({ element }) => {
      element.renderRoot.querySelector('.shell')?.dispatchEvent(new PointerEvent('pointerenter'));
    },
  },
];

export const paymentReceivedToast: ElementStates = {
  tag: 'payment-received-toast',
  what: 'The pop-up Payment received, above everything in its document.',
  isOverlay: true,
  groups: [{ title: 'The pop-up', states }],
};
