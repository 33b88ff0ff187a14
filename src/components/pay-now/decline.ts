import type { PaymentAttempt } from '../../contract/payment-request.ts';
import type { DeclineKind } from '../../localization/messages.ts';
import type { CheckoutProblem } from '../../session/state.ts';

/** Source: https://docs.stripe.com/declines/codes: the ones after which a person can do something particular. */
const KINDS: Readonly<Record<string, DeclineKind>> = {
  insufficient_funds: 'funds',
  withdrawal_count_limit_exceeded: 'funds',
  expired_card: 'expired',
  invalid_expiry_month: 'expired',
  invalid_expiry_year: 'expired',
  incorrect_cvc: 'code',
  invalid_cvc: 'code',
  incorrect_number: 'number',
  invalid_number: 'number',
};

/** Which words fit a try that did not go through. */
export function declineKind(problem: CheckoutProblem | PaymentAttempt): DeclineKind {
  const outcome = 'kind' in problem ? problem.kind : problem.outcome;
  if (outcome === 'authentication_failed') return 'authentication';
  if (outcome !== 'declined') return 'error';
  return KINDS[problem.declineCode ?? ''] ?? KINDS[problem.code] ?? 'generic';
}
