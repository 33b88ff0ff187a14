import type { StripeExpressCheckoutElementOptions, StripePaymentElementOptions } from '@stripe/stripe-js';

import { violationsOf } from '../support/axe.ts';
import { BarePage } from '../support/bare-page.ts';
import { expect, test as base } from '../support/journey.ts';

const test = base.extend<{ bare: BarePage }>({
  bare: async ({ page, stack }, use) => {
    const bare = new BarePage(page, stack);
    await bare.open(stack);
    await use(bare);
    await bare.close();
  },
});

async function mountPayment({ page }: BarePage, options: StripePaymentElementOptions = {}): Promise<void> {
  await page.evaluate(async (given) => {
    const { elements, log } = window.bare;
    const element = elements.create('payment', given);
    element.on('change', ({ complete, value }) => log.push([value.type, complete]));
    await new Promise((resolve) => {
      element.once('ready', resolve);
      element.mount('#payment');
    });
  }, options);
}

async function mountExpress({ page }: BarePage, options: StripeExpressCheckoutElementOptions = {}) {
  await page.evaluate(async (given) => {
    const { elements, log, stripe } = window.bare;
    const element = elements.create('expressCheckout', given);
    element.on('click', (event) => {
      log.push(['click', event.expressPaymentType]);
      event.resolve();
    });
    element.on('cancel', () => log.push('cancel'));
    element.on('confirm', async ({ billingDetails }) => {
      log.push(['confirm', billingDetails?.email]);
      await elements.submit();
      const { error, paymentIntent } = await stripe.confirmPayment({ elements, redirect: 'if_required' });
      log.push(error?.code ?? paymentIntent?.status);
    });
    await new Promise((resolve) => {
      element.once('ready', (event) => {
        log.push(['ready', event.availablePaymentMethods]);
        resolve(null);
      });
      element.mount('#express');
    });
  }, options);
}

test('Link: a wrong code, the right one, and a saved card pays as type link', async ({ bare }) => {
  const intent = await bare.intent();
  await bare.group(intent.client_secret ?? '');
  await mountPayment(bare);
  await bare.card.getByRole('button', { name: /Link/ }).click();
  await bare.card.getByLabel('Email').fill('someone@example.com');
  await expect(bare.card.getByText('No Link account has this email.')).toBeVisible();
  await bare.card.getByLabel('Email').fill('link@example.com');
  await bare.card.getByLabel('One-time code').fill('123456');
  await expect(bare.card.getByText('This code is incorrect.')).toBeVisible();
  await bare.card.getByLabel('One-time code').fill('000000');
  await bare.card.getByRole('radio', { name: /4444/ }).check();
  await bare.pay.click();
  await expect.poll(() => bare.log()).toContain('succeeded');
  expect(await bare.log()).toContainEqual(['link', true]);
  const method = await bare.method(intent.id);
  expect(method).toMatchObject({ type: 'link', link: { email: 'link@example.com' } });
});

test('an address typed in the Link Authentication Element opens Link in the Payment Element', async ({
  bare,
}) => {
  await bare.group((await bare.intent()).client_secret ?? '');
  await mountPayment(bare);
  await bare.page.evaluate(() => window.bare.elements.create('linkAuthentication').mount('#email'));
  await bare.email.getByLabel('Email').fill('link@example.com');
  await expect(bare.card.getByLabel('One-time code')).toBeVisible();
});

test('a wallet among the tabs, by keyboard alone, pays with its card', async ({ bare }) => {
  const intent = await bare.intent();
  await bare.group(intent.client_secret ?? '');
  await mountPayment(bare, { wallets: { applePay: 'never' } });
  await bare.card.getByRole('tab', { name: 'Card' }).focus();
  await bare.page.keyboard.press('ArrowRight');
  await expect(bare.card.getByRole('tab', { name: 'Google Pay' })).toHaveAttribute('aria-selected', 'true');
  await bare.pay.focus();
  await bare.page.keyboard.press('Enter');
  await expect(bare.sheet.getByRole('heading', { name: 'Google Pay' })).toBeFocused();
  await bare.page.keyboard.press('Tab');
  await bare.page.keyboard.press('ArrowDown');
  await bare.page.keyboard.press('Tab');
  await bare.page.keyboard.press('Enter');
  await expect.poll(() => bare.log()).toContain('succeeded');
  const method = await bare.method(intent.id);
  expect(method?.card).toMatchObject({ brand: 'mastercard', wallet: { type: 'google_pay' } });
});

