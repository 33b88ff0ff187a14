import { expect, test } from '@playwright/test';
import type { Frame, Page } from '@playwright/test';

import { startBridgePages } from './bridge-pages/server.ts';
import type { BridgePages } from './bridge-pages/server.ts';
import { installSpy } from './bridge-pages/spy.ts';

const TYPE = 'application/x-postmate-v1+json';
let pages: BridgePages;
let uncaught: string[];
let logged: string[];

test.beforeAll(async () => {
  pages = await startBridgePages(Number(process.env['BRIDGE_PAGES_PORT'] ?? 0));
});

test.afterAll(() => pages.close());

test.beforeEach(async ({ page }) => {
  uncaught = [];
  logged = [];
  page.on('pageerror', (error) => uncaught.push(String(error)));
  page.on('console', (message) => logged.push(message.text()));
  await page.addInitScript(installSpy);
  await page.goto(pages.host);
});

test.afterEach(() => {
  expect(uncaught).toEqual([]);
});

/** Mounts a host; resolves with the code it failed with, or null once the plugin page knows that it is welcome. */
async function mount(page: Page, hostId: string, connectTimeout = 10_000): Promise<string | null> {
  const code = await page.evaluate(
    ([id, gateway, timeout]) => window.kit.mount(id, gateway, { connectTimeout: timeout }),
    [hostId, pages.plugin, connectTimeout] as const,
  );
  if (code === null && hostId !== 'h_raw') await welcomed(page);
  return code;
}

async function welcomed(page: Page): Promise<void> {
  for (const frame of pluginFrames(page)) {
    await expect.poll(() => frame.evaluate(() => window.plugin?.contexts.length)).toBeGreaterThan(0);
  }
}

function pluginFrames(page: Page): Frame[] {
  return page.frames().filter((frame) => frame.url().startsWith(`${pages.plugin}/app/`));
}

function pluginFrame(page: Page): Frame {
  const [frame] = pluginFrames(page);
  if (!frame) throw new Error('There is no plugin frame.');
  return frame;
}

async function eventTypes(page: Page): Promise<string[]> {
  const events = await page.evaluate(() => window.kit.log.events);
  return events.map(({ type }) => type);
}

/** The envelope of the first hello that the host was sent: who a forger would have to be. */
async function helloOf(page: Page): Promise<{ iid: string; sid: string }> {
  const messages = await page.evaluate(() => window.spy.messages);
  for (const message of messages as { value?: { data?: { k?: string; iid: string; sid: string } } }[]) {
    const envelope = message?.value?.data;
    if (envelope?.k === 'hello') return { iid: envelope.iid, sid: envelope.sid };
  }
  throw new Error('Nobody has said hello.');
}

function forged(fact: { iid: string; sid: string }): object {
  const data = { name: 'payment-received', requestId: 'pr_forged' };
  return {
    postmate: 'emit',
    type: TYPE,
    value: { name: 'plugin', data: { v: 1, ...fact, k: 'evt', name: 'payment.fact', data } },
  };
}

/** Makes the raw plugin page say a hello like ours, or with something else about it. */
async function greet(page: Page, other: object = {}): Promise<void> {
  await expect.poll(() => pluginFrames(page).length).toBe(1);
  const frame = pluginFrame(page);
  await expect.poll(() => frame.evaluate(() => window.raw?.isBound)).toBe(true);
  const hello = { k: 'hello', versions: [1], plugin: 'video-call-payments', sdk: '0', ...other };
  await frame.evaluate((message) => window.raw.say(message), hello);
}

function lastReceived(page: Page): Promise<unknown> {
  return pluginFrame(page).evaluate(() => window.raw.received.at(-1));
}

/** Another frame in the host's page, outside the host's doing. */
async function addFrame(page: Page, url: string): Promise<Frame> {
  const name = `added-${Math.random()}`;
  await page.evaluate(
    ([src, frameName]) =>
      new Promise((resolve) => {
        const frame = document.createElement('iframe');
        frame.name = frameName;
        frame.src = src;
        frame.addEventListener('load', resolve);
        document.body.append(frame);
      }),
    [url, name] as const,
  );
  const frame = page.frame({ name });
  if (!frame) throw new Error('The frame was not added.');
  return frame;
}

