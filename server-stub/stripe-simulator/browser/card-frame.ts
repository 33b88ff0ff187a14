import type { StripeError } from '@stripe/stripe-js';

import { type ApiIdentity, confirmIntent, retrieveIntent } from './api-client.ts';
import { applyAppearance } from './frame/appearance.ts';
import { CardForm } from './frame/card-form.ts';
import {
  type ConfirmParams,
  type FrameAnswer,
  type FrameSettings,
  type FromFrame,
  open,
  seal,
  type ToFrame,
} from './protocol.ts';
import { languageOf, wordsFor } from './words.ts';

/** The page that frames us; the browser tells us its origin with each message, this is what it must be. */
const parentOrigin = new URLSearchParams(location.search).get('parent') ?? '';
const root = document.querySelector('#root');
const form = new CardForm(wordsFor('en'));
let settings: FrameSettings | null = null;

function post(message: FromFrame): void {
  window.parent.postMessage(seal(message), parentOrigin);
}

function identityOf(current: FrameSettings): ApiIdentity {
  const { locale, publishableKey, stripeAccount } = current;
  return { origin: location.origin, publishableKey, stripeAccount, locale };
}

function apply(next: FrameSettings): void {
  settings = next;
  document.documentElement.lang = languageOf(next.locale);
  form.words = wordsFor(next.locale);
  form.readOnly = next.readOnly;
  applyAppearance(next.appearance);
}

async function start(next: FrameSettings): Promise<void> {
  apply(next);
  root?.replaceChildren(form.element);
  if (next.clientSecret !== null) {
    const { error, paymentIntent } = await retrieveIntent(identityOf(next), next.clientSecret);
    if (error) return post({ type: 'loaderror', error });
    if (paymentIntent.status === 'succeeded' || paymentIntent.status === 'canceled') {
      return post({ type: 'loaderror', error: terminalState(paymentIntent.status) });
    }
  }
  post({ type: 'ready' });
}

function terminalState(status: string): StripeError {
  return {
    type: 'invalid_request_error',
    code: 'payment_intent_unexpected_state',
    message: `This PaymentIntent is in a terminal state (${status}) and cannot be used to initialize Elements.`,
  };
}

function validate(): FrameAnswer {
  const problem = form.validate();
  if (!problem) return { valid: true };
  return { error: { type: 'validation_error', code: problem.code, message: problem.message } };
}

async function confirm(params: ConfirmParams): Promise<FrameAnswer> {
  const checked = validate();
  if (!settings || 'error' in checked) return checked;
  form.readOnly = true;
  try {
    const result = await confirmIntent(identityOf(settings), params.clientSecret, [
      ['payment_method_data[type]', 'card'],
      ...form.fields().map(([name, value]) => [`payment_method_data[card][${name}]`, value] as const),
      ...params.billing.map(
        ([name, value]) => [`payment_method_data[billing_details]${name}`, value] as const,
      ),
      ...(params.returnUrl ? [['return_url', params.returnUrl] as const] : []),
      ...(params.receiptEmail ? [['receipt_email', params.receiptEmail] as const] : []),
      ['use_stripe_sdk', 'true'],
    ]);
    if (!result.error) return { paymentIntent: result.paymentIntent };
    form.refuse(result.error.param, result.error.message ?? '');
    return { error: result.error };
  } finally {
    form.readOnly = settings.readOnly;
  }
}

async function handle(message: ToFrame): Promise<void> {
  switch (message.type) {
    case 'init':
      return start(message.settings);
    case 'update':
      return apply(message.settings);
    case 'validate':
      return post({ type: 'answer', id: message.id, answer: validate() });
    case 'confirm':
      return post({ type: 'answer', id: message.id, answer: await confirm(message.params) });
    case 'focus':
      return form.focus();
    case 'blur':
      return form.blur();
    case 'clear':
      form.clear();
      return postChange();
  }
}

function postChange(): void {
  post({ type: 'change', empty: form.empty, complete: form.complete });
}

if (window.parent !== window && parentOrigin !== '') {
  window.addEventListener('message', (event) => {
    if (event.source !== window.parent || event.origin !== parentOrigin) return;
    const message = open<ToFrame>(event.data, [
      'init',
      'update',
      'validate',
      'confirm',
      'focus',
      'blur',
      'clear',
    ]);
    if (message) void handle(message);
  });
  form.element.addEventListener('input', postChange);
  document.addEventListener('focusin', () => post({ type: 'focus' }));
  document.addEventListener('focusout', (event) => {
    if (event.relatedTarget === null) post({ type: 'blur' });
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') post({ type: 'escape' });
  });
  new ResizeObserver(() => {
    post({ type: 'height', height: Math.ceil(document.body.getBoundingClientRect().height) });
  }).observe(document.body);
  post({ type: 'hello' });
}