test('in an accordion, only the chosen method is open', async ({ bare }) => {
  await bare.group((await bare.intent()).client_secret ?? '');
  await mountPayment(bare, { layout: { type: 'accordion', defaultCollapsed: true } });
  await expect(bare.card.getByLabel('Card number')).toBeHidden();
  await bare.card.getByRole('button', { name: 'Card', exact: true }).click();
  await expect(bare.card.getByLabel('Card number')).toBeVisible();
  await bare.page.evaluate(() => window.bare.elements.getElement('payment')?.collapse());
  await expect(bare.card.getByLabel('Card number')).toBeHidden();
});

test('the Express Checkout Element: its events, a sheet that is dismissed, one that is confirmed', async ({
  bare,
}) => {
  const intent = await bare.intent();
  await bare.group(intent.client_secret ?? '');
  await mountExpress(bare, { emailRequired: true, buttonType: { googlePay: 'pay' } });
  const button = bare.express.getByRole('button', { name: /Pay with Google Pay/ });
  await button.click();
  await expect(bare.sheet.getByRole('heading', { name: 'Google Pay' })).toBeFocused();
  await bare.page.keyboard.press('Escape');
  await expect.poll(() => bare.log()).toContain('cancel');
  await button.click();
  await bare.sheet.getByRole('button', { name: 'Confirm payment' }).click();
  await expect.poll(() => bare.log()).toContain('succeeded');
  await expect(bare.page.getByRole('dialog')).toHaveCount(0);
  const wallets = {
    amazonPay: false,
    applePay: false,
    googlePay: true,
    klarna: false,
    link: true,
    paypal: false,
  };
  expect(await bare.log()).toEqual([
    ['ready', wallets],
    ['click', 'google_pay'],
    'cancel',
    ['click', 'google_pay'],
    ['confirm', 'wallet@example.com'],
    'succeeded',
  ]);
});

test('Link’s own button leads through its code to a saved card', async ({ bare }) => {
  const intent = await bare.intent();
  await bare.group(intent.client_secret ?? '');
  await mountExpress(bare, { emailRequired: true, paymentMethods: { googlePay: 'never' } });
  await bare.express.getByRole('button', { name: /Link/ }).click();
  await bare.sheet.getByLabel('One-time code').fill('000000');
  await bare.sheet.getByRole('button', { name: 'Confirm payment' }).click();
  await expect.poll(() => bare.log()).toContain('succeeded');
  expect((await bare.method(intent.id))?.type).toBe('link');
});

test('handleNextAction shows the bank what a server began, and refuses what asks for nothing', async ({
  bare,
}) => {
  const params = {
    confirm: true,
    payment_method: 'pm_card_threeDSecure2Required',
    use_stripe_sdk: true,
  };
  const intent = await bare.intent(params);
  expect(intent.status).toBe('requires_action');
  const handled = bare.page.evaluate(
    (clientSecret) => window.bare.stripe.handleNextAction({ clientSecret }),
    intent.client_secret ?? '',
  );
  await bare.challenge.getByRole('button', { name: 'Complete authentication' }).click();
  expect((await handled).paymentIntent?.status).toBe('succeeded');
  await expect(
    bare.page.evaluate(
      (clientSecret) => window.bare.stripe.handleNextAction({ clientSecret }),
      intent.client_secret ?? '',
    ),
  ).rejects.toThrow(/IntegrationError.*not in the requires_action state/);
});

test('a deferred payment is submitted first, and charges what was shown', async ({ bare }) => {
  await bare.group({ mode: 'payment', amount: 8500, currency: 'aud' });
  await mountPayment(bare);
  await bare.card.getByLabel('Card number').fill('4242424242424242');
  await bare.card.getByLabel('Expiration date').fill('12/34');
  await bare.card.getByLabel('Security code').fill('123');
  const confirm = (clientSecret: string | null, submitFirst: boolean) =>
    bare.page.evaluate(
      async ([secret, first]) => {
        const { elements, stripe } = window.bare;
        if (first) await elements.submit();
        const options = { elements, clientSecret: secret ?? '', redirect: 'if_required' } as const;
        const { error, paymentIntent } = await stripe.confirmPayment(options);
        return error?.message ?? paymentIntent?.status;
      },
      [clientSecret, submitFirst] as const,
    );
  const other = await bare.intent({ amount: 9000 });
  await expect(confirm(other.client_secret, false)).rejects.toThrow(
    /elements\.submit\(\) must be called before/,
  );
  expect(await confirm(other.client_secret, true)).toMatch(/^The amount in the Elements group \(8500\)/);
  expect(await confirm((await bare.intent()).client_secret, true)).toBe('succeeded');
});