test.describe('connecting', () => {
  test('connects, says what the host knows, and answers a request', async ({ page }) => {
    expect(await mount(page, 'h_ok')).toBeNull();
    const frame = pluginFrame(page);
    const token = await frame.evaluate(() => window.plugin.port.getToken());
    expect(token.token).toBe('secret-token-1');
    await expect.poll(() => eventTypes(page)).toEqual(['ready']);
    const [context] = await frame.evaluate(() => window.plugin.contexts);
    expect(context).toMatchObject({
      callId: 'call-1',
      role: 'clinician',
      locale: 'en',
      self: { id: 'dr-lee' },
    });
    const element = page.locator('iframe[title=Payments]');
    await expect(element).toHaveAttribute('allow', 'payment *; publickey-credentials-get *; clipboard-write');
    expect(await element.getAttribute('src')).not.toContain('token');
  });

  test('case 11: a page that never answers is given up at the deadline, and leaves nothing', async ({
    page,
  }) => {
    const before = await page.evaluate(() => window.spy.listeners());
    const started = Date.now();
    expect(await mount(page, 'h_dead', 600)).toBe('CONNECT_TIMEOUT');
    expect(Date.now() - started).toBeLessThan(3_000);
    await expect(page.locator('iframe')).toHaveCount(0);
    expect(await page.evaluate(() => window.spy.listeners())).toBe(before);
    expect(await page.evaluate(() => window.spy.intervals())).toBe(0);
    await expect(page.getByRole('alert')).toContainText('Payments could not be opened.');
    expect(await page.evaluate(() => window.kit.log.events)).toMatchObject([
      { type: 'connection-failed', code: 'CONNECT_TIMEOUT' },
    ]);
  });

  test('case 12: connects a page that starts after postmate has given up', async ({ page }) => {
    expect(await mount(page, 'h_late')).toBeNull();
  });

  test('case 13: connects a page whose load event never comes', async ({ page }) => {
    expect(await mount(page, 'h_never_loads')).toBeNull();
  });

  test('cases 14 and 15: a redirect elsewhere, or a page that may not be framed, ends at the deadline', async ({
    page,
  }) => {
    expect(await mount(page, 'h_redirect', 500)).toBe('CONNECT_TIMEOUT');
    expect(await mount(page, 'h_unframable', 500)).toBe('CONNECT_TIMEOUT');
  });

  test('case 17: an address that is not the gateway’s own page is refused before there is a frame', async ({
    page,
  }) => {
    for (const hostId of ['h_javascript', 'h_data', 'h_http', 'h_credentials', 'h_elsewhere']) {
      expect(await mount(page, hostId), hostId).toBe('GATEWAY_UNEXPECTED');
    }
    await expect(page.locator('iframe')).toHaveCount(0);
    await expect(page).toHaveTitle('Page');
    for (const gateway of [
      'javascript:alert(1)',
      'http://example.com',
      'https://a:b@example.com',
      'nonsense',
    ]) {
      expect(await page.evaluate((url) => window.kit.mount('h_ok', url), gateway)).toBe(
        'INVALID_CONFIGURATION',
      );
    }
  });

  test('says in plain words that the site is not allowed, and tries again when asked', async ({ page }) => {
    expect(await mount(page, 'h_refused')).toBe('ORIGIN_NOT_ALLOWED');
    await expect(page.getByRole('alert')).toContainText('Payments are not set up for this site.');
    expect(await mount(page, 'h_broken')).toBe('GATEWAY_UNREACHABLE');
    const unreachable = page.getByRole('alert').filter({ hasText: 'can’t be reached' });
    await page.route('**/h_broken/embedding', (route) =>
      route.fulfill({
        json: { allowed: true, pluginUrl: `${pages.plugin}/app/h_ok/` },
        headers: { 'access-control-allow-origin': '*' },
      }),
    );
    await unreachable.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => eventTypes(page)).toContain('ready');
    await expect(unreachable).toHaveCount(0);
  });

  test('case 26: refuses a plugin that speaks no common version', async ({ page }) => {
    const mounting = mount(page, 'h_raw');
    await greet(page, { versions: [98, 99] });
    expect(await mounting).toBe('VERSION_UNSUPPORTED');
    await expect(page.locator('iframe')).toHaveCount(0);
  });
});

