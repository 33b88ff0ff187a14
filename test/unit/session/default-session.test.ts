import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { PaymentsError } from '../../../src/errors.ts';
import { getDefaultSession, installSession } from '../../../src/session/default-session.ts';
import { directPort } from '../../../src/session/direct-port.ts';
import type { DirectPort } from '../../../src/session/direct-port.ts';
import { PaymentSession } from '../../../src/session/payment-session.ts';
import { settled } from './support/fake-clock.ts';
import { clinicianPage, world } from './support/session-world.ts';

const KEY = Symbol.for('video-call-payments.session');
const shared = globalThis as { [KEY]?: unknown; document?: unknown };

function page(metas: Record<string, string>): void {
  shared.document = {
    baseURI: 'https://pay.example.com/app/h_1/',
    querySelector: (selector: string) => {
      const name = /"(.+)"/.exec(selector)?.[1] ?? '';
      return name in metas ? { content: metas[name] } : null;
    },
  };
}

function code(): string {
  try {
    getDefaultSession();
  } catch (error) {
    if (error instanceof PaymentsError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'no error';
}

describe("the document's session", () => {
  beforeEach(() => delete shared[KEY]);
  afterEach(() => {
    delete shared[KEY];
    delete shared.document;
  });

  it('says which line to add when it is not configured', () => {
    page({});
    assert.match(code(), /^NOT_CONFIGURED: .*<meta name="payments-gateway" content="https/);
    page({ 'payments-gateway': '/' });
    assert.match(code(), /^NOT_CONFIGURED: .*<meta name="payments-host-origins" content="https/);
  });

  it('says what is wrong with a setting', () => {
    page({
      'payments-gateway': 'mailto:pay@example.com',
      'payments-host-origins': 'https://call.example.com',
    });
    assert.match(code(), /^INVALID_CONFIGURATION: .*payments-gateway.*mailto:pay@example.com/);
    for (const origins of ['call.example.com', 'https://call.example.com/room', '*', 'data:text/html,x']) {
      page({ 'payments-gateway': '/', 'payments-host-origins': origins });
      assert.match(code(), /^INVALID_CONFIGURATION: .*payments-host-origins/, origins);
    }
  });

  it('is the installed one, also for another copy of the package', async () => {
    const { session } = await clinicianPage(world());
    installSession(session);
    assert.equal(getDefaultSession(), session);
    const copy = `../../../src/session/default-session.ts?copy`;
    const other: { getDefaultSession: typeof getDefaultSession } = await import(copy);
    assert.equal(other.getDefaultSession(), session);
  });
});

/** A session over a direct port, once it is ready. */
async function inOwnPage(): Promise<{ session: PaymentSession; port: DirectPort }> {
  const parts = world();
  parts.gateway.set();
  const getToken = () => Promise.resolve({ token: 't', expiresAt: Number.MAX_SAFE_INTEGER });
  const { page } = await clinicianPage(parts);
  const port = directPort({ getToken, locale: 'it-IT' });
  const session = new PaymentSession({
    port,
    gateway: parts.gateway,
    clock: parts.clock,
    storage: null,
    locks: null,
    page,
    announcer: { announce: () => {}, close: () => {} },
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  session.subscribe(({ connection }) => connection.status === 'ready' && resolve());
  await promise;
  return { session, port };
}

describe('a session in the host’s own page', () => {
  it('follows the page’s language and look, and is still the same person’s', async () => {
    const { session, port } = await inOwnPage();
    port.update({ theme: { mode: 'dark', tokens: {} } });
    const { connection } = session.getState();
    assert.ok(connection.status === 'ready');
    assert.equal(connection.context.theme.mode, 'dark');
    assert.equal(connection.context.locale, 'it-IT');
    assert.equal(connection.context.role, 'clinician');
    port.update({ locale: 'en-AU' });
    await settled();
    assert.equal(session.getState().localization.language, 'en');
    assert.equal('context' in connection && connection.context.theme.mode, 'dark');
    session.stop();
  });

  it('goes by what the token says', async () => {
    const { session } = await inOwnPage();
    const { connection, localization } = session.getState();
    assert.ok(connection.status === 'ready');
    assert.equal(connection.context.self.id, 'dr-1');
    assert.equal(connection.context.role, 'clinician');
    assert.equal(localization.language, 'it');
    session.stop();
  });

  it('asks the host for one token at a time', async () => {
    let asked = 0;
    const port = directPort({
      getToken: () => {
        asked += 1;
        return Promise.resolve({ token: `t${asked}`, expiresAt: Date.now() + 900_000 });
      },
    });
    await Promise.all([port.getToken(), port.getToken()]);
    await port.getToken();
    assert.equal(asked, 1);
    const { token } = await port.getToken({ force: true });
    assert.equal(token, 't2');
  });
});
