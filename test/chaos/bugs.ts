import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';

import type { EngineName } from './cluster.ts';
import { runChaos } from './run.ts';

/*
 * Puts bugs into copies of the gateway, one in each, and says after how many runs the auditor saw it:
 *   npm run chaos:bugs -- [--only WORD] [--seed N] [--runs 3]
 */
interface Bug {
  readonly name: string;
  readonly file: string;
  /** Texts that are there exactly once, and what comes in their place. */
  readonly edits: readonly (readonly [from: string, to: string])[];
  /** Left out: SQLite, where there is one process. */
  readonly engine?: EngineName;
  /** Why it does no harm, where it does none. */
  readonly harmless?: string;
}

const BUGS: readonly Bug[] = [
  {
    name: 'no bug at all',
    file: 'server-stub/serve.ts',
    edits: [['let isEnding = false;', 'let isEnding = false;']],
    harmless: 'this is what the others are compared with',
  },
  {
    name: 'each call that makes a PaymentIntent takes a key of its own',
    file: 'server-stub/payments/creation.ts',
    edits: [['idempotencyKey: key }', 'idempotencyKey: `${key}:${Date.now()}` }']],
  },
  {
    name: 'an answer that was lost is taken for a no',
    file: 'server-stub/stripe/stripe-errors.ts',
    edits: [['if (statusCode === 0 || statusCode === 401', 'if (statusCode === 401']],
    harmless:
      'a request fails that need not have, and nobody can pay a PaymentIntent whose secret nobody was told',
  },
  {
    name: 'a request is closed before Stripe has confirmed it',
    file: 'server-stub/payments/closings.ts',
    edits: [['{ closing_as: as, next_check_at', '{ status: as, next_check_at']],
  },
  {
    name: 'what Stripe was settling can never be paid',
    file: 'server-stub/payments/life.ts',
    edits: [["paid: ['creating', 'requested', 'processing', ", "paid: ['creating', 'requested', "]],
  },
  {
    name: 'nobody looks after open requests by the clock',
    file: 'server-stub/timers.ts',
    edits: [['every(SECOND, () => payments.reconciliation.tick(), log),', '']],
  },
  {
    name: 'the clinician’s idempotency key is not kept',
    file: 'server-stub/payments/creation.ts',
    edits: [['idempotency_key: idempotency.key', 'idempotency_key: `${idempotency.key} ${now}`']],
  },
  {
    name: 'two admins do not see each other’s refunds',
    file: 'server-stub/payments/refunds.ts',
    edits: [
      ['checkRefund(row, all, body.amount)', 'checkRefund({ ...row, amount_refunded: 0 }, [], body.amount)'],
    ],
    harmless: 'Stripe itself refuses to give back more than was paid',
  },
  {
    name: 'each call that gives money back takes a key of its own',
    file: 'server-stub/payments/refunds.ts',
    edits: [['idempotencyKey: operation.key }', 'idempotencyKey: `${operation.key}:${Date.now()}` }']],
    engine: 'postgres',
  },
  {
    name: 'money is given back again without a look whether it was',
    file: 'server-stub/payments/refunds.ts',
    edits: [['if (refund.tries > 0)', 'if (refund.tries > 1000)']],
  },
  {
    name: 'stripe-node sends a refund again by itself',
    file: 'server-stub/stripe/stripe-client.ts',
    edits: [["if (method !== 'POST' || path !== REFUNDS) throw error;", 'throw error;']],
  },
  {
    name: 'one process does not hear of what another changes',
    file: 'server-stub/store/postgres-bus.ts',
    edits: [
      ['if (from === this.#self) return;', 'if (from !== null) return;'],
      ['return this.#local.topics();', 'return [];'],
    ],
    engine: 'postgres',
  },
  {
    name: 'the call is not told of a change, only the clinic',
    file: 'server-stub/store/payment-requests.ts',
    edits: [
      ['[callTopic(row.clinic_id, row.call_id), clinicTopic(row.clinic_id)]', '[clinicTopic(row.clinic_id)]'],
    ],
  },
  {
    name: 'an event is worked on as often as it is delivered',
    file: 'server-stub/payments/webhooks.ts',
    edits: [
      [
        'if (!kept) return;',
        "if (!kept) return void background.run('webhook', () => this.#apply({ ...event, stripe_account: account, payment_intent: paymentIntent, request_id: requestId, state: 'pending', tries: 0, next_try_at: null, received_at: 0 }));",
      ],
    ],
    harmless: 'it only makes the gateway read the PaymentIntent once more',
  },
];

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '3' },
  },
});

let surprises = 0;
for (const bug of BUGS.filter(({ name }) => name.includes(values.only))) {
  const found = await tryBug(bug);
  if (Boolean(found) === Boolean(bug.harmless)) surprises += 1;
  process.stdout.write(
    `${bug.name}: ${found ?? `not found${bug.harmless ? `, as it should be: ${bug.harmless}` : ''}`}\n`,
  );
}
process.exit(surprises);

async function tryBug(bug: Bug): Promise<string | null> {
  const root = await copyWith(bug);
  const { engine = 'sqlite' } = bug;
  try {
    for (let run = 0; run < Number(values.runs); run += 1) {
      const seed = Number(values.seed) + run;
      const said = await runChaos({
        engine,
        gateways: engine === 'sqlite' ? 1 : 2,
        root,
        seed,
        journeys: 20,
        atOnce: 20,
        rounds: 3,
        sleeps: 0.5,
        hearing: engine === 'postgres',
        patience: { page: 10_000, step: 3_000 },
        pause: [100, 500],
        trouble: 20_000,
        settling: 45_000,
      }).then(
        ({ disagreements }) => disagreements,
        (error: unknown) => [`the run did not get to its end: ${String(error)}`],
      );
      if (said.length > 0)
        return `found with ${engine} and seed ${seed}: ${said.length} × e.g. “${said[0] ?? ''}”`;
    }
    return null;
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function copyWith({ file, edits }: Bug): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'payments-bug-'));
  for (const part of ['package.json', 'server-stub', 'src/contract', 'src/localization', 'test/chaos'])
    await cp(join(ROOT, part), join(root, part), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  let source = await readFile(join(root, file), 'utf8');
  for (const [from, to] of edits) {
    const [before, after, ...more] = source.split(from);
    if (before === undefined || after === undefined || more.length > 0)
      throw new Error(`“${from}” is not, or more than once, in ${file}: this bug has to be put in anew.`);
    source = before + to + after;
  }
  await writeFile(join(root, file), source);
  return root;
}