test.describe('strangers', () => {
  test('case 1: an evil page that frames the plugin gets no answer', async ({ page }) => {
    await page.goto(pages.evil);
    const frame = await addFrame(page, `${pages.plugin}/app/h_ok/`);
    await page.evaluate(
      ([origin, type]) => {
        const target = window.frames[0];
        const model = { iid: 'evil', plugin: 'replaced' };
        target?.postMessage({ postmate: 'handshake', type, model }, origin);
        target?.postMessage({ postmate: 'request', type, property: 'plugin', uid: 1 }, origin);
      },
      [pages.plugin, TYPE] as const,
    );
    await expect.poll(() => frame.evaluate(() => window.plugin.failed)).toBe('ORIGIN_NOT_ALLOWED');
    await expect.poll(() => frame.evaluate(() => window.spy.messages.length)).toBe(2);
    expect(await page.evaluate(() => window.spy.messages)).toEqual([]);
  });

  test('case 2: a frame inside the plugin that speaks first does not become its host', async ({ page }) => {
    expect(await mount(page, 'h_nested_evil')).toBeNull();
    const nested = page.frames().filter((frame) => frame.url().endsWith('/nested'));
    expect(nested).toHaveLength(2);
    await expect.poll(() => pluginFrame(page).evaluate(() => window.spy.messages.length)).toBeGreaterThan(20);
    for (const frame of nested) expect(await frame.locator('body').textContent()).toBe('');
    expect(await page.evaluate(() => window.kit.hosts[0]?.canClose())).toBe(true);
  });

  test('cases 3 and 4: an evil frame beside the plugin can neither answer nor speak for it', async ({
    page,
  }) => {
    await mount(page, 'h_ok');
    await pluginFrame(page).evaluate(() => window.plugin.port.setBusy(true));
    await expect.poll(() => eventTypes(page)).toContain('busy-changed');
    const evil = await addFrame(page, `${pages.evil}/`);
    const address = await helloOf(page);
    const attack = evil.evaluate(
      ([type, emit, { iid, sid }]) => {
        for (let uid = 1; uid <= 100; uid += 1) {
          parent.postMessage({ postmate: 'reply', type, uid, value: 'SPOOFED' }, '*');
          const data = { v: 1, iid, sid, k: 'res', id: String(uid), result: { block: false } };
          parent.postMessage({ postmate: 'emit', type, value: { name: 'plugin', data } }, '*');
          parent.postMessage(emit, '*');
        }
      },
      [TYPE, forged(address), address] as const,
    );
    expect(await page.evaluate(() => window.kit.hosts[0]?.canClose())).toBe(false);
    await attack;
    expect(await page.evaluate(() => window.kit.hosts[0]?.canClose())).toBe(false);
    expect(await eventTypes(page)).not.toContain('payment-received');
  });

  test('case 5: another frame of the plugin’s own origin is not the plugin', async ({ page }) => {
    await mount(page, 'h_ok');
    const second = await addFrame(page, `${pages.plugin}/app/h_dead/`);
    const emit = forged(await helloOf(page));
    await second.evaluate((message) => parent.postMessage(message, '*'), emit);
    await pluginFrame(page).evaluate((message) => parent.postMessage(message, '*'), {
      ...emit,
      postmate: 'request',
    });
    expect(await eventTypes(page)).not.toContain('payment-received');
    // The same words from the right window are heard: only the window makes the difference.
    await pluginFrame(page).evaluate((message) => parent.postMessage(message, '*'), emit);
    await expect.poll(() => eventTypes(page)).toContain('payment-received');
  });

  test('case 6: a frame that has gone to another origin is not heard, and is given up', async ({ page }) => {
    expect(await mount(page, 'h_ok', 700)).toBeNull();
    await expect.poll(() => eventTypes(page)).toContain('ready');
    const frame = pluginFrame(page);
    const emit = forged(await helloOf(page));
    await frame.goto(`${pages.evil}/`);
    await frame.evaluate((message) => parent.postMessage(message, '*'), emit);
    await expect.poll(() => eventTypes(page)).toEqual(['ready', 'connection-failed']);
    await expect(page.locator('iframe')).toHaveCount(0);
  });

  test('case 7: rubbish on either side breaks nothing', async ({ page }) => {
    const mounting = mount(page, 'h_ok');
    await expect.poll(() => pluginFrames(page).length).toBe(1);
    const rubbish = [
      null,
      1,
      'x',
      [],
      { postmate: 1 },
      { postmate: 'emit' },
      { postmate: 'call', value: null },
    ];
    const evil = await addFrame(page, `${pages.evil}/`);
    await evil.evaluate((items) => {
      for (let i = 0; i < 50; i += 1) for (const item of items) parent.postMessage(item, '*');
    }, rubbish);
    const flood = (items: unknown[]): void => {
      for (const item of [...items, undefined]) window.frames[0]?.postMessage(item, '*');
    };
    await page.evaluate(flood, rubbish);
    expect(await mounting).toBeNull();
    await welcomed(page);
    await page.evaluate(flood, rubbish);
    await pluginFrame(page).evaluate((items) => {
      for (const item of items) parent.postMessage(item, '*');
    }, rubbish);
    const token = await pluginFrame(page).evaluate(() => window.plugin.port.getToken());
    expect(token.token).toBe('secret-token-1');
  });

  test('case 8: names of the language itself are no methods, events or keys', async ({ page }) => {
    const mounting = mount(page, 'h_raw');
    await greet(page);
    const frame = pluginFrame(page);
    await frame.evaluate(() => {
      for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
        const params = JSON.parse(
          '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
        );
        window.raw.say({ k: 'req', id: name, method: name, params });
        window.raw.say({ k: 'evt', name, data: params });
        window.raw.say({ k: name });
      }
    });
    expect(await mounting).toBeNull();
    await expect.poll(() => frame.evaluate(() => window.raw.received.length)).toBe(5);
    const answers = await frame.evaluate(() => window.raw.received.slice(1));
    for (const answer of answers)
      expect(answer).toMatchObject({ k: 'err', error: { code: 'METHOD_NOT_FOUND' } });
    expect(await page.evaluate(() => 'polluted' in {})).toBe(false);
  });

  test('cases 9 and 10: once bound, neither a second handshake nor postmate’s own requests are served', async ({
    page,
  }) => {
    await mount(page, 'h_ok');
    await page.evaluate(
      ([origin, type]) => {
        const target = window.frames[0];
        for (const postmate of ['handshake', 'request', 'emit', 'reply', 'handshake-reply']) {
          const model = { iid: 'second', plugin: 'replaced' };
          target?.postMessage({ postmate, type, property: 'plugin', uid: 1, model, data: 1 }, origin);
        }
      },
      [pages.plugin, TYPE] as const,
    );
    await pluginFrame(page).evaluate(() => window.plugin.port.getToken());
    const messages = await page.evaluate(() => window.spy.messages);
    const kinds = messages.map((message) => (message as { postmate: string }).postmate);
    expect(kinds.filter((kind) => kind === 'handshake-reply')).toHaveLength(1);
    expect(kinds).not.toContain('reply');
  });
});

