import { DESCRIPTION_MAX_LENGTH } from '../../contract/payment-request.ts';
import type { GatewaySession } from '../../contract/gateway-session.ts';
import type { PaymentsError } from '../../errors.ts';
import type { Localization } from '../../localization/localization.ts';
import { parseAmount } from '../../localization/amount-input.ts';
import { formatMoney } from '../../localization/money.ts';
import type { RequestWords } from '../../localization/request/messages.ts';
import type { Participant } from '../../session/host-port.ts';
import type { RequestDraft } from '../../session/state.ts';

export type DraftField = 'amount' | 'description' | 'payerId';
export const DRAFT_FIELDS: readonly DraftField[] = ['amount', 'description', 'payerId'];

export type DraftErrors = Readonly<Partial<Record<DraftField, string>>>;

export interface DraftBody {
  readonly amount: number;
  readonly description: string;
  readonly payerId?: string;
}

export interface CheckedDraft {
  readonly errors: DraftErrors;
  /** Null while anything is wrong. */
  readonly body: DraftBody | null;
}

/** What the gateway would say of a draft, in words, before it is asked. */
export function checkDraft(
  draft: RequestDraft,
  patients: readonly Participant[],
  { currency, limits }: GatewaySession,
  { locale, messages: { request: words } }: Localization<RequestWords>,
): CheckedDraft {
  const errors: Partial<Record<DraftField, string>> = {};
  const parsed = parseAmount(draft.amount, currency, locale);
  if (!parsed.ok) errors.amount = words.amountProblem[parsed.problem];
  else if (parsed.amount < limits.minimum)
    errors.amount = words.amountTooSmall(formatMoney({ amount: limits.minimum, currency }, locale));
  else if (parsed.amount > limits.maximum)
    errors.amount = words.amountTooLarge(formatMoney({ amount: limits.maximum, currency }, locale));

  const description = draft.description.trim();
  if (!description) errors.description = words.descriptionEmpty;
  else if (description.length > DESCRIPTION_MAX_LENGTH)
    errors.description = words.descriptionTooLong(DESCRIPTION_MAX_LENGTH, description.length);

  const payer = payerOf(draft, patients);
  if (!payer && patients.length > 1) errors.payerId = words.payerMissing;

  if (!parsed.ok || DRAFT_FIELDS.some((field) => errors[field])) return { errors, body: null };
  return { errors, body: { amount: parsed.amount, description, ...(payer && { payerId: payer.id }) } };
}

/** Whom the request is for: the one chosen, else the only one there. */
export function payerOf(
  { payerId }: RequestDraft,
  patients: readonly Participant[],
): Participant | undefined {
  return patients.length === 1 ? patients[0] : patients.find(({ id }) => id === payerId);
}

/** The field that the gateway's refusal is about, and the words for it; null when it is about none. */
export function refusedField(
  error: PaymentsError,
  { currency, limits }: GatewaySession,
  { locale, messages: { request: words } }: Localization<RequestWords>,
): readonly [DraftField, string] | null {
  switch (error.code) {
    case 'amount_invalid':
      return ['amount', words.amountProblem.not_a_number];
    case 'amount_too_small':
      return ['amount', words.amountTooSmall(formatMoney({ amount: limits.minimum, currency }, locale))];
    case 'amount_too_large':
      return ['amount', words.amountTooLarge(formatMoney({ amount: limits.maximum, currency }, locale))];
    case 'description_invalid':
      return ['description', words.descriptionEmpty];
    case 'payer_required':
    case 'payer_unknown':
      return ['payerId', words.payerUnknown];
    default:
      return null;
  }
}
