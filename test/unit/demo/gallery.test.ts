import assert from 'node:assert/strict';
import { test } from 'node:test';

import { CATALOGUE, entriesOf, snippetOf } from '../../../demo/pages/gallery/catalogue.ts';
import { PROBLEMS } from '../../../demo/pages/gallery/elements/pay-now-card.ts';
import { AMOUNTS } from '../../../demo/pages/gallery/elements/request-payment-form.ts';
import { TROUBLES, errorOf } from '../../../demo/pages/gallery/troubles.ts';
import { addressOf, parseView } from '../../../demo/pages/gallery/view.ts';
import { declineKind } from '../../../src/components/pay-now/decline.ts';
import { explain } from '../../../src/components/shared/trouble.ts';
import { parseAmount } from '../../../src/localization/amount-input.ts';
import { defaultLocalization } from '../../../src/localization/load.ts';
import type { Trouble } from '../../../src/localization/messages.ts';

const EVERY = entriesOf({ element: null, state: null });
const { messages } = defaultLocalization;

test('each state has an id of its own in its element, fit for an address, and a full sentence', () => {
  for (const { tag } of CATALOGUE) {
    const ids = entriesOf({ element: tag, state: null }).map(({ state }) => state.id);
    assert.deepEqual(
      ids.filter((id, index) => ids.indexOf(id) !== index),
      [],
      tag,
    );
  }
  for (const { state } of EVERY) {
    assert.match(state.id, /^[a-z]+(-[a-z]+)*$/);
    assert.match(state.title, /^[A-Z]/);
    assert.match(state.what, /^\S.*\.$/, state.id);
  }
});

test('each trouble, decline and amount problem is staged with what comes to it', () => {
  for (const trouble of Object.keys(TROUBLES) as Trouble[])
    assert.equal(explain(errorOf(trouble), messages), messages.trouble[trouble], trouble);
  for (const [kind, [, , problem]] of Object.entries(PROBLEMS)) assert.equal(declineKind(problem), kind);
  for (const locale of ['en-AU', 'it-IT']) {
    for (const [problem, [, type]] of Object.entries(AMOUNTS))
      assert.deepEqual(parseAmount(type(locale), 'aud', locale), { ok: false, problem }, locale);
  }
});

test('a session in its state can be made for each, and each trouble that is met while asking has one', () => {
  const setting = { localization: defaultLocalization, theme: { mode: 'dark', tokens: {} } } as const;
  const states = EVERY.map(({ state }) => state.session(setting));
  const met = states.flatMap(({ creation, requests }) => [
    ...(creation.status === 'rejected' ? [creation.error.code] : []),
    ...requests.flatMap(({ actionError, checkout }) => [
      ...(actionError ? [actionError.code] : []),
      ...(checkout.status === 'unavailable' ? [checkout.error.code] : []),
    ]),
  ]);
  const asking = Object.values(TROUBLES).filter((trouble) => trouble.met === 'asking');
  for (const { code } of asking) assert.ok(met.includes(code), code);
  for (const { connection } of states)
    if ('context' in connection) assert.equal(connection.context.theme.mode, 'dark');
});

test('a view survives its address, and what is unknown is as usual', () => {
  const view = {
    element: 'pay-now',
    state: 'asked',
    lang: 'it',
    theme: 'dark',
    width: '320',
    dir: 'rtl',
    text: '200',
    only: true,
  } as const;
  const address = addressOf(view);
  assert.equal(
    address,
    '/gallery?element=pay-now&state=asked&lang=it&theme=dark&width=320&dir=rtl&text=200&only=1',
  );
  assert.deepEqual(parseView(new URL(address, 'http://demo').search), view);
  assert.equal(addressOf(parseView('?theme=pink&width=9000&dir=up&only=yes')), '/gallery');
});

test('a snippet is what a host writes, attributes and all', () => {
  const [entry] = entriesOf({ element: 'request-payment', state: 'form-prefilled' });
  assert.ok(entry);
  assert.equal(
    snippetOf(entry),
    '<request-payment amount="85.00" description="Consultation fee"></request-payment>',
  );
});