test.describe('several, again, and the end', () => {
  test('case 18: two plugins of one origin connect at once while one of them talks', async ({ page }) => {
    const results = await page.evaluate(async (gateway) => {
      const noise = window.setInterval(() => {
        const message = { postmate: 'handshake', type: 'x' };
        for (const frame of document.querySelectorAll('iframe'))
          frame.contentWindow?.postMessage(message, '*');
      }, 5);
      const both = await Promise.all([window.kit.mount('h_ok', gateway), window.kit.mount('h_ok', gateway)]);
      clearInterval(noise);
      return both;
    }, pages.plugin);
    expect(results).toEqual([null, null]);
    const [first, second] = pluginFrames(page);
    await first?.evaluate(() => window.plugin.port.setBusy(true));
    const busy = (): Promise<boolean[]> => page.evaluate(() => window.kit.hosts.map((host) => host.busy));
    await expect.poll(async () => (await busy()).filter(Boolean)).toHaveLength(1);
    await second?.evaluate(() => window.plugin.port.setBusy(true));
    await expect.poll(busy).toEqual([true, true]);
  });

  test('case 19: a reload rejects what was asked, and the next question is answered', async ({ page }) => {
    const ask = (): Promise<unknown> =>
      page.evaluate(() =>
        window.kit.connection?.rpc
          ?.request('panel.beforeClose')
          .catch((error: { code: string }) => error.code),
      );
    await page.evaluate((url) => window.kit.connectRaw(url), `${pages.plugin}/app/h_raw/`);
    await greet(page);
    const asked = ask();
    await expect.poll(() => lastReceived(page)).toMatchObject({ k: 'req' });
    await pluginFrame(page).goto(`${pages.plugin}/app/h_raw/?again`);
    await greet(page);
    expect(await asked).toBe('PLUGIN_RELOADED');

    const askedAgain = ask();
    await expect.poll(() => lastReceived(page)).toMatchObject({ k: 'req' });
    const { id } = (await lastReceived(page)) as { id: string };
    await pluginFrame(page).evaluate((request) => window.raw.say({ k: 'res', id: request, result: 7 }), id);
    expect(await askedAgain).toBe(7);
  });

  test('case 20: ten reloads leave no timer, and each document is welcomed once', async ({ page }) => {
    await mount(page, 'h_ok');
    const listeners = await page.evaluate(() => window.spy.listeners());
    for (let i = 1; i <= 10; i += 1) {
      await pluginFrame(page).goto(`${pages.plugin}/app/h_ok/?${i}`);
      await expect.poll(() => pluginFrame(page).evaluate(() => window.plugin.contexts.length)).toBe(1);
    }
    expect(await page.evaluate(() => window.spy.intervals())).toBe(0);
    expect(await page.evaluate(() => window.spy.listeners())).toBe(listeners);
    const received = await pluginFrame(page).evaluate(() => window.spy.messages);
    const welcomes = received.filter((message) => JSON.stringify(message).includes('"k":"welcome"'));
    expect(welcomes).toHaveLength(1);
    await pluginFrame(page).evaluate(() => window.plugin.port.getToken());
  });

  test('case 21: a frame that is moved connects again', async ({ page }) => {
    await mount(page, 'h_ok');
    await expect.poll(() => eventTypes(page)).toEqual(['ready']);
    await page.evaluate(() => {
      const frame = document.querySelector('iframe');
      if (frame) window.kit.container().append(frame);
    });
    await expect.poll(() => eventTypes(page)).toEqual(['ready', 'ready']);
    await welcomed(page);
    await pluginFrame(page).evaluate(() => window.plugin.port.getToken());
  });

  test('case 22: unmounting twice, after a removal, or while connecting is harmless', async ({ page }) => {
    const before = await page.evaluate(() => window.spy.listeners());
    const codes = await page.evaluate(async (gateway) => {
      const twice = window.kit.create('h_ok', gateway);
      await twice.mount(window.kit.container());
      await Promise.all([twice.unmount(), twice.unmount()]);
      await twice.unmount();
      const removed = window.kit.create('h_ok', gateway);
      await removed.mount(window.kit.container());
      document.querySelector('iframe')?.remove();
      await removed.unmount();
      const connecting = window.kit.create('h_dead', gateway);
      const mounting = connecting
        .mount(window.kit.container())
        .catch((error: { code: string }) => error.code);
      while (!document.querySelector('iframe')) await new Promise((resolve) => setTimeout(resolve, 5));
      await connecting.unmount();
      const asking = window.kit.create('h_ok', gateway);
      const early = asking.mount(window.kit.container()).catch((error: { code: string }) => error.code);
      await asking.unmount();
      // And it can be mounted again.
      await twice.mount(window.kit.container());
      await twice.unmount();
      return [await mounting, await early];
    }, pages.plugin);
    expect(codes).toEqual(['DESTROYED', 'DESTROYED']);
    await expect(page.locator('iframe')).toHaveCount(0);
    expect(await page.evaluate(() => window.spy.listeners())).toBe(before);
    expect(await page.evaluate(() => window.spy.intervals())).toBe(0);
    expect(await page.evaluate(() => document.querySelectorAll('body > div').length)).toBe(0);
  });
});

