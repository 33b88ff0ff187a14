import { BothSides } from './support/both-sides.ts';
import { expect, test } from './support/journey.ts';
import { Stack } from './support/stack.ts';

// Its faults are for everybody who uses the same Stripe, so it has a demo of its own.
let stack: Stack;

test.beforeAll(async () => {
  stack = await Stack.start();
});
test.afterAll(() => stack.stop());

test('tells a payment from the request to Stripe and back, in order, and shows no secret', async ({
  page,
}) => {
  const secrets: string[] = [];
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.frame() === page.mainFrame()) asked.push(new URL(request.url()).pathname);
  });
  page.on('response', async (response) => {
    if (!/\/api\/token$|\/checkout$/.test(response.url()) || response.request().method() !== 'POST') return;
    const answer: { token?: string; clientSecret?: string } = await response.json().catch(() => ({}));
    secrets.push(...[answer.token, answer.clientSecret].filter((secret) => secret !== undefined));
  });

  const both = await BothSides.open(page, stack);
  await both.ask('85');
  await both.payNow('$85.00');
  await both.expectPaid();
  await expect(both.says('Dr Lee’s frame tells its page: a payment is received')).toBeVisible();

  // In no order that could be relied upon: whoever is told of the payment first follows Stripe.
  for (const text of [
    'Stripe tells the gateway: charge.succeeded (webhook, signature checked)',
    'Dr Lee’s host tells Alex’s host over the data channel: something changed',
    'The gateway tells Alex’s frame over the event stream: requested',
    'The gateway tells Dr Lee’s frame over the event stream: paid',
  ]) {
    await expect(both.says(text)).toBeAttached();
  }
  const said = await both.list.locator('.says').allTextContents();
  const story = [
    'Dr Lee’s frame asks the gateway for a payment request',
    'The gateway writes down the request for $85.00',
    'The gateway makes a payment intent of $85.00 at Stripe (idempotency key pr_',
    'Alex’s frame asks for what the card form needs',
    'Stripe’s card form confirms the payment: succeeded',
    'The gateway follows Stripe: paid',
    'Dr Lee’s frame tells its page: a payment is received',
  ];
  const places = story.map((text) => said.findIndex((line) => line.includes(text)));
  expect(places, said.join('\n')).toEqual([...places].sort((one, other) => one - other));
  expect(places).not.toContain(-1);

  await both.openAll();
  await expect(both.list).toContainText('A hint carries no authority');
  const shown = (await page.content()) + (await page.locator('body').innerText());
  await expect.poll(() => secrets.length).toBeGreaterThanOrEqual(3);
  for (const secret of secrets) expect(shown.includes(secret)).toBe(false);
  expect(shown).not.toMatch(/_secret_|\b(?:[spr]k|whsec|pgk)_\w|\beyJ[\w-]{8,}/);
  expect(await both.list.innerText()).not.toMatch(/4242 ?4242/);
  expect(asked).not.toContain('/v1/events');
});
