import type { StripeError } from '@stripe/stripe-js';

import type {
  ConfirmParams,
  FrameAnswer,
  FrameChange,
  FrameSettings,
  MethodType,
  PaymentSettings,
} from '../protocol.ts';
import { languageOf, type Words, wordsFor } from '../words.ts';
import { CardForm } from './card-form.ts';
import { choiceFields } from './choice-fields.ts';
import { confirmWith } from './confirm-method.ts';
import { LinkAccount } from './link-account.ts';
import { icon } from './marks.ts';
import { MethodPicker } from './method-picker.ts';

/** What the Payment Element shows in its frame. */
export class PaymentPanel {
  readonly element = document.createElement('div');
  readonly #form = new CardForm(wordsFor('en'));
  readonly #link = new LinkAccount(wordsFor('en'));
  readonly #linkButton = document.createElement('button');
  readonly #linkHolder = document.createElement('div');
  readonly #terms = document.createElement('p');
  readonly #note = document.createElement('p');
  readonly #walletTexts = new Map<MethodType, HTMLElement>();
  readonly #picker: MethodPicker;
  readonly #changed: () => void;
  #settings: FrameSettings | null = null;
  #methods: readonly MethodType[] = [];

  constructor(changed: () => void) {
    this.#changed = changed;
    const card = document.createElement('div');
    card.className = 'Panel';
    this.#linkButton.type = 'button';
    this.#linkButton.className = 'LinkButton';
    this.#linkButton.setAttribute('aria-controls', (this.#linkHolder.id = 'link'));
    this.#linkHolder.className = 'Block';
    this.#linkHolder.append(this.#link.element);
    this.#terms.className = 'TermsText';
    card.append(this.#linkButton, this.#linkHolder, this.#form.element, this.#terms);
    const panels = new Map<MethodType, HTMLElement>([['card', card]]);
    for (const wallet of ['google_pay', 'apple_pay'] as const) {
      const panel = document.createElement('div');
      panel.className = 'Panel RedirectText';
      panels.set(wallet, panel);
      this.#walletTexts.set(wallet, panel);
    }
    this.#picker = new MethodPicker(panels);
    this.#note.className = 'Note';
    this.element.append(this.#picker.element, this.#note);
    this.#picker.element.addEventListener('pick', changed);
    this.element.addEventListener('input', changed);
    this.#linkButton.addEventListener('click', () => this.#openLink(this.#linkHolder.hidden === true));
    this.#link.element.addEventListener('link-change', () => {
      this.#showLink();
      if (!this.#isLink) this.#form.focus();
      changed();
    });
  }

  start(settings: FrameSettings, payment: PaymentSettings, methods: readonly MethodType[]): void {
    const shown = methods.filter((method) => method !== 'link');
    const rank = (method: MethodType) => payment.order.indexOf(method) + 1 || 99;
    this.#methods = [...shown].sort((a, b) => rank(a) - rank(b));
    this.#linkButton.hidden = !methods.includes('link');
    this.#linkHolder.hidden = true;
    this.apply(settings, payment);
    if (!payment.collapsed || this.#methods.length < 2) this.#picker.pick(this.#methods[0] ?? null);
    if (payment.defaults.email) this.suggest(payment.defaults.email);
  }

  apply(settings: FrameSettings, payment: PaymentSettings): void {
    this.#settings = settings;
    const words = wordsFor(settings.locale);
    document.documentElement.lang = languageOf(settings.locale);
    this.#form.words = this.#link.words = words;
    this.#form.readOnly = payment.readOnly;
    this.#form.address = { ...payment, ...payment.defaults };
    this.#terms.hidden = !payment.showTerms;
    this.#terms.textContent = words.terms(payment.businessName ?? words.thisBusiness);
    this.#note.textContent = words.simulated;
    const opensLink = document.createElement('span');
    opensLink.textContent = words.linkLine;
    this.#linkButton.replaceChildren(icon('link', 'Link', 36), opensLink);
    for (const [wallet, panel] of this.#walletTexts) {
      panel.textContent = words.walletNext(words.methodNames[wallet]);
    }
    this.#picker.draw({ ...payment, methods: this.#methods, words });
    this.#showLink();
  }

  /** An address that has a Link account opens the way in. */
  suggest(email: string): void {
    this.#link.email = email;
    if (!this.#linkButton.hidden && this.#link.isKnown) this.#openLink(true, false);
  }

  get change(): FrameChange {
    const method = this.#method;
    const isCard = method === 'card';
    return {
      type: 'change',
      empty: isCard ? this.#form.empty : method === null,
      complete: isCard ? this.#form.complete : method !== null,
      collapsed: method === null,
      method,
      brand: isCard ? this.#form.brand : null,
      country: isCard ? this.#form.country : null,
      postalCode: isCard ? this.#form.postalCode : null,
      email: '',
    };
  }

  validate(): FrameAnswer {
    const method = this.#method;
    const words = this.#words;
    if (method === null) {
      return { error: problem('incomplete_payment_method', words.chooseMethod) };
    }
    const wrong = method === 'card' ? this.#form.validate() : null;
    return wrong ? { error: problem(wrong.code, wrong.message) } : { valid: true, method };
  }

  async confirm(params: ConfirmParams): Promise<FrameAnswer> {
    const settings = this.#settings;
    const { card, email } = this.#link;
    if (!settings) return { error: problem('incomplete', this.#words.chooseMethod) };
    if (params.choice) return confirmWith(settings, params, choiceFields(params.choice));
    if (this.#method === 'link' && card !== null) {
      return confirmWith(settings, params, choiceFields({ type: 'link', card, email }));
    }
    const checked = this.validate();
    if ('error' in checked) return checked;
    this.#form.readOnly = true;
    const { country, postalCode } = this.#form;
    const answer = await confirmWith(settings, params, [
      ...this.#form.fields(),
      ...(country ? [['[billing_details][address][country]', country] as const] : []),
      ...(postalCode ? [['[billing_details][address][postal_code]', postalCode] as const] : []),
    ]);
    this.#form.readOnly = settings.element.type === 'payment' && settings.element.readOnly;
    if ('error' in answer) this.#form.refuse(answer.error.param, answer.error.message ?? '');
    return answer;
  }

  focus(): void {
    const method = this.#method;
    if (method === 'link') this.#link.focus();
    else if (method === 'card') this.#form.focus();
    else this.element.querySelector<HTMLElement>('[role=tab], .AccordionButton')?.focus();
  }

  clear(): void {
    this.#form.clear();
    if (this.#isLink) this.#link.leave();
    this.#changed();
  }

  collapse(): void {
    if (this.#methods.length > 1) this.#picker.pick(null);
  }

  get #words(): Words {
    return wordsFor(this.#settings?.locale ?? 'en');
  }

  get #isLink(): boolean {
    return this.#link.card !== null;
  }

  get #method(): MethodType | null {
    const { picked } = this.#picker;
    return picked === 'card' && this.#isLink ? 'link' : picked;
  }

  #openLink(open: boolean, focus = true): void {
    this.#linkHolder.hidden = !open;
    this.#showLink();
    if (open && focus) this.#link.focus();
  }

  #showLink(): void {
    this.#linkButton.setAttribute('aria-expanded', String(!this.#linkHolder.hidden));
    this.#form.element.hidden = this.#isLink;
  }
}

function problem(code: string, message: string): StripeError {
  return { type: 'validation_error', code, message };
}
