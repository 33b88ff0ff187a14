// Fills the simulator's ledger with sixty days of made-up payments, to see the dashboard at work. Stop the
// demo first. Usage: npm run demo:seed -- [--data DIR] [--days N]
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { buildSimulator } from '../server-stub/stripe-simulator/app.ts';
import { SIMULATED } from '../server-stub/stripe/simulated.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** What a practice charges for; Stripe's units. */
const SERVICES = [
  ['Standard consultation', 8500],
  ['Long consultation', 13_200],
  ['Telehealth review', 6200],
  ['Specialist consultation', 22_000],
  ['Gap payment', 4250],
  ['Mental health care plan', 17_450],
  ['Physiotherapy, first visit', 11_000],
  ['Script renewal', 3500],
] as const;
const PEOPLE = [
  'ana.reid',
  'b.nguyen',
  'chris.oconnor',
  'dana.weiss',
  'e.papadopoulos',
  'farah.aziz',
  'g.rossi',
];
const GOOD_CARDS = ['pm_card_visa', 'pm_card_visa_debit', 'pm_card_mastercard', 'pm_card_amex'];
const BAD_CARDS = [
  'pm_card_chargeDeclined',
  'pm_card_chargeDeclinedInsufficientFunds',
  'pm_card_chargeDeclinedExpiredCard',
];

const { values } = parseArgs({
  options: { data: { type: 'string', default: '.data' }, days: { type: 'string', default: '60' } },
});
const days = Number(values.days);
if (!Number.isInteger(days) || days < 1 || days > 3650) throw new Error('--days wants a number of days.');

const end = Date.now();
let now = end - days * DAY;
const port = process.env['SIMULATOR_PORT'] ?? '4300';
const simulator = buildSimulator({
  data: join(values.data, 'simulator'),
  publicUrl: `http://localhost:${port}`,
  webhookUrl: null,
  now: () => now,
});

/** The same made-up clinic each time. */
let state = 20_260_301;
function chance(): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 32;
}

function pick<T>(list: readonly [T, ...T[]] | readonly T[]): T {
  const found = list[Math.floor(chance() * list.length)];
  if (found === undefined) throw new Error('expected something to choose from');
  return found;
}

async function call(path: string, params: Record<string, string>): Promise<Record<string, unknown>> {
  const response = await simulator.app.inject({
    method: 'POST',
    url: path,
    headers: {
      authorization: `Bearer ${SIMULATED.secretKey}`,
      'stripe-account': SIMULATED.accounts.harbourStreet,
      'content-type': 'application/x-www-form-urlencoded',
    },
    payload: new URLSearchParams(params).toString(),
  });
  if (response.statusCode >= 500) throw new Error(response.body);
  return response.json();
}

async function payment(): Promise<void> {
  const [description, amount] = pick(SERVICES);
  const email = `${pick(PEOPLE)}@example.com`;
  const created = await call('/v1/payment_intents', {
    amount: String(amount),
    currency: 'aud',
    description,
    receipt_email: email,
    'allowed_payment_method_types[0]': 'card',
    'automatic_payment_methods[enabled]': 'true',
    'automatic_payment_methods[allow_redirects]': 'never',
    'metadata[front_desk]': `visit-${Math.floor(chance() * 90_000 + 10_000)}`,
  });
  const id = String(created['id']);
  now += Math.round((1 + chance() * 4) * MINUTE);
  if (chance() < 0.04) return void (await call(`/v1/payment_intents/${id}/cancel`, {}));
  if (chance() < 0.08) {
    await call(`/v1/payment_intents/${id}/confirm`, { payment_method: pick(BAD_CARDS) });
    now += MINUTE;
    if (chance() < 0.4) return;
  }
  if (chance() < 0.008) {
    await call(`/v1/payment_intents/${id}/confirm`, { payment_method: 'pm_card_createDispute' });
    return answerDispute(id);
  }
  await call(`/v1/payment_intents/${id}/confirm`, { payment_method: pick(GOOD_CARDS) });
  if (chance() < 0.05) {
    now += 20 * MINUTE;
    const part: Record<string, string> = chance() < 0.5 ? { amount: String(amount / 2) } : {};
    await call('/v1/refunds', { payment_intent: id, reason: 'requested_by_customer', ...part });
  }
}

/** What is over a week old has been answered, with either outcome. */
async function answerDispute(paymentIntent: string): Promise<void> {
  if (now > end - 7 * DAY) return;
  const { objects } = simulator.world;
  const where = { payment_intent: [paymentIntent] };
  const [dispute] =
    objects.list('dispute', SIMULATED.accounts.harbourStreet, { limit: 1, where })?.data ?? [];
  if (!dispute) return;
  const evidence = chance() < 0.5 ? 'winning_evidence' : 'losing_evidence';
  now += 30 * MINUTE;
  await call(`/v1/disputes/${dispute.id}`, { 'evidence[uncategorized_text]': evidence, submit: 'true' });
}

await simulator.app.ready();
let made = 0;
for (let day = 0; day <= days; day += 1) {
  const morning = new Date(end - (days - day) * DAY);
  // Half past eight in Sydney, near enough.
  morning.setUTCHours(-2, 30, 0, 0);
  const weekday = morning.getUTCDay();
  const visits = weekday === 6 || weekday === 5 ? chance() * 3 : 6 + chance() * 8 + day / 20;
  now = morning.getTime();
  for (let visit = 0; visit < visits; visit += 1) {
    now += Math.round((10 + chance() * 50) * MINUTE);
    if (now > end - 10 * MINUTE) break;
    await payment();
    made += 1;
  }
}
await simulator.app.close();
process.stdout.write(`${made} payments of ${days} days are in ${join(values.data, 'simulator')}.\n`);
