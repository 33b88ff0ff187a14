import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { setupServer } from 'msw/node';

import { diagnose } from '../../../src/diagnose/diagnose.ts';
import type { DiagnoseOptions, Finding } from '../../../src/diagnose/diagnose.ts';
import type { Surroundings } from '../../../src/diagnose/surroundings.ts';
import { en } from '../../../src/diagnose/words/en.ts';
import { it as italian } from '../../../src/diagnose/words/it.ts';
import { MockGateway } from '../../../src/testing/mock-gateway.ts';
import { mockGatewayHandlers } from '../../../src/testing/msw.ts';

const url = 'https://pay.example.test';
const CLINICIAN = { role: 'clinician', participantId: 'clinician-1' } as const;

/** A framed page in which all is well. */
function aPage(over: Partial<Surroundings> = {}): Surroundings {
  return {
    origin: url,
    isTop: false,
    isIsolated: false,
    framedBy: 'https://call.example.test',
    hasStripe: true,
    hostOrigins: ['https://call.example.test'],
    allowsPayment: () => true,
    frameFacts: () => ({ asksForPayment: true, allowsPayment: true, sandbox: null }),
    findFrame: () => null,
    watchPolicy: () => () => [],
    tryFrame: () => Promise.resolve(),
    tryScript: () => Promise.resolve(true),
    ...over,
  };
}

function problems(findings: readonly Finding[]): string[] {
  return findings.filter(({ outcome }) => outcome === 'problem').map(({ check }) => check);
}

