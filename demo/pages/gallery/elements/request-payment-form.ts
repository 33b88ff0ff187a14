import { DESCRIPTION_MAX_LENGTH } from '../../../../src/contract/payment-request.ts';
import { PaymentsError } from '../../../../src/errors.ts';
import type { AmountProblem } from '../../../../src/localization/amount-input.ts';
import type { CreationState, RequestDraft } from '../../../../src/session/state.ts';
import { aContext } from '../../staged/samples.ts';
import { kebab } from '../kebab.ts';
import { clinician, submit } from '../scenes.ts';
import type { Setting, StagedState } from '../staged-state.ts';
import { TROUBLES, errorOf } from '../troubles.ts';

const FILLED: RequestDraft = { amount: '85', description: 'Consultation fee', payerId: null };
const BOTH = [
  ...aContext().participants,
  { id: 'patient-2', displayName: 'Sam Okafor', role: 'patient' },
] as const;
const NOBODY = aContext().participants.filter(({ role }) => role !== 'patient');

/** The ways in which a typed amount is none, and how one is typed in a locale. */
export const AMOUNTS: Readonly<
  Record<AmountProblem, readonly [what: string, type: (locale: string) => string]>
> = {
  empty: ['Sent without an amount.', () => ''],
  not_a_number: ['The amount is not in digits.', () => 'eighty'],
  negative: ['The amount is below zero.', () => '-5'],
  zero: ['The amount is zero.', () => '0'],
  too_many_decimals: ['More decimals than the currency has.', (locale) => plain(85.125, locale)],
  too_large: ['More than any amount can be.', () => '9'.repeat(20)],
};

export function formStates(): readonly StagedState[] {
  return [
    {
      id: 'form',
      title: 'Empty',
      what: 'The first thing a clinician sees: nothing was asked in this call yet.',
      session: clinician(),
    },
    {
      id: 'form-presets',
      title: 'With suggestions',
      what: 'The presets attribute offers what this clinic often asks for; a press fills the form and sends nothing.',
      session: clinician(),
      attributes: { presets: 'Consultation fee:85.00|Gap payment:42.50|Report for employer:120.00' },
    },
    {
      id: 'form-prefilled',
      title: 'Prefilled by you',
      what: 'The amount and description attributes, until something is typed.',
      session: clinician(),
      attributes: { amount: '85.00', description: 'Consultation fee' },
    },
    {
      id: 'form-draft',
      title: 'A draft, restored',
      what: 'Typed, not sent, and the page was loaded again: the session kept it.',
      session: clinician({ draft: FILLED }),
    },
    {
      id: 'form-several',
      title: 'Several could pay',
      what: 'More than one patient is in the call: the clinician chooses who pays.',
      session: clinician({ draft: FILLED }, { context: { participants: BOTH } }),
    },
    {
      id: 'form-nobody',
      title: 'No patient yet',
      what: 'Your context names no patient: the request waits for them.',
      session: clinician({ draft: FILLED }, { context: { participants: NOBODY } }),
    },
  ];
}

/** Each is shown once the clinician has tried to send the form. */
export function fieldStates(): readonly StagedState[] {
  const amounts = Object.entries(AMOUNTS).map(([problem, [what, type]]) =>
    refused(`amount-${kebab(problem)}`, what, ({ localization }) => ({ amount: type(localization.locale) })),
  );
  return [
    ...amounts,
    refused('amount-too-small', 'Less than the gateway’s minimum.', ({ localization }) => ({
      amount: plain(0.2, localization.locale),
    })),
    refused('amount-over-the-limit', 'More than the gateway’s maximum.', () => ({ amount: '20000' })),
    refused('description-empty', 'Sent without a description.', () => ({ description: '' })),
    refused('description-too-long', 'Longer than fits Stripe’s and a receipt’s line.', () => ({
      description: 'Long consultation with a second opinion. '
        .repeat(6)
        .slice(0, DESCRIPTION_MAX_LENGTH + 12),
    })),
    {
      ...refused('payer-missing', 'Several could pay, and nobody was chosen.', () => ({})),
      session: clinician({ draft: FILLED }, { context: { participants: BOTH } }),
    },
    {
      id: 'payer-unknown',
      title: 'Payer unknown',
      what: 'The gateway does not know this patient: they never had a token.',
      session: clinician({
        draft: FILLED,
        creation: { status: 'rejected', error: new PaymentsError('payer_unknown', 'Unknown payer.') },
      }),
    },
  ];
}

export function sendingStates(): readonly StagedState[] {
  const sending = (creation: CreationState) => clinician({ draft: FILLED, creation });
  return [
    {
      id: 'sending',
      title: 'Sending',
      what: 'Pressed once; a second press would join the first.',
      session: sending({ status: 'sending' }),
    },
    {
      id: 'sending-no-answer',
      title: 'No answer',
      what: 'It may have been saved: the same key is sent again until the gateway says so.',
      session: sending({ status: 'checking' }),
    },
    ...(['rejected', 'tooMany', 'unknown'] as const).map((trouble): StagedState => ({
      id: `sending-${kebab(trouble)}`,
      title: TROUBLES[trouble].title,
      what: `${TROUBLES[trouble].what} The draft is kept.`,
      session: sending({ status: 'rejected', error: errorOf(trouble) }),
    })),
  ];
}

function refused(id: string, what: string, change: (setting: Setting) => Partial<RequestDraft>): StagedState {
  const words = id.replaceAll('-', ' ');
  return {
    id,
    title: words.charAt(0).toUpperCase() + words.slice(1),
    what,
    session: (setting) => clinician({ draft: { ...FILLED, ...change(setting) } })(setting),
    prepare: submit,
  };
}

function plain(amount: number, locale: string): string {
  return new Intl.NumberFormat(locale, { useGrouping: false, maximumFractionDigits: 3 }).format(amount);
}
