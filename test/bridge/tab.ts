import assert from 'node:assert/strict';
import type { Frame, Page } from 'puppeteer-core';

import type { BridgePages } from './pages/serve.ts';

export const TYPE = 'application/x-postmate-v1+json';

export interface Address {
  readonly iid: string;
  readonly sid: string;
}

export interface MountOptions {
  /** Milliseconds. */
  readonly connectTimeout?: number;
}

/** A frame that the driver of the browser does not know of. */
export class FrameLost extends Error {}

/** Waits until the check passes: what a browser does takes as long as it takes. */
export async function eventually<T>(check: () => T | Promise<T>, limit = 30_000): Promise<T> {
  const end = performance.now() + limit;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}

/** A window with a host's page in it, and the frames in that. */
export class Tab {
  readonly page: Page;
  readonly pages: BridgePages;

  constructor(page: Page, pages: BridgePages) {
    this.page = page;
    this.pages = pages;
  }

  /** Mounts a host; resolves with the code it failed with, or null once the plugin page knows that it is welcome. */
  async mount(hostId = 'h_ok', { connectTimeout = 30_000 }: MountOptions = {}): Promise<string | null> {
    const code = await this.page.evaluate(
      (id, gateway, timeout) => window.kit.mount(id, gateway, { connectTimeout: timeout }),
      hostId,
      this.pages.plugin,
      connectTimeout,
    );
    if (code === null && hostId !== 'h_raw') await this.welcomed();
    return code;
  }

  async welcomed(): Promise<void> {
    await eventually(async () => {
      const frames = this.pluginFrames();
      if (frames.length === 0) throw new FrameLost('there is a plugin frame');
      for (const frame of frames) assert.ok((await frame.evaluate(() => window.plugin?.contexts.length)) > 0);
    });
  }

  pluginFrames(): Frame[] {
    return this.framesAt(`${this.pages.plugin}/app/`);
  }

  framesAt(address: string): Frame[] {
    return this.page.frames().filter((frame) => frame.url().startsWith(address));
  }

  /** The one plugin frame that there is. */
  plugin(): Promise<Frame> {
    return eventually(() => {
      const [frame, ...others] = this.pluginFrames();
      if (!frame) throw new FrameLost('there is one plugin frame');
      assert.equal(others.length, 0, 'there is one plugin frame');
      return frame;
    });
  }

  async inPlugin<T>(run: () => T): Promise<Awaited<T>> {
    return (await this.plugin()).evaluate(run);
  }

  async eventTypes(): Promise<string[]> {
    const events = await this.page.evaluate(() => window.kit.log.events);
    return events.map(({ type }) => type);
  }

  /** Waits until the host has heard of this, whatever else it has heard of. */
  heard(type: string): Promise<void> {
    return eventually(async () => assert.ok((await this.eventTypes()).includes(type), type));
  }

  /** What is left in the host's page of all that was there. */
  async leftovers(): Promise<Record<string, number>> {
    return this.page.evaluate(() => ({
      listeners: window.spy.listeners(),
      timers: window.spy.timers(),
      observers: window.spy.observers(),
      frames: document.querySelectorAll('iframe').length,
      children: document.body.childElementCount,
    }));
  }

  /** Nothing more is left than was there before. */
  leaves(before: Record<string, number>): Promise<void> {
    return eventually(async () => assert.deepEqual(await this.leftovers(), before));
  }

  /** Who the plugin is for the host, as its hello said: who a forger would have to be. */
  async address(): Promise<Address> {
    return eventually(async () => {
      const found = await this.page.evaluate(() => {
        for (const message of window.spy.messages as { value?: { data?: Address & { k: string } } }[]) {
          const envelope = message?.value?.data;
          if (envelope?.k === 'hello') return { iid: envelope.iid, sid: envelope.sid };
        }
        return null;
      });
      assert.ok(found, 'somebody has said hello');
      return found;
    });
  }

  /** Another frame in the host's page, outside the host's doing. */
  async addFrame(url: string): Promise<Frame> {
    const marked = `${url}${url.includes('?') ? '&' : '?'}added=${crypto.randomUUID()}`;
    await this.page.evaluate(
      (src) =>
        new Promise((resolve) => {
          const frame = document.createElement('iframe');
          frame.src = src;
          frame.addEventListener('load', resolve);
          document.body.append(frame);
        }),
      marked,
    );
    return eventually(() => {
      const [frame] = this.framesAt(marked);
      if (!frame) throw new FrameLost('the frame was added');
      return frame;
    });
  }

  /** Makes the raw plugin page say a hello like ours, or with something else about it. */
  async greet(other: object = {}): Promise<void> {
    await eventually(async () => assert.equal(await this.inPlugin(() => window.raw?.isBound), true));
    await this.say({ k: 'hello', versions: [1], plugin: 'video-call-payments', sdk: '0', ...other });
  }

  /** Makes the raw plugin page send this envelope. */
  async say(message: object): Promise<void> {
    const frame = await this.plugin();
    await frame.evaluate((envelope) => window.raw.say(envelope), message);
  }

  /** The raw plugin page, welcomed. */
  async mountRaw(): Promise<void> {
    const mounting = this.mount('h_raw');
    await this.greet();
    assert.equal(await mounting, null);
    await this.received('welcome');
  }

  /** The last envelope of a kind that the raw plugin page was sent. */
  received(k: string): Promise<Received> {
    return eventually(async () => {
      const frame = await this.plugin();
      const all = (await frame.evaluate(() => window.raw.received)) as Received[];
      const last = all.findLast((envelope) => envelope.k === k);
      assert.ok(last, `an envelope of the kind ${k}`);
      return last;
    });
  }

  async allReceived(): Promise<Received[]> {
    return (await this.inPlugin(() => window.raw.received)) as Received[];
  }
}

export interface Received extends Address {
  readonly k: string;
  readonly id?: string;
  readonly name?: string;
  readonly result?: unknown;
  readonly error?: { readonly code: string; readonly message: string };
}

/** A fact that never was, in a plugin's own words. */
export function forgedFact({ iid, sid }: Address): object {
  const data = { name: 'payment-received', requestId: 'pr_forged' };
  return emitted({ v: 1, iid, sid, k: 'evt', name: 'payment.fact', data });
}

/** As postmate sends it from a frame. */
export function emitted(envelope: object): object {
  return { postmate: 'emit', type: TYPE, value: { name: 'plugin', data: envelope } };
}
