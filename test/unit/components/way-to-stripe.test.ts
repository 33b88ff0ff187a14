import assert from 'node:assert/strict';
import { test } from 'node:test';

import { WayToStripe } from '../../../src/components/client-payments/way-to-stripe.ts';
import type { Surroundings } from '../../../src/components/client-payments/way-to-stripe.ts';

const VISIT = { url: 'https://connect.stripe.com/setup/1', expiresAt: 0 };
const SELF = { target: '_self', returnUrl: '' };
const BLANK = { target: '_blank', returnUrl: '' };

function surroundings(change: Partial<Surroundings> = {}) {
  const seen: string[] = [];
  const around: Surroundings = {
    isFramed: () => false,
    openTab: () => ({
      say: (words) => seen.push(`tab says ${words}`),
      go: (url) => seen.push(`tab goes to ${url}`),
      close: () => seen.push('tab is closed'),
    }),
    go: (url) => seen.push(`page goes to ${url}`),
    address: 'https://host.example/configure?tab=payments',
    base: 'https://host.example/configure',
    ...change,
  };
  return { seen, way: new WayToStripe(around) };
}

const asked = () => Promise.resolve(VISIT);

test('a new tab is opened before anything is asked, and is sent to Stripe', async () => {
  const { seen, way } = surroundings();
  const isOnTheWay = way.take(BLANK, 'Preparing', async () => {
    seen.push('asked');
    return VISIT;
  });
  assert.deepEqual(seen, ['tab says Preparing', 'asked']);
  assert.equal(await isOnTheWay, true);
  assert.equal(seen.at(-1), `tab goes to ${VISIT.url}`);
});

test('this tab goes there when the host wishes so, and comes back to this page', async () => {
  const { seen, way } = surroundings();
  assert.equal(await way.take(SELF, '', asked), true);
  assert.deepEqual(seen, [`page goes to ${VISIT.url}`]);
  assert.deepEqual(way.returnTo(SELF), { returnTo: 'https://host.example/configure?tab=payments' });
});

test('inside a frame it is a new tab, whatever the host wishes', async () => {
  const { seen, way } = surroundings({ isFramed: () => true });
  assert.equal(await way.take(SELF, 'Preparing', asked), true);
  assert.equal(seen.at(-1), `tab goes to ${VISIT.url}`);
  assert.deepEqual(way.returnTo(SELF), {});
});

test('a tab that the browser kept closed is nobody on the way', async () => {
  const { way } = surroundings({ openTab: () => null });
  assert.equal(await way.take(BLANK, '', asked), false);
});

test('without a visit the tab is closed again', async () => {
  const { seen, way } = surroundings();
  assert.equal(await way.take(BLANK, '', () => Promise.resolve(null)), false);
  assert.equal(seen.at(-1), 'tab is closed');
});

test('a way back is made whole, and what is no address is left out', () => {
  const { way } = surroundings();
  assert.deepEqual(way.returnTo({ ...BLANK, returnUrl: '/back' }), {
    returnTo: 'https://host.example/back',
  });
  assert.deepEqual(way.returnTo({ ...BLANK, returnUrl: 'https://:' }), {});
});
