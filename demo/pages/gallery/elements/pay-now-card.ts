import type { DeclineKind } from '../../../../src/localization/messages.ts';
import type { CheckoutProblem, CheckoutState } from '../../../../src/session/state.ts';
import { anEntry, ended, requested } from '../../staged/samples.ts';
import { CARD_FORM_SLOT } from '../../../../src/components/pay-now/card-form-mount.ts';
import { one, patient, press, submit } from '../scenes.ts';
import type { Stage, StagedState } from '../staged-state.ts';

const EMAIL = 'alex.nguyen@example.com';

/** Every reason that has words of its own, and what Stripe says then. */
export const PROBLEMS: Readonly<
  Record<DeclineKind, readonly [title: string, what: string, problem: CheckoutProblem]>
> = {
  funds: ['Too little on it', 'Stripe’s decline code insufficient_funds.', declined('insufficient_funds')],
  expired: ['Expired card', 'expired_card, or a date that is none.', declined('', 'expired_card')],
  code: ['Wrong code', 'incorrect_cvc.', declined('', 'incorrect_cvc')],
  number: ['Wrong number', 'incorrect_number.', declined('', 'incorrect_number')],
  generic: [
    'Declined',
    'Any other decline: Stripe does not say why, or it is not ours to tell.',
    declined(''),
  ],
  authentication: [
    'Bank check not passed',
    'The patient failed their bank’s check, or left it.',
    { kind: 'authentication_failed', code: 'payment_intent_authentication_failure' },
  ],
  error: ['It went wrong', 'Stripe could not process it.', { kind: 'error', code: 'processing_error' }],
};

export function cardStates(): readonly StagedState[] {
  return [
    {
      ...entering('preparing', 'The card form comes', 'Stripe.js is being loaded, or draws its form.', {
        status: 'preparing',
      }),
      prepare: async (stage) => {
        await atCheckout({ status: 'preparing' })(stage);
        stage.element.querySelector(`[slot=${CARD_FORM_SLOT}]`)?.replaceChildren();
      },
    },
    entering('details', 'Email and card', 'Pay Now was pressed.', { status: 'details', problem: null }),
    {
      ...entering('details-email', 'Email typed', 'The address is kept over a reload; the card never is.', {
        status: 'details',
        problem: null,
      }),
      email: EMAIL,
    },
    {
      ...entering('email-empty', 'Email missing', 'Sent without an address.', {
        status: 'details',
        problem: null,
      }),
      prepare: sent,
    },
    {
      ...entering('email-invalid', 'Email mistyped', 'The address cannot be one.', {
        status: 'details',
        problem: null,
      }),
      email: 'alex.nguyen@example',
      prepare: sent,
    },
    {
      ...entering('card-incomplete', 'Card not complete', 'Sent before Stripe’s form was complete.', {
        status: 'details',
        problem: { kind: 'incomplete', code: 'incomplete_number' },
      }),
      email: EMAIL,
    },
  ];
}

export function problemStates(): readonly StagedState[] {
  return Object.entries(PROBLEMS).map(([kind, [title, what, problem]]) => ({
    ...entering(`problem-${kind}`, title, what, { status: 'details', problem }),
    email: EMAIL,
  }));
}

export function outcomeUnknownStates(): readonly StagedState[] {
  return [
    {
      ...entering('confirming', 'Confirming', 'Stripe has the card; its bank may be asking.', {
        status: 'confirming',
      }),
      email: EMAIL,
    },
    {
      ...entering('checking', 'Checking', 'No answer: unknown is never failed, the gateway is asked.', {
        status: 'checking',
      }),
      email: EMAIL,
    },
    {
      id: 'processing',
      title: 'Processing',
      what: 'Stripe is settling it.',
      session: patient({ requests: [anEntry(ended('processing'))] }),
    },
  ];
}

function entering(id: string, title: string, what: string, checkout: CheckoutState): StagedState {
  return { id, title, what, session: patient(one(requested())), prepare: atCheckout(checkout) };
}

function atCheckout(checkout: CheckoutState) {
  return async (stage: Stage): Promise<void> => {
    await press(stage, '[part=pay-now]');
    stage.session.setCheckout(checkout);
    await stage.element.updateComplete;
  };
}

async function sent(stage: Stage): Promise<void> {
  await atCheckout({ status: 'details', problem: null })(stage);
  await submit(stage);
}

function declined(declineCode: string, code = 'card_declined'): CheckoutProblem {
  return { kind: 'declined', code, ...(declineCode && { declineCode }) };
}
