import {
  DESCRIPTION_MAX_LENGTH,
  REFERENCE_MAX_LENGTH,
  type CreatePaymentRequest,
} from '../../src/contract/payment-request.ts';
import {
  displayExponent,
  MAXIMUM_AMOUNT,
  minimumAmount,
  stripeExponent,
} from '../../src/localization/money.ts';
import { ProblemError } from '../problem.ts';

/** Control characters, line ends, and half a surrogate pair, which no other system takes. */
const UNFIT = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;
const VISIBLE = /[^\p{C}\p{Z}]/u;
/** What an HTTP header carries safely, and a Stripe key could hold. */
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;

/** Checks what the schema cannot; answers the body as it is kept. */
export function checkCreateBody(body: CreatePaymentRequest, currency: string): CreatePaymentRequest {
  checkAmount(body.amount, currency);
  const description = body.description.trim();
  if (!VISIBLE.test(description) || description.length > DESCRIPTION_MAX_LENGTH || UNFIT.test(description))
    throw new ProblemError(
      'description_invalid',
      `Describe the payment in one line of 1 to ${DESCRIPTION_MAX_LENGTH} characters.`,
      'description',
    );
  const { reference, payerId } = body;
  if (reference !== undefined && (reference.length > REFERENCE_MAX_LENGTH || UNFIT.test(reference)))
    throw new ProblemError(
      'reference_invalid',
      `A reference has at most ${REFERENCE_MAX_LENGTH} characters, in one line.`,
      'reference',
    );
  return {
    amount: body.amount,
    description,
    ...(payerId !== undefined && { payerId }),
    ...(reference !== undefined && reference !== '' && { reference }),
  };
}

function checkAmount(amount: number, currency: string): void {
  const refuse = (code: 'amount_invalid' | 'amount_too_small' | 'amount_too_large', detail: string) =>
    new ProblemError(code, detail, 'amount');
  const step = 10 ** (stripeExponent(currency) - displayExponent(currency));
  if (!Number.isSafeInteger(amount) || amount <= 0 || amount % step !== 0)
    throw refuse(
      'amount_invalid',
      `The amount is a whole, positive number in Stripe's units of ${currency.toUpperCase()}` +
        (step > 1 ? `, a multiple of ${step}.` : '.'),
    );
  const minimum = minimumAmount(currency);
  if (amount < minimum) throw refuse('amount_too_small', `The least amount is ${minimum}.`);
  if (amount > MAXIMUM_AMOUNT) throw refuse('amount_too_large', `The largest amount is ${MAXIMUM_AMOUNT}.`);
}

export function checkIdempotencyKey(header: string | string[] | undefined): string {
  if (typeof header !== 'string' || !IDEMPOTENCY_KEY.test(header))
    throw new ProblemError(
      'idempotency_key_missing',
      'Send an Idempotency-Key header of 1 to 255 visible characters, new for each new request.',
    );
  return header;
}
