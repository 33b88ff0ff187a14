import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Stripe } from 'stripe';

import { readConfig } from '../../server-stub/config.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** Every name that `readConfig` asks its environment for. */
function settingsRead(given: Record<string, string>): Set<string> {
  const names = new Set<string>();
  const environment = new Proxy(given, {
    get(target, name) {
      names.add(String(name));
      return Reflect.get(target, name);
    },
  });
  readConfig(environment);
  return names;
}

describe('docs/going-live.md', () => {
  const guide = read('docs/going-live.md');

  test('names every setting that the gateway reads, and no other', () => {
    const withStripe = {
      STRIPE_SECRET_KEY: 'sk_test_1',
      STRIPE_PUBLISHABLE_KEY: 'pk_test_1',
      STRIPE_WEBHOOK_SECRETS: 'whsec_1',
      OPERATOR_API_KEY: 'a-key-of-more-than-24-characters',
    };
    const settings = new Set([...settingsRead({}), ...settingsRead(withStripe)]);
    const rows = [...guide.matchAll(/^\| `([A-Z][A-Z_]+)`/gm)].map((match) => match[1] ?? '');
    assert.deepEqual(rows.sort(), [...settings].sort());
  });

  test('chooses events that Stripe has, the same ones for the command line and for the endpoint', () => {
    // A name that Stripe's own types do not know does not compile.
    const events: Stripe.WebhookEndpointCreateParams.EnabledEvent[] = [
      'payment_intent.succeeded',
      'payment_intent.payment_failed',
      'payment_intent.processing',
      'payment_intent.canceled',
      'payment_intent.requires_action',
      'charge.refunded',
      'charge.dispute.created',
      'charge.dispute.updated',
      'charge.dispute.closed',
      'refund.created',
      'refund.updated',
      'refund.failed',
      'account.application.deauthorized',
      'account.updated',
    ];
    const [, listened = ''] = /--events (\S+)/.exec(guide) ?? [];
    assert.deepEqual(listened.split(','), events);
    const [, chosen = ''] = /- \*\*Events\*\*: ([\s\S]*?)\n\n/.exec(guide) ?? [];
    assert.deepEqual(
      [...chosen.matchAll(/`([^`]+)`/g)].map((match) => match[1]),
      events,
    );
    const thin: Stripe.V2.Core.Event['type'][] = [
      'v2.core.account[requirements].updated',
      'v2.core.account[configuration.merchant].capability_status_updated',
      'v2.core.account[identity].updated',
      'v2.core.account.closed',
    ];
    assert.deepEqual(
      [...guide.matchAll(/`(v2\.[^`]+)`/g)].map(([, type]) => type),
      thin,
    );
  });
});

test('every link between our pages leads to a file, and to a heading in it', () => {
  const pages = ['README.md', ...globSync('docs/**/*.md', { cwd: root })];
  const headings = new Map(pages.map((page) => [page, anchorsOf(read(page))]));
  let count = 0;
  for (const page of pages) {
    for (const [, target = ''] of withoutCode(read(page)).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^https?:/.test(target)) continue;
      const [file = '', anchor] = target.split('#');
      const path = file === '' ? page : normalize(join(dirname(page), file)).replace(/\/$/, '');
      assert.ok(existsSync(join(root, path)), `${page} → ${target}`);
      if (anchor !== undefined) assert.ok(headings.get(path)?.has(anchor), `${page} → ${target}`);
      count += 1;
    }
  }
  assert.ok(count > 40);
});

/** As GitHub makes them of headings. */
function anchorsOf(page: string): Set<string> {
  const headings = [...withoutCode(page).matchAll(/^#+ (.+)$/gm)].map((match) => match[1] ?? '');
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\-_ ]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

function withoutCode(page: string): string {
  return page.replaceAll(/^ *```[\s\S]*?^ *```/gm, '');
}

describe('docs/testing.md', () => {
  test('has the example that is run as a test, with the package’s names', () => {
    const [, code = ''] = /^(import[\s\S]*)$/m.exec(read('test/components/testing-guide.test.ts')) ?? [];
    const published = code
      .replaceAll('../../src/index.ts', 'video-call-payments')
      .replaceAll('../../src/define.ts', 'video-call-payments/define')
      .replaceAll('../../src/testing/msw.ts', 'video-call-payments/testing/msw')
      .replaceAll('../../src/testing/testing.ts', 'video-call-payments/testing');
    const guide = read('docs/testing.md');
    const [, example = ''] = /testing-guide\.test\.ts -->\s*```ts\n([\s\S]*?)```/.exec(guide) ?? [];
    assert.equal(example, published);
  });

  test('names what the mocks have', () => {
    const guide = read('docs/testing.md');
    const named = [...guide.matchAll(/^\| `(.+?)` +\|/gm)]
      .flatMap(([, cell = '']) => cell.split('` `'))
      .map((name) => name.replace(/\(.*/, ''));
    const members = [...named.filter((name) => name !== 'gateway.'), 'clientFor'];
    const source = read('src/testing/mock-gateway.ts');
    assert.ok(members.length > 10);
    for (const name of members)
      assert.match(source, new RegExp(`^  (?:readonly |get )?${name}[(:]`, 'm'), `${name} of MockGateway`);
  });
});