test('what a page does wrong is said as Stripe.js says it', async ({ bare }) => {
  await bare.group((await bare.intent()).client_secret ?? '');
  const said = await bare.page.evaluate(() => {
    const { stripe, elements } = window.bare;
    const tries: Record<string, () => unknown> = {
      oldTypes: () => stripe.elements(JSON.parse('{"mode":"payment","paymentMethodTypes":["card"]}')),
      second: () => {
        elements.create('payment');
        elements.create('payment');
      },
      shadow: () => {
        const inner = document.createElement('div');
        document.createElement('div').attachShadow({ mode: 'open' }).append(inner);
        elements.getElement('payment')?.mount(inner);
      },
      destroyed: () => {
        const element = elements.getElement('payment');
        element?.destroy();
        element?.mount('#payment');
      },
      nothing: () => stripe.elements().create('payment'),
    };
    return Object.fromEntries(
      Object.entries(tries).map(([name, attempt]) => {
        try {
          attempt();
          return [name, ''];
        } catch (error) {
          return [name, String(error)];
        }
      }),
    );
  });
  expect(said['oldTypes']).toMatch(/IntegrationError: .*`paymentMethodTypes` is no longer supported/);
  expect(said['second']).toMatch(/Can only create one Element of type payment/);
  expect(said['shadow']).toMatch(/Elements cannot be mounted in a ShadowRoot/);
  expect(said['destroyed']).toMatch(/This Element has already been destroyed/);
  expect(said['nothing']).toMatch(/you must pass a clientSecret or mode/);
});

test('an option that changes nothing is never passed over in silence', async ({ bare }) => {
  await bare.group((await bare.intent()).client_secret ?? '');
  await bare.page.evaluate(() => {
    const { elements } = window.bare;
    elements.create('payment', JSON.parse('{"colour":"red","applePay":{},"readOnly":false}'));
    const variables = { colorPrimary: '#123456', fontLineHeight: '1.4' };
    void elements.update({ appearance: { labels: 'floating', variables, rules: { '.Nothing': {} } } });
  });
  await expect
    .poll(() => bare.warnings)
    .toEqual([
      expect.stringContaining('Unrecognized create() parameter: colour is not a recognized parameter'),
      expect.stringContaining('create(): `applePay` has no effect here'),
      expect.stringContaining('elements.update() appearance: `labels` has no effect here'),
      expect.stringContaining('elements.update() appearance.variables: `fontLineHeight` has no effect here'),
      expect.stringContaining('elements.update() appearance.rules: `.Nothing` has no effect here'),
    ]);
});

test('details that the page keeps to itself have to be given when it confirms', async ({ bare }) => {
  await bare.group((await bare.intent()).client_secret ?? '');
  await mountPayment(bare, { fields: { billingDetails: { email: 'never' } } });
  await expect(
    bare.page.evaluate(() =>
      window.bare.stripe.confirmPayment({ elements: window.bare.elements, redirect: 'if_required' }),
    ),
  ).rejects.toThrow(/You specified "never" for fields\.billing_details\.email/);
});

for (const theme of ['stripe', 'night'] as const) {
  test(`every part of it is accessible (${theme})`, async ({ bare }) => {
    await bare.group((await bare.intent()).client_secret ?? '', theme);
    if (theme === 'night') await bare.page.addStyleTag({ content: 'body{background:#15191f;color:#fff}' });
    await mountPayment(bare);
    await mountExpress(bare);
    // A frame shows the page's background through, which axe cannot see: it takes the frame's for white.
    const disableRules = theme === 'night' ? ['color-contrast'] : [];
    const violations = () => violationsOf(bare.page, { rules: 'all', disableRules });
    await bare.pay.click();
    await expect(bare.card.getByText('Your card number is incomplete.')).toBeVisible();
    expect(await violations()).toEqual([]);
    await bare.card.getByRole('button', { name: /Link/ }).click();
    await bare.card.getByLabel('Email').fill('link@example.com');
    await bare.card.getByLabel('One-time code').fill('000000');
    await expect(bare.card.getByRole('radio', { name: /4242/ })).toBeVisible();
    expect(await violations()).toEqual([]);
    await bare.express.getByRole('button', { name: /Google Pay/ }).click();
    await expect(bare.sheet.getByRole('button', { name: 'Confirm payment' })).toBeVisible();
    expect(await violations()).toEqual([]);
  });
}
