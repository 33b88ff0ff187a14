import type {
  Appearance,
  StripeElementsOptionsClientSecret,
  StripeElementsOptionsMode,
  StripeElementsUpdateOptions,
} from '@stripe/stripe-js';

import type { PaymentFacts } from '../protocol.ts';
import { checkAppearance } from './appearance.ts';
import { checkClientSecret } from './client-secret.ts';
import { IntegrationError } from './integration-error.ts';
import { warnUnknown } from './warn-unknown.ts';

/** What `stripe.elements()` takes, as far as the simulator looks at it. */
export interface GroupOptions {
  readonly clientSecret?: string;
  readonly mode?: 'payment' | 'setup' | 'subscription';
  readonly amount?: number;
  readonly currency?: string;
  readonly allowedPaymentMethodTypes?: readonly string[];
  readonly excludedPaymentMethodTypes?: readonly string[];
  readonly appearance?: Appearance;
  readonly locale?: string;
}

type OptionName =
  | keyof StripeElementsOptionsClientSecret
  | keyof StripeElementsOptionsMode
  | keyof StripeElementsUpdateOptions;

const SIMULATED = [
  'allowedPaymentMethodTypes',
  'amount',
  'appearance',
  'clientSecret',
  'currency',
  'excludedPaymentMethodTypes',
  'locale',
  'mode',
] satisfies OptionName[];

const IGNORED = [
  'adaptivePricing',
  'captureMethod',
  'capture_method',
  'customPaymentMethods',
  'customerOptions',
  'customerSessionClientSecret',
  'externalPaymentMethodTypes',
  'fonts',
  'loader',
  'onBehalfOf',
  'on_behalf_of',
  'paymentMethodConfiguration',
  'paymentMethodCreation',
  'paymentMethodOptions',
  'payment_method_configuration',
  'payment_method_options',
  'setupFutureUsage',
  'setup_future_usage',
  'syncAddressCheckbox',
] satisfies OptionName[];

/** What the simulator's accounts have switched on. */
const ENABLED_TYPES = ['card', 'link'];

export function checkGroupOptions(options: GroupOptions): void {
  if ('paymentMethodTypes' in options || 'payment_method_types' in options) {
    throw new IntegrationError(
      'Invalid value for elements(): `paymentMethodTypes` is no longer supported. Use `allowedPaymentMethodTypes` instead.',
    );
  }
  warnUnknown<string>('elements()', options, { simulated: SIMULATED, ignored: IGNORED });
  checkAppearance('elements()', options.appearance);
  if (options.clientSecret !== undefined) {
    checkClientSecret('elements()', options.clientSecret);
    if (options.mode !== undefined) {
      throw new IntegrationError(
        'Invalid value for elements(): `clientSecret` and `mode` cannot be used together.',
      );
    }
    return;
  }
  if (options.mode === undefined) return;
  if (options.mode !== 'payment') {
    throw new IntegrationError(`elements({mode: '${options.mode}'}) is not simulated; mode 'payment' is.`);
  }
  const { amount, currency } = options;
  if (!Number.isInteger(amount) || (amount ?? 0) < 1) {
    throw new IntegrationError(
      'Invalid value for elements(): amount should be a positive integer, in the smallest unit of its currency.',
    );
  }
  if (typeof currency !== 'string' || !/^[a-z]{3}$/.test(currency)) {
    throw new IntegrationError(
      'Invalid value for elements(): currency should be a three-letter ISO code in lowercase.',
    );
  }
}

export function checkGroupUpdate(options: StripeElementsUpdateOptions): void {
  if ('clientSecret' in options) {
    throw new IntegrationError('Invalid value for elements.update(): clientSecret cannot be updated.');
  }
  warnUnknown<string>('elements.update()', options, { simulated: SIMULATED, ignored: IGNORED });
  checkAppearance('elements.update()', options.appearance);
}

export function paymentFacts(options: GroupOptions): PaymentFacts {
  const { amount, clientSecret, currency } = options;
  if (clientSecret !== undefined) return { clientSecret };
  if (amount === undefined || currency === undefined) return null;
  const types = ENABLED_TYPES.filter(
    (type) =>
      (options.allowedPaymentMethodTypes?.includes(type) ?? true) &&
      !options.excludedPaymentMethodTypes?.includes(type),
  );
  return { clientSecret: null, amount, currency, types };
}
