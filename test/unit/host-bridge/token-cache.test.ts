import assert from 'node:assert/strict';
import { test } from 'node:test';

import { TokenCache } from '../../../src/host-bridge/token-cache.ts';
import type { AccessToken } from '../../../src/contract/gateway-session.ts';

const LIFE = 900_000;

function setup(): {
  cache: TokenCache;
  asked: boolean[];
  fail: (error: Error | null) => void;
  advance: (ms: number) => void;
} {
  let time = 1_000_000;
  let failure: Error | null = null;
  const asked: boolean[] = [];
  const fetchToken = (force: boolean): Promise<AccessToken> => {
    asked.push(force);
    if (failure) return Promise.reject(failure);
    return Promise.resolve({ token: `t${asked.length}`, expiresAt: time + LIFE });
  };
  return {
    cache: new TokenCache(fetchToken, () => time),
    asked,
    fail: (error) => (failure = error),
    advance: (ms) => (time += ms),
  };
}

async function tokenOf(token: Promise<AccessToken>): Promise<string> {
  return (await token).token;
}

test('asks once for twenty callers at once, and then not again', async () => {
  const { cache, asked } = setup();
  const tokens = await Promise.all(Array.from({ length: 20 }, () => cache.get()));
  assert.equal(new Set(tokens.map(({ token }) => token)).size, 1);
  await cache.get();
  assert.deepEqual(asked, [false]);
});

test('renews at eighty per cent of the life', async () => {
  const { cache, asked, advance } = setup();
  await cache.get();
  advance(LIFE * 0.8 - 1);
  assert.equal(await tokenOf(cache.get()), 't1');
  advance(1);
  assert.equal(await tokenOf(cache.get()), 't2');
  assert.equal(asked.length, 2);
});

test('keeps using the old token when an early renewal fails, until its end', async () => {
  const { cache, fail, advance } = setup();
  await cache.get();
  fail(new Error('offline'));
  advance(LIFE * 0.9);
  assert.deepEqual(await Promise.all([tokenOf(cache.get()), tokenOf(cache.get())]), ['t1', 't1']);
  advance(LIFE * 0.1);
  await assert.rejects(cache.get(), /offline/);
  fail(null);
  assert.equal(await tokenOf(cache.get()), 't4');
});

test('asks with force once for all who were refused together', async () => {
  const { cache, asked, advance } = setup();
  await cache.get();
  const together = await Promise.all([cache.get({ force: true }), cache.get({ force: true }), cache.get()]);
  assert.deepEqual(
    together.map(({ token }) => token),
    ['t2', 't2', 't2'],
  );
  advance(500);
  assert.equal(await tokenOf(cache.get({ force: true })), 't2');
  assert.deepEqual(asked, [false, true]);
  advance(5_000);
  assert.equal(await tokenOf(cache.get({ force: true })), 't3');
});

test('a clock that is put back makes no token last longer, nor keeps one that was refused', async () => {
  const { cache, advance } = setup();
  await cache.get({ force: true });
  advance(-3_600_000);
  assert.equal(await tokenOf(cache.get({ force: true })), 't2');
  advance(-3_600_000);
  assert.equal(await tokenOf(cache.get()), 't3');
});

test('does not hand out a token that was fetched before it was refused', async () => {
  const { cache } = setup();
  const before = cache.get();
  const forced = cache.get({ force: true });
  assert.equal(await tokenOf(forced), 't2');
  assert.equal(await tokenOf(before), 't2');
});

test('forgets a revoked token, also one that is on its way', async () => {
  const { cache } = setup();
  await cache.get();
  cache.clear();
  const onItsWay = cache.get();
  cache.clear();
  assert.equal(await tokenOf(onItsWay), 't3');
  assert.equal(await tokenOf(cache.get()), 't3');
});

test('does not fetch at every call when the clock here is wrong', async () => {
  const asked: number[] = [];
  let time = 10_000_000;
  const cache = new TokenCache(
    () => {
      asked.push(time);
      return Promise.resolve({ token: 'x', expiresAt: 5_000_000 });
    },
    () => time,
  );
  await cache.get();
  time += 29_000;
  await cache.get();
  assert.equal(asked.length, 1);
  time += 1_000;
  await cache.get();
  assert.equal(asked.length, 2);
});