test.describe('what is carried', () => {
  test('case 27: the token is in the answer to its question, and nowhere else', async ({ page }) => {
    await mount(page, 'h_ok');
    const frame = pluginFrame(page);
    const tokens = await frame.evaluate(() =>
      Promise.all(Array.from({ length: 20 }, () => window.plugin.port.getToken())),
    );
    expect(new Set(tokens.map(({ token }) => token)).size).toBe(1);
    expect(await page.evaluate(() => window.kit.log.tokens)).toEqual([false]);
    await frame.evaluate(() => window.plugin.port.getToken({ force: true }));
    expect(await page.evaluate(() => window.kit.log.tokens)).toEqual([false, true]);
    // Another person at this page: the token that is held is theirs no more.
    await page.evaluate(() => window.kit.hosts[0]?.updateContext({ self: { id: 'dr-wu' } }));
    await expect.poll(() => frame.evaluate(() => window.plugin.contexts.at(-1)?.self.id)).toBe('dr-wu');
    await frame.evaluate(() => window.plugin.port.getToken());
    expect(await page.evaluate(() => window.kit.log.tokens)).toEqual([false, true, false]);

    const atPlugin = await frame.evaluate(() =>
      window.spy.messages.map((message) => JSON.stringify(message)),
    );
    const carrying = atPlugin.filter((text) => text.includes('secret-token'));
    expect(carrying).toHaveLength(3);
    for (const text of carrying) expect(text).toContain('"k":"res"');
    const elsewhere = await page.evaluate(() => JSON.stringify([window.spy.messages, window.kit.log.events]));
    expect(elsewhere).not.toContain('secret-token');
    expect(logged.join()).not.toContain('secret-token');
    for (const each of page.frames()) expect(each.url()).not.toContain('secret-token');
  });

  test('case 27: no token becomes a coded error, and the host’s own error stays in the host’s page', async ({
    page,
  }) => {
    await page.evaluate((gateway) => {
      const getToken = (): Promise<never> => Promise.reject(new Error('backend says: patient Pat Doe'));
      return window.kit.mount('h_ok', gateway, { getToken });
    }, pages.plugin);
    await welcomed(page);
    const error = await pluginFrame(page).evaluate(() =>
      window.plugin.port
        .getToken()
        .catch((reason: { code: string; message: string }) => ({ ...reason, text: reason.message })),
    );
    expect(error).toMatchObject({ code: 'TOKEN_UNAVAILABLE', retryable: true });
    expect(JSON.stringify(error)).not.toContain('Pat Doe');
    expect(uncaught.splice(0)).toEqual(['Error: backend says: patient Pat Doe']);
  });

  test('case 28: a relayed hint is stamped by the host, heard once, and only ever a hint', async ({
    page,
  }) => {
    await mount(page, 'h_ok');
    await page.evaluate(() => {
      const ns = 'video-call-payments';
      const hint = {
        ns,
        messageId: 'm1',
        type: 'payment-changed',
        from: { id: 'dr-lee' },
        data: { requestId: 'pr_1' },
      };
      const { other } = window.kit;
      for (const text of [
        JSON.stringify(hint),
        JSON.stringify(hint),
        JSON.stringify({ ...hint, messageId: 'm2', ns: 'another' }),
        JSON.stringify({ ...hint, messageId: 'm3', type: 'payment-received' }),
        JSON.stringify({ ...hint, messageId: 'm4', data: { requestId: 'é'.repeat(2000) } }),
        'not even JSON',
      ]) {
        void other.send(text);
      }
    });
    const frame = pluginFrame(page);
    await expect.poll(() => frame.evaluate(() => window.plugin.hints)).toEqual([{ requestId: 'pr_1' }]);
    const relayed = await frame.evaluate(() =>
      window.spy.messages
        .map((message) => JSON.stringify(message))
        .filter((text) => text.includes('relay.message')),
    );
    expect(relayed).toHaveLength(1);
    expect(relayed[0]).toContain('"from":{"id":"pat"}');
    expect(await eventTypes(page)).not.toContain('payment-received');
  });

  test('case 28: a hint goes out over the call', async ({ page }) => {
    await mount(page, 'h_ok');
    const heard = page.evaluate(
      () => new Promise<string>((resolve) => void window.kit.other.subscribe((text) => resolve(text))),
    );
    await pluginFrame(page).evaluate(() => window.plugin.port.sendHint({ requestId: 'pr_9' }, 'pat'));
    expect(JSON.parse(await heard)).toMatchObject({ type: 'payment-changed', data: { requestId: 'pr_9' } });
  });

  test('case 26: what the host cannot do is not even asked for', async ({ page }) => {
    await page.evaluate((gateway) => window.kit.mountBare('h_ok', gateway), pages.plugin);
    await welcomed(page);
    const frame = pluginFrame(page);
    expect(await frame.evaluate(() => window.plugin.port.openPanel())).toBe(false);
    await frame.evaluate(() => window.plugin.port.sendHint({ requestId: 'pr_9' }));
    await frame.evaluate(() => window.plugin.port.getToken());
    const said = JSON.stringify(await page.evaluate(() => window.spy.messages));
    expect(said).toContain('token.get');
    expect(said).not.toMatch(/relay.send|panel.open/);
  });

  test('the panel’s visibility reaches the plugin without the host’s help', async ({ page }) => {
    await mount(page, 'h_ok');
    const frame = pluginFrame(page);
    const isVisible = (): Promise<boolean | undefined> =>
      frame.evaluate(() => window.plugin.contexts.at(-1)?.panel.visible);
    await expect.poll(isVisible).toBe(true);
    for (const [name, value] of [
      ['display', 'none'],
      ['visibility', 'hidden'],
      ['transform', 'translateX(200vw)'],
      ['opacity', '0'],
    ] as const) {
      await page.evaluate(([n, v]) => document.querySelector('section')?.style.setProperty(n, v), [
        name,
        value,
      ] as const);
      await expect.poll(isVisible, name).toBe(false);
      await page.evaluate((n) => document.querySelector('section')?.style.removeProperty(n), name);
      await expect.poll(isVisible, name).toBe(true);
    }
    await page.evaluate(() => window.kit.hosts[0]?.updateContext({ locale: 'it', callState: 'ended' }));
    await expect
      .poll(() => frame.evaluate(() => window.plugin.contexts.at(-1)))
      .toMatchObject({ locale: 'it', callState: 'ended', callId: 'call-1', panel: { visible: true } });
    expect(await frame.evaluate(() => window.plugin.port.openPanel())).toBe(true);
    expect(await page.evaluate(() => window.kit.panelCalls)).toEqual([{ focus: false }]);
  });

  test('unmounting waits while somebody pays, and the panel is asked before it closes', async ({ page }) => {
    await mount(page, 'h_ok');
    const frame = pluginFrame(page);
    await frame.evaluate(() => window.plugin.port.setBusy(true));
    await expect.poll(() => page.evaluate(() => window.kit.hosts[0]?.busy)).toBe(true);
    expect(await page.evaluate(() => window.kit.hosts[0]?.canClose())).toBe(false);
    const unmounting = page.evaluate(() => window.kit.hosts[0]?.unmount());
    await frame.evaluate(() => window.plugin.port.setMinHeight(640));
    await expect(page.locator('iframe')).toHaveCSS('min-height', '640px');
    await frame.evaluate(() => window.plugin.port.setBusy(false));
    await unmounting;
    await expect(page.locator('iframe')).toHaveCount(0);
  });

  test('draws the pop-up once, in a region that was there before, and lets it be dismissed', async ({
    page,
  }) => {
    await mount(page, 'h_ok');
    const status = page.getByRole('status');
    await expect(status).toBeAttached();
    const notification = {
      id: 'pr_1',
      kind: 'payment-received',
      title: 'Payment received',
      body: 'Pat paid $85.00.',
      dismissLabel: 'Dismiss',
    } as const;
    await pluginFrame(page).evaluate((n) => {
      window.plugin.port.notify(n);
      window.plugin.port.notify(n);
    }, notification);
    await expect(status.getByText('Payment received')).toHaveCount(1);
    await expect(status.getByText('Payment received')).toBeVisible();
    await status.getByRole('button', { name: 'Dismiss' }).click();
    await expect(status.getByText('Payment received')).toHaveCount(0);

    await page.evaluate(() =>
      window.kit.hosts[0]?.addEventListener('notification', (event) => event.preventDefault()),
    );
    await pluginFrame(page).evaluate((n) => window.plugin.port.notify({ ...n, id: 'pr_2' }), notification);
    await expect
      .poll(async () => (await eventTypes(page)).filter((type) => type === 'notification'))
      .toHaveLength(2);
    await expect(status.getByText('Payment received')).toHaveCount(0);
  });

  test('a pop-up stays while it is pointed at or its page is hidden, and goes after its time', async ({
    page,
  }) => {
    await page.clock.install();
    await mount(page, 'h_ok');
    await pluginFrame(page).evaluate(() =>
      window.plugin.port.notify({
        id: 'pr_1',
        kind: 'payment-received',
        title: 'Paid',
        body: 'b',
        dismissLabel: 'x',
      }),
    );
    const card = page.getByRole('status').getByText('Paid');
    await expect(card).toBeVisible();
    await page.clock.runFor(19_000);
    await card.hover();
    await page.clock.runFor(60_000);
    await expect(card).toBeVisible();
    await page.mouse.move(0, 0);
    await page.clock.runFor(500);
    await expect(card).toBeVisible();
    await page.clock.runFor(2_000);
    await expect(card).toHaveCount(0);
  });
});
