import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

import { expect, test } from './support/journey.ts';
import type { Stack } from './support/stack.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The first HTML example of the README, with the names that a reader would put in. */
async function readmeExample(stack: Stack): Promise<string> {
  const readme = await readFile(`${root}README.md`, 'utf8');
  const example = /```html\n([\s\S]*?)```/.exec(readme)?.[1];
  if (!example) throw new Error('The README has no HTML example.');
  const script = example
    .replace('https://pay.example.com', `http://localhost:${stack.gatewayPort}`)
    .replace('h_example', 'h_demo');
  return `<!doctype html><html lang="en-AU"><title>A host</title>
    <script type="importmap">{"imports": {"video-call-payments/host": "/sdk/host.js"}}</script>
    <script>const callId = 'readme', participants = [];</script>
    ${script}</html>`;
}

/** A host as small as can be: the page, the SDK's files, and a backend that gets a token. */
async function serveHost(stack: Stack): Promise<AsyncDisposable> {
  const html = await readmeExample(stack);
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', stack.otherHost);
    if (pathname.startsWith('/sdk/')) {
      response.setHeader('content-type', 'text/javascript');
      response.end(await readFile(root + pathname.replace('/sdk/', 'dist/')));
    } else if (pathname === '/payments-token') {
      // The demo's backend mints it with its API key, as a host's would.
      const answer = await fetch(`http://127.0.0.1:${stack.demoPort}/api/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ callId: 'readme', role: 'clinician' }),
      });
      response.end(await answer.text());
    } else {
      response.setHeader('content-type', 'text/html');
      response.end(html);
    }
  });
  await new Promise<void>((resolve) =>
    server.listen(Number(new URL(stack.otherHost).port), '127.0.0.1', resolve),
  );
  return { [Symbol.asyncDispose]: () => new Promise((resolve) => void server.close(() => resolve())) };
}

test('the README’s example, copied into a page, shows the clinician the form', async ({ page, stack }) => {
  await using _host = await serveHost(stack);
  await page.goto(stack.otherHost);
  const panel = page.locator('#apps-and-tools');
  await expect(panel.locator('iframe')).toBeAttached();
  await expect(panel).toBeHidden();
  await panel.evaluate((element) => element.removeAttribute('hidden'));
  await expect(page.frameLocator('iframe').getByLabel('Payment amount')).toBeVisible();
  await page.close();
});
