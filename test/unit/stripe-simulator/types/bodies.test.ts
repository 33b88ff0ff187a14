import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';

import { ACCOUNT_STATES } from '../../../../server-stub/stripe-simulator/resources/accounts/account-state.ts';
import type { V2EventType } from '../../../../server-stub/stripe-simulator/resources/v2-events/v2-event.ts';
import type { EventType } from '../../../../server-stub/stripe-simulator/resources/events/event.ts';
import { startSimulator } from '../running-simulator.ts';
import { nameOfEvent, nameOfThinEvent, recordBodies, type RecordedBody } from './record-bodies.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** Stripe's API error is not a type of its own in stripe-node; it is that of a failed payment. */
const HEADER = `import type { Stripe } from 'stripe';
interface ApiError { error: Stripe.PaymentIntent.LastPaymentError }
`;

function typed({ name, type, body }: RecordedBody): string {
  return `export const ${name}: ${type} = ${JSON.stringify(body, null, 1)};\n`;
}

/** What TypeScript says of the constants; nothing when they are what they are said to be. */
function compile(t: TestContext, files: Readonly<Record<string, readonly RecordedBody[]>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'recorded-bodies-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  for (const [name, bodies] of Object.entries(files)) {
    writeFileSync(join(folder, name), HEADER + bodies.map(typed).join(''));
  }
  const compilerOptions = {
    module: 'nodenext',
    target: 'es2022',
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    noEmit: true,
    types: [],
  };
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, files: Object.keys(files) }),
  );
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder, '--pretty', 'false'],
    { encoding: 'utf8' },
  );
  return stdout + stderr;
}

/** Every event that there is; a new one does not compile before it is recorded. */
const EVENTS: Readonly<Record<EventType, true>> = {
  'account.application.authorized': true,
  'account.application.deauthorized': true,
  'account.updated': true,
  'charge.dispute.closed': true,
  'charge.dispute.created': true,
  'charge.dispute.funds_reinstated': true,
  'charge.dispute.funds_withdrawn': true,
  'charge.dispute.updated': true,
  'charge.failed': true,
  'charge.pending': true,
  'charge.refund.updated': true,
  'charge.refunded': true,
  'charge.succeeded': true,
  'charge.updated': true,
  'payment_intent.canceled': true,
  'payment_intent.created': true,
  'payment_intent.payment_failed': true,
  'payment_intent.processing': true,
  'payment_intent.requires_action': true,
  'payment_intent.succeeded': true,
  'refund.created': true,
  'refund.failed': true,
  'refund.updated': true,
};
/** A field that the type asks for, where it is not `object`. */
const REQUIRED: Readonly<Record<string, string>> = {
  ApiError: 'error',
  'Stripe.OAuthDeauthorization': 'stripe_user_id',
  'Required<Stripe.OAuthToken>': 'stripe_user_id',
};

const THIN_EVENTS: Readonly<Record<V2EventType, true>> = {
  'v2.core.account.created': true,
  'v2.core.account[configuration.merchant].capability_status_updated': true,
  'v2.core.account[identity].updated': true,
  'v2.core.account[requirements].updated': true,
  'v2.core.account_link.returned': true,
};

/** Each kind of object once without a field that it must have, and once with one that it cannot have. */
function spoilt(bodies: readonly RecordedBody[]): readonly RecordedBody[] {
  const firsts = new Map(bodies.toReversed().map((body) => [body.type, body]));
  const outside = [...firsts.values()].flatMap(({ type, body }, index): RecordedBody[] => {
    const { [REQUIRED[type] ?? 'object']: _required, ...few } = { ...Object(body) };
    return [
      { name: `few${index}`, type, body: few },
      { name: `many${index}`, type, body: { ...few, ...Object(body), surprise: 1 } },
    ];
  });
  const type = 'Stripe.Dispute';
  const dispute = Object(firsts.get(type)?.body);
  const { due_by: _required, ...details } = dispute.evidence_details;
  return [
    ...outside,
    { name: 'fewWithin', type, body: { ...dispute, evidence_details: details } },
    {
      name: 'manyWithin',
      type,
      body: { ...dispute, evidence_details: { ...dispute.evidence_details, surprise: 1 } },
    },
  ];
}

test('the bodies that the simulator sends', async (t) => {
  const simulator = await startSimulator(t, { settleAfterMs: 10 });
  const bodies = await recordBodies(simulator);
  const broken = spoilt(bodies);
  const complaints = compile(t, { 'recorded.ts': bodies, 'broken.ts': broken })
    .split('\n')
    .filter((line) => /^\S/.test(line));

  await t.test('are, field by field, what stripe-node says that Stripe sends', () => {
    assert.deepEqual(
      complaints.filter((line) => !/broken\.ts\(/.test(line)),
      [],
    );
  });

  await t.test('would not pass with a field too few or too many, whatever the object', () => {
    assert.equal(
      complaints.filter((line) => /"surprise"' does not exist/.test(line)).length,
      broken.length / 2,
    );
    assert.equal(complaints.length, broken.length, complaints.join('\n'));
  });

  await t.test('are recorded in every state of a payment', () => {
    const statuses = bodies.flatMap(({ type, body }) =>
      type === 'Stripe.PaymentIntent' ? [String(Object(body).status)] : [],
    );
    assert.deepEqual([...new Set(statuses)].toSorted(), [
      'canceled',
      'processing',
      'requires_action',
      'requires_confirmation',
      'requires_payment_method',
      'succeeded',
    ]);
  });

  await t.test('are recorded of every event', () => {
    const recorded = bodies.flatMap(({ name }) => (name.startsWith('event_') ? [name] : []));
    assert.deepEqual(recorded.toSorted(), Object.keys(EVENTS).map(nameOfEvent).toSorted());
  });

  await t.test('are recorded of every thin event, and of an account in every state', () => {
    const named = (start: string) => bodies.flatMap(({ name }) => (name.startsWith(start) ? [name] : []));
    assert.deepEqual(named('thin_').toSorted(), Object.keys(THIN_EVENTS).map(nameOfThinEvent).toSorted());
    for (const version of ['v1', 'v2']) {
      assert.deepEqual(
        named(`account_${version}_`),
        ACCOUNT_STATES.map((state) => `account_${version}_${state.replaceAll('-', '_')}`),
      );
    }
  });
});