describe('diagnose()', () => {
  const server = setupServer();
  let gateway = new MockGateway({ url });
  before(() => {
    server.listen({ onUnhandledFrame: 'error' });
    Object.assign(globalThis, { location: { origin: 'https://call.example.test' } });
  });
  afterEach(() => server.resetHandlers());
  after(() => {
    server.close();
    Reflect.deleteProperty(globalThis, 'location');
  });

  function run(
    options: Partial<DiagnoseOptions> = {},
    surroundings: Partial<Surroundings> = {},
  ): Promise<readonly Finding[]> {
    return diagnose(
      {
        gateway: url,
        locale: 'en-AU',
        getToken: () => Promise.resolve(gateway.token(CLINICIAN)),
        ...options,
      },
      { surroundings: aPage(surroundings) },
    );
  }

  function use(options: { pluginUrl?: string } = {}): void {
    gateway = new MockGateway({ url, ...options });
    server.use(...mockGatewayHandlers(gateway));
  }

  test('finds nothing wrong in a framed page where all is well', async () => {
    use();
    const findings = await run();
    assert.deepEqual(problems(findings), []);
    assert.equal(
      findings.find(({ check }) => check === 'clinic')?.message,
      'Payments are enabled for Harbour Street Clinic.',
    );
  });

  test('asks the gateway about the call’s page, and tries whether it may frame', async () => {
    use();
    const tried: string[] = [];
    const tryFrame = (address: string): Promise<void> => {
      tried.push(address);
      return Promise.resolve();
    };
    const findings = await run({ hostId: 'h_1' }, { origin: 'https://call.example.test', tryFrame });
    assert.deepEqual(problems(findings), ['embedded', 'origin']);
    // The call's page may not call the gateway with a token: a browser would only complain.
    assert.deepEqual(
      gateway.calls.map(({ name }) => name),
      ['embedding'],
    );
    assert.deepEqual(tried, [`${url}/v1/hosts/h_1/embedding`]);
  });

  test('says what the policy blocks of ours, and nothing of what else it blocks', async () => {
    use({ pluginUrl: `${url}/app/h_1/` });
    const blocked = (...urls: string[]): Partial<Surroundings> => ({
      watchPolicy: () => () => urls.map((one) => ({ directive: 'frame-src', url: one })),
    });
    const frame = {} as HTMLIFrameElement;
    assert.deepEqual(problems(await run({ hostId: 'h_1', frame }, blocked(url))), ['content-policy']);
    assert.deepEqual(problems(await run({ hostId: 'h_1', frame }, blocked('https://ads.example.test'))), []);
  });

  test('tells a page without a token from one whose token is refused', async () => {
    use();
    const thrown = await run({ getToken: () => Promise.reject(new Error('secret-reason')) });
    assert.deepEqual(problems(thrown), ['token']);
    const refused = await run({ getToken: () => Promise.resolve({ token: 'secret-token', expiresAt: 0 }) });
    assert.deepEqual(problems(refused), ['token']);
    const never = await run({ getToken: () => new Promise(() => {}), timeout: 20 });
    assert.deepEqual(problems(never), ['token']);
    const old = await run({
      hostId: 'h_1',
      frame: {} as HTMLIFrameElement,
      getToken: () => Promise.resolve({ token: 'secret-token', expiresAt: 0 }),
    });
    assert.deepEqual(problems(old), ['origin', 'token']);
    assert.doesNotMatch(JSON.stringify([old, thrown, refused]), /secret/);
  });

  test('gives up on a gateway that does not answer, and goes on', async () => {
    gateway = new MockGateway({ url });
    gateway.fail('session', 'no-answer');
    server.use(...mockGatewayHandlers(gateway));
    const findings = await run({}, { hasStripe: false, tryScript: () => Promise.resolve(false) });
    assert.deepEqual(problems(findings), ['gateway', 'stripe']);
  });

  test('asks the frame for what the call’s page cannot see, and takes what is wrong from either', async () => {
    use({ pluginUrl: `${url}/app/h_1/` });
    const frame = {} as HTMLIFrameElement;
    const asked: unknown[] = [];
    const payments = {
      diagnoseFrame(options: unknown): Promise<unknown> {
        asked.push(options);
        return Promise.resolve([
          { check: 'embedded', outcome: 'unknown', message: 'Not said.', help: '' },
          { check: 'token', outcome: 'problem', message: 'Refused.', help: 'Sign in.' },
          { check: 'clinic', outcome: 'ok', message: 'Enabled.', help: '' },
        ]);
      },
    };
    const findings = await run({ hostId: 'h_1', frame, payments });
    assert.deepEqual(asked, [{ locale: 'en-AU' }]);
    assert.deepEqual(
      findings
        .filter(({ check }) => ['embedded', 'token', 'clinic', 'account'].includes(check))
        .map(({ check, outcome, message }) => [check, outcome, message]),
      [
        ['embedded', 'ok', en.framePresent.message],
        ['token', 'problem', 'Refused.'],
        ['clinic', 'ok', 'Enabled.'],
        ['account', 'unknown', en.accountNotSeen.message],
      ],
    );
  });

  test('does without a frame that does not answer, cannot, or answers something else', async () => {
    use({ pluginUrl: `${url}/app/h_1/` });
    const frame = {} as HTMLIFrameElement;
    const alone = await run({ hostId: 'h_1', frame });
    const wrong = [
      'token',
      { check: 'token', outcome: 'worse', message: 'm', help: '' },
      { check: 'soul', outcome: 'problem', message: 'm', help: '' },
      { check: 'token', outcome: 'problem', message: 'x'.repeat(501), help: '' },
      { check: 'token', outcome: 'problem', message: 'm' },
      { check: 'token', outcome: '__proto__', message: 'm', help: '' },
    ];
    for (const answer of [undefined, null, {}, wrong]) {
      const payments = { diagnoseFrame: (): Promise<unknown> => Promise.resolve(answer) };
      assert.deepEqual(await run({ hostId: 'h_1', frame, payments }), alone);
    }
    const payments = { diagnoseFrame: (): Promise<unknown> => Promise.reject(new Error('METHOD_NOT_FOUND')) };
    assert.deepEqual(await run({ hostId: 'h_1', frame, payments }), alone);
  });

  test('speaks Italian, the clinic’s reasons included', async () => {
    use();
    gateway.setPayments('clinic_not_enabled');
    const findings = await run({ locale: 'it-IT' });
    const clinic = findings.find(({ check }) => check === 'clinic');
    assert.equal(clinic?.message, 'I pagamenti non sono attivi per la tua clinica.');
    assert.equal(findings[0]?.message, italian.framed.message);
  });

  test('refuses an address that no gateway can have', async () => {
    await assert.rejects(run({ gateway: 'http://pay.example.com' }), { code: 'INVALID_CONFIGURATION' });
  });

  test('has help for every problem, in both languages, and names the same things', () => {
    for (const [key, { message, help }] of Object.entries(en)) {
      const other = italian[key as keyof typeof italian];
      assert.notEqual(other.message, message, key);
      assert.equal(help === '', other.help === '', key);
      assert.equal(
        (message + help).includes('{about}'),
        (other.message + other.help).includes('{about}'),
        key,
      );
    }
  });
});
