import { EVERY, openBare, OVERLAYS } from './support/gallery.ts';
import { expect, test } from './support/journey.ts';

test('each state stands, says something, and fetches nothing but the gallery’s own files', async ({
  page,
  stack,
}) => {
  const said: string[] = [];
  const foreign: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  page.on('request', (request) => {
    const { origin, pathname } = new URL(request.url());
    const isOwn = origin === stack.origin && /^\/(gallery$|assets\/|styles\/|images\/)/.test(pathname);
    if (!isOwn) foreign.push(request.url());
  });
  await openBare(page, stack.origin);
  const shown = await page.locator('.stage:not(.stage-overlay)').evaluateAll((stages) =>
    stages.map((stage) => ({
      state: (stage as HTMLElement).dataset['state'],
      words: stage.firstElementChild?.shadowRoot?.querySelector<HTMLElement>('.shell')?.innerText.trim(),
    })),
  );
  expect(shown).toHaveLength(EVERY.length - OVERLAYS.length);
  expect(shown.filter(({ words }) => !words)).toEqual([]);
  expect(said).toEqual([]);
  expect(foreign).toEqual([]);
});
