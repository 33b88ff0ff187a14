import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { PassedFact, SwitchName } from '../../../../demo/contract/passed.ts';
import type { FaultRule, RuleInForce } from '../../../../demo/server/passed/simulator-client.ts';
import { Switches } from '../../../../demo/server/passed/switches.ts';

function setup() {
  let rules: RuleInForce[] = [];
  let made = 0;
  const switches = new Switches({
    faults: async () => rules,
    addFault: async (rule: FaultRule) => void rules.push({ ...rule, id: `fault_${(made += 1)}` }),
    removeFault: async (id) => void (rules = rules.filter((rule) => rule.id !== id)),
    removeFaults: async () => void (rules = []),
  });
  const state = async (name: SwitchName) => (await switches.state()).find((one) => one.name === name);
  return {
    switches,
    state,
    rules: () => rules,
    end: (id: string) => (rules = rules.filter((rule) => rule.id !== id)),
  };
}

function lost(): PassedFact {
  const webhook = { kind: 'webhook-sent', type: 'charge.succeeded', attempt: 1, status: null } as const;
  return { ...webhook, at: 1, call: null, body: {}, fault: 'drop' };
}

test('a switch puts its fault in force, once however often it is pressed, and takes it back', async () => {
  const { switches, state, rules } = setup();
  await switches.turn('slow-stripe', true);
  await switches.turn('slow-stripe', true);
  assert.deepEqual(rules(), [{ id: 'fault_1', effect: 'slow', delayMs: 3_000 }]);
  assert.deepEqual(await state('slow-stripe'), { name: 'slow-stripe', on: true, struck: 0 });
  await switches.turn('slow-stripe', false);
  assert.deepEqual(rules(), []);
  assert.equal((await state('slow-stripe'))?.on, false);
});

test('of two clicks in a moment the second one counts', async () => {
  const { switches, state } = setup();
  await Promise.all([switches.turn('slow-stripe', true), switches.turn('slow-stripe', false)]);
  assert.equal((await state('slow-stripe'))?.on, false);
  await Promise.all([true, false, true].map((on) => switches.turn('slow-stripe', on)));
  assert.equal((await state('slow-stripe'))?.on, true);
});

test('one that strikes once is off after that, and says that it has struck', async () => {
  const { switches, state, end } = setup();
  await switches.turn('lose-next-webhook', true);
  end('fault_1');
  switches.note([lost()]);
  assert.deepEqual(await state('lose-next-webhook'), { name: 'lose-next-webhook', on: false, struck: 1 });
  await switches.turn('lose-next-webhook', true);
  assert.equal((await state('lose-next-webhook'))?.struck, 0, 'turned on anew');
});

test('of two switches with one effect, the one that strikes once is counted first', async () => {
  const { switches, state } = setup();
  await switches.turn('lose-next-webhook', true);
  await switches.turn('lose-webhooks', true);
  switches.note([lost(), lost(), lost()]);
  assert.equal((await state('lose-next-webhook'))?.struck, 1);
  assert.equal((await state('lose-webhooks'))?.struck, 2);
});

test('a doubled webhook is delivered twice, and was struck once', async () => {
  const { switches, state } = setup();
  await switches.turn('double-webhooks', true);
  const delivery = (eventId: string) => ({ ...lost(), fault: 'double', body: { eventId } });
  switches.note([delivery('evt_1'), delivery('evt_1'), delivery('evt_2'), delivery('evt_2')]);
  assert.equal((await state('double-webhooks'))?.struck, 2);
});

test('knows a fault that was put in force by somebody else, and turns it off', async () => {
  const { switches, state, rules } = setup();
  rules().push({ id: 'fault_old', effect: 'double' });
  assert.equal((await state('double-webhooks'))?.on, true);
  await switches.turn('double-webhooks', false);
  assert.deepEqual(rules(), []);
});

test('all off takes back every fault, and forgets what has struck', async () => {
  const { switches, rules } = setup();
  await switches.turn('lose-webhooks', true);
  await switches.turn('slow-stripe', true);
  switches.note([lost()]);
  await switches.allOff();
  assert.deepEqual(rules(), []);
  assert.ok((await switches.state()).every(({ on, struck }) => !on && struck === 0));
});
