import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { liveRegion } from '../../../src/session/announcer.ts';
import { FakeClock } from './support/fake-clock.ts';

const shared = globalThis as { document?: unknown };

/** As much of an element as the announcer touches. */
class Node {
  readonly attributes = new Map<string, string>();
  readonly styles = new Map<string, string>();
  readonly style = { setProperty: (name: string, value: string) => this.styles.set(name, value) };
  children: Node[] = [];
  parent: Node | null = null;
  textContent = '';

  setAttribute(name: string, value: string): void {
    this.attributes.set(name, value);
  }

  append(child: Node): void {
    child.parent = this;
    this.children.push(child);
  }

  remove(): void {
    if (this.parent) this.parent.children = this.parent.children.filter((child) => child !== this);
  }
}

describe('the announcer', () => {
  let body: Node;

  beforeEach(() => {
    body = new Node();
    shared.document = {
      body,
      createElement: () => new Node(),
      querySelector: (selector: string) =>
        body.children.find((child) => child.attributes.has(selector.slice(1, -1))) ?? null,
    };
  });

  afterEach(() => delete shared.document);

  it('has one polite region in the document, there before its first words, seen by nobody', () => {
    const clock = new FakeClock();
    liveRegion(clock);
    liveRegion(clock);
    assert.equal(body.children.length, 1);
    const [region] = body.children;
    assert.equal(region?.attributes.get('aria-live'), 'polite');
    assert.equal(region?.children.length, 0);
    assert.equal(region?.styles.get('clip-path'), 'inset(50%)');
    assert.equal(region?.attributes.has('style'), false);
  });

  it('says one sentence after the other, the same one twice if need be, and clears up', async () => {
    const clock = new FakeClock();
    const announcer = liveRegion(clock);
    announcer.announce('Payment received.');
    announcer.announce('Payment received.');
    const [region] = body.children;
    assert.deepEqual(
      region?.children.map(({ textContent }) => textContent),
      ['Payment received.', 'Payment received.'],
    );
    await clock.advance(10_000);
    assert.equal(region?.children.length, 0);
  });

  it('speaks on when another session has taken the region away, and leaves nothing when closed', () => {
    const clock = new FakeClock();
    const first = liveRegion(clock);
    const second = liveRegion(clock);
    first.close();
    second.announce('Payment received.');
    assert.equal(body.children[0]?.children[0]?.textContent, 'Payment received.');
    second.close();
    assert.deepEqual(body.children, []);
    assert.equal(clock.pending, 0);
  });
});
