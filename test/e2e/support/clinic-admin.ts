import type { Locator, Page } from '@playwright/test';

import type { AccessRequest } from '../../../src/contract/access-request.ts';
import type { StripeAccountStanding } from '../../../src/contract/stripe-account.ts';
import { expect } from './journey.ts';
import { OPERATOR_KEY, type Stack } from './stack.ts';

/** What the gateway's page says to whom Stripe has led back with an account. */
export const BACK_FROM_STRIPE = 'You’re back from Stripe';

const RIVERSIDE = { ref: 'riverside', name: 'Riverside Clinic' };

/** Riverside's administrator, in the host's own Configure pages, by what they can see and press. */
export class ClinicAdmin {
  readonly page: Page;
  readonly element: Locator;
  readonly useAccount: Locator;
  readonly status: Locator;

  constructor(page: Page) {
    this.page = page;
    this.element = page.locator('client-payments');
    this.useAccount = this.element.getByRole('button', { name: 'Use this account' });
    this.status = this.element.locator('[part=account] [part=status]');
  }

  static async open(page: Page, stack: Stack, query = ''): Promise<ClinicAdmin> {
    await page.goto(`${stack.origin}/admin?clinic=${RIVERSIDE.ref}${query}`);
    return new ClinicAdmin(page);
  }

  /** Presses *Go to Stripe*; answers the tab that opens. */
  async goToStripe(way: 'I already have a Stripe account' | 'Create a new account'): Promise<Page> {
    await this.element.getByRole('radio', { name: way }).check();
    const opening = this.page.waitForEvent('popup');
    await this.element.getByRole('button', { name: 'Go to Stripe' }).click();
    return opening;
  }

  /** At Stripe: lets the platform into the account of this name. */
  async connect(stripe: Page, name: RegExp): Promise<void> {
    // Accounts that were made for a clinic bear its name too, and come after its own.
    await stripe.getByRole('radio', { name }).first().check();
    await stripe.getByRole('button', { name: 'Connect' }).click();
  }

  /** At Stripe: answers its questions with what it suggests. */
  async answerQuestions(stripe: Page): Promise<void> {
    for (const heading of [
      'Tell us about the business',
      'Who represents the business?',
      'Where should payouts go?',
    ]) {
      await expect(stripe.getByRole('heading', { name: heading })).toBeVisible();
      await stripe.getByRole('textbox').first().press('Enter');
    }
    await stripe.getByRole('button', { name: 'Agree and submit' }).click();
  }

  async remove(): Promise<void> {
    await this.element.getByRole('button', { name: 'Remove', exact: true }).click();
    await this.element.getByLabel('Type “Riverside Clinic” to confirm').fill(RIVERSIDE.name);
    await this.element.getByRole('button', { name: 'Remove account' }).click();
    await expect(this.element.getByText('The account was removed on', { exact: false })).toBeVisible();
  }

  /** Turns to the page again, as somebody does who comes back from another tab. */
  async comeBack(): Promise<void> {
    await this.page.bringToFront();
    await this.page.evaluate(() => window.dispatchEvent(new Event('focus')));
  }
}

/** Riverside, enabled and without an account, whatever a test before has left. */
export async function riversideWithoutAccount(stack: Stack): Promise<void> {
  const riverside = await RiversideApi.signIn(stack);
  await riverside.enable();
  await riverside.unlink();
}

/** What Riverside's administrator and the operator ask of the gateway, without a page. */
class RiversideApi {
  readonly #stack: Stack;
  readonly #token: string;

  private constructor(stack: Stack, token: string) {
    this.#stack = stack;
    this.#token = token;
  }

  static async signIn(stack: Stack): Promise<RiversideApi> {
    const answer = await fetch(`http://127.0.0.1:${stack.demoPort}/api/admin/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ role: 'clinic-admin', clinic: RIVERSIDE.ref }),
    });
    const { token } = (await answer.json()) as { token: string };
    return new RiversideApi(stack, token);
  }

  async enable(): Promise<void> {
    if ((await this.#standing()).clinic.enabled) return;
    const form = {
      organisationName: 'Bayside Health',
      clinics: [{ ...RIVERSIDE, hasStripeAccount: true }],
      contact: { name: 'Jordan Reyes', email: 'jordan@bayside.example' },
      expectedUse: 'About thirty payments a month.',
      telehealthManager: { isMe: true },
      agreesToTerms: true,
    };
    const { id, revision } = await this.#call<AccessRequest>('POST', '/access-requests', form);
    await this.#call('POST', `/access-requests/${id}/approve`, { revision }, OPERATOR_KEY);
  }

  async unlink(): Promise<void> {
    const { account, parked } = await this.#standing();
    if (parked) await this.#call('POST', '/stripe-account/discard', { account: parked.id });
    if (account) await this.#call('DELETE', '/stripe-account', { clinicName: RIVERSIDE.name });
    await expect.poll(async () => (await this.#standing()).isRemoving).toBe(false);
  }

  #standing(): Promise<StripeAccountStanding> {
    return this.#call('GET', '/stripe-account');
  }

  async #call<Answer>(
    method: string,
    path: string,
    body?: unknown,
    bearer: string = this.#token,
  ): Promise<Answer> {
    const answer = await fetch(`${this.#stack.gateway}/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${bearer}`,
        'idempotency-key': crypto.randomUUID(),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    // The gateway's own answer, from the same sources.
    return JSON.parse(text) as Answer;
  }
}
