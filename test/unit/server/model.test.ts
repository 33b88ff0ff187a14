import { test, type TestContext } from 'node:test';
import * as fc from 'fast-check';

import { HOUR } from '../../support/server/fake-clock.ts';
import { GatewayFixture } from '../../support/server/gateway-fixture.ts';
import { tellAll } from '../../support/server/model/at-stripe.ts';
import { COMMANDS } from '../../support/server/model/commands.ts';
import { newModel, type Model } from '../../support/server/model/known.ts';
import { auditAll } from '../../support/server/model/looks.ts';
import { asking, regain, waiting } from '../../support/server/model/steps.ts';
import { makeTestDatabase } from '../../support/server/test-database.ts';

/** More runs than the suite has time for, or one again that has failed: it prints these. */
const { PROPERTY_RUNS, PROPERTY_SEED, PROPERTY_PATH, REPLAY_PATH } = process.env;
const RUNS = Number(PROPERTY_RUNS ?? 40);

/** Stripe is well again, and tells what it has to tell; nobody does anything, but for the timer. */
async function settleDown(model: Model, gateway: GatewayFixture): Promise<void> {
  gateway.stripe.heal();
  await regain(model, gateway);
  for (const known of model.requests) await tellAll(gateway, known);
  for (let round = 0; round < 6; round += 1) await waiting(HOUR).run(model, gateway);
}

type Commands = Iterable<fc.AsyncCommand<Model, GatewayFixture>>;

async function runThrough(commands: Commands): Promise<void> {
  const gateway = new GatewayFixture(await makeTestDatabase(), {});
  await gateway.start();
  try {
    gateway.apiKey = await gateway.provision();
    const model = newModel();
    await asking('well').run(model, gateway);
    await fc.asyncModelRun(() => ({ model, real: gateway }), commands);
    await settleDown(model, gateway);
    await auditAll(model, gateway);
  } finally {
    await gateway.stop();
    await gateway.removeData();
  }
}

/** What the gateway leaves to chance, how long to wait for the next try, is the same in each run. */
function tameChance(context: TestContext): () => void {
  let state = 1;
  context.mock.method(Math, 'random', () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  });
  return () => (state = 1);
}

function tellHowToRepeat(details: fc.RunDetails<[Commands]>): void {
  if (!details.failed) return;
  const [, replayPath = ''] = /replayPath="([^"]*)"/.exec(String(details.counterexample?.[0])) ?? [];
  const settings = `PROPERTY_SEED=${details.seed} PROPERTY_PATH=${details.counterexamplePath} REPLAY_PATH=${replayPath}`;
  throw new Error(
    `${fc.defaultReportMessage(details)}\n\nRepeat: ${settings} node --test test/unit/server/model.test.ts`,
    { cause: details.errorInstance },
  );
}

test('whatever happens in whatever order, everybody ends up with what Stripe says and with what they were told, charged once or never, and given back once', async (context) => {
  const beginAnew = tameChance(context);
  await fc.assert(
    fc.asyncProperty(
      fc.commands<Model, GatewayFixture, false>([COMMANDS], {
        maxCommands: 30,
        size: 'max',
        ...(REPLAY_PATH && { replayPath: REPLAY_PATH }),
      }),
      (commands) => {
        beginAnew();
        return runThrough(commands);
      },
    ),
    {
      numRuns: RUNS,
      reporter: tellHowToRepeat,
      ...(PROPERTY_SEED && { seed: Number(PROPERTY_SEED) }),
      ...(PROPERTY_PATH && { path: PROPERTY_PATH }),
    },
  );
});
