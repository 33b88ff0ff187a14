/**
 * Why a bank, or Stripe itself, says no. Sources: https://docs.stripe.com/testing#declined-payments and
 * https://docs.stripe.com/declines/codes
 */
export interface Decline {
  readonly code: string;
  readonly declineCode: string;
  readonly message: string;
  /** What Stripe advises the business to do. */
  readonly advice: 'confirm_card_data' | 'do_not_try_again' | 'try_again_later';
  readonly param?: string;
  /** Stripe's fraud protection stopped it: the bank was never asked. */
  readonly blocked?: true;
}

const DECLINED = 'Your card was declined.';

function bankSays(
  declineCode: string,
  message = DECLINED,
  advice: Decline['advice'] = 'try_again_later',
): Decline {
  return { code: 'card_declined', declineCode, message, advice };
}

/** Where the error code says it all, the decline code repeats it. */
function wrong(
  code: string,
  message: string,
  param?: string,
  advice: Decline['advice'] = 'confirm_card_data',
): Decline {
  return { code, declineCode: code, message, advice, ...(param ? { param } : {}) };
}

export const DECLINES = {
  generic: bankSays('generic_decline'),
  insufficientFunds: bankSays('insufficient_funds', 'Your card has insufficient funds.'),
  lost: bankSays('lost_card', DECLINED, 'do_not_try_again'),
  stolen: bankSays('stolen_card', DECLINED, 'do_not_try_again'),
  velocity: bankSays(
    'card_velocity_exceeded',
    'Your card was declined for making repeated attempts too frequently or exceeding its amount limit.',
  ),
  blocked: { ...bankSays('fraudulent', DECLINED, 'do_not_try_again'), blocked: true },
  authenticationRequired: {
    code: 'authentication_required',
    declineCode: 'authentication_required',
    message: 'Your card was declined. This transaction requires authentication.',
    advice: 'try_again_later',
  },
  expired: wrong('expired_card', 'Your card has expired.', 'exp_month'),
  incorrectCvc: wrong('incorrect_cvc', "Your card's security code is incorrect.", 'cvc'),
  processingError: wrong(
    'processing_error',
    'An error occurred while processing your card. Try again in a little bit.',
    undefined,
    'try_again_later',
  ),
} satisfies Readonly<Record<string, Decline>>;
