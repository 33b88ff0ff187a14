import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { en as coreEnglish } from '../../../src/localization/en.ts';
import { it as coreItalian } from '../../../src/localization/it.ts';
import { defaultLocalization, loadLocalization, loadWords } from '../../../src/localization/load.ts';
import { loadAccessWords } from '../../../src/localization/access/load.ts';
import { loadAccountWords } from '../../../src/localization/account/load.ts';
import { loadPayWords } from '../../../src/localization/pay/load.ts';
import { loadRequestWords } from '../../../src/localization/request/load.ts';

/** With what the screens of the elements say. */
const en = {
  ...coreEnglish,
  ...(await loadPayWords('en')),
  ...(await loadRequestWords('en')),
  ...(await loadAccountWords('en')),
  ...(await loadAccessWords('en')),
};
const italian = {
  ...coreItalian,
  ...(await loadPayWords('it')),
  ...(await loadRequestWords('it')),
  ...(await loadAccountWords('it')),
  ...(await loadAccessWords('it')),
};

/** Every text of a language by its path, with functions called on recognisable words. */
function texts(messages: object, path = ''): Map<string, string> {
  const all = new Map<string, string>();
  for (const [key, value] of Object.entries(messages) as [string, unknown][]) {
    const here = `${path}${key}`;
    if (typeof value === 'string') all.set(here, value);
    else if (typeof value === 'function') all.set(here, String(value('⟨1⟩', '⟨2⟩')));
    else if (typeof value === 'object' && value !== null)
      for (const [inner, text] of texts(value, `${here}.`)) all.set(inner, text);
  }
  return all;
}

const FACTS = { amount: '$85.00', description: 'Consultation fee', name: 'Alex' };

describe('the words', () => {
  it('are all there in every language, and say something', () => {
    const source = texts(en);
    const other = texts(italian);
    assert.deepEqual([...other.keys()], [...source.keys()]);
    for (const [path, text] of [...source, ...other]) {
      if (path.endsWith('.live')) assert.equal(text, '', 'a live payment needs no badge');
      else assert.notEqual(text.trim(), '', path);
    }
  });

  it('are translated, but for names that are the same everywhere', () => {
    const other = texts(italian);
    const same = [...texts(en)]
      .filter(([path, text]) => text && other.get(path) === text)
      .map(([path]) => path);
    assert.deepEqual(same, ['details.cardEnding']);
  });

  it('say the same things of a request in every language', () => {
    for (const messages of [en, italian]) {
      for (const [name, sentence] of Object.entries(messages.announcements)) {
        assert.match(sentence(FACTS), /\$85\.00/, name);
      }
      assert.match(messages.notification.body(FACTS), /Alex.*\$85\.00.*Consultation fee/);
    }
  });

  it('keep the names that others rely on', () => {
    assert.equal(en.request.amount, 'Payment amount');
    assert.equal(en.request.description, 'Payment description');
    assert.equal(en.request.submit, 'Request payment');
    assert.equal(en.request.requested, 'Payment requested');
    assert.equal(en.notification.title, 'Payment received');
    assert.equal(en.pay.payNow, 'Pay Now');
    assert.equal(en.pay.email, 'Email address');
    assert.equal(en.pay.pay('$85.00'), 'Pay $85.00');
    assert.equal(en.pay.successful, 'Payment successful');
    assert.equal(en.account.link.go, 'Go to Stripe');
    assert.equal(en.account.parked.use, 'Use this account');
    assert.equal(italian.account.link.go, 'Vai a Stripe');
    assert.equal(italian.request.amount, 'Importo del pagamento');
    assert.equal(italian.request.description, 'Descrizione del pagamento');
    assert.equal(italian.request.submit, 'Richiedi pagamento');
    assert.equal(italian.request.requested, 'Pagamento richiesto');
    assert.equal(italian.pay.payNow, 'Paga ora');
    assert.equal(italian.pay.email, 'Indirizzo e-mail');
    assert.equal(italian.pay.successful, 'Pagamento riuscito');
    assert.equal(italian.notification.title, 'Pagamento ricevuto');
  });

  it('call only a card declined, never a person or a request', () => {
    for (const [path, text] of texts(en)) {
      if (/declin/i.test(text)) assert.match(text, /card/i, path);
    }
  });
});

describe('loading a language', () => {
  it('keeps the region for amounts and dates', async () => {
    const localization = await loadLocalization('en-GB');
    assert.equal(localization.locale, 'en-GB');
    assert.equal(localization.language, 'en');
    assert.equal(localization.messages, coreEnglish);
  });

  it('brings Italian for every Italian locale', async () => {
    const localization = await loadLocalization('it-CH');
    assert.equal(localization.language, 'it');
    assert.equal(localization.locale, 'it-CH');
    assert.equal(localization.messages, coreItalian);
  });

  it("gives English words and the person's own formats where a language is missing", async () => {
    const localization = await loadLocalization('de-AT');
    assert.deepEqual(localization, {
      locale: 'de-AT',
      language: 'en',
      direction: 'ltr',
      messages: coreEnglish,
    });
  });

  it('runs from right to left where the language does', async () => {
    for (const locale of ['ar', 'ar-EG', 'he-IL', 'fa', 'ur-PK'])
      assert.equal((await loadLocalization(locale)).direction, 'rtl', locale);
  });

  it('falls back to Australian English for what is no locale', async () => {
    for (const locale of ['', 'not a locale', '../../it', 'constructor'])
      assert.equal((await loadLocalization(locale)).messages, coreEnglish, locale);
    assert.equal(await loadLocalization('!'), defaultLocalization);
  });

  it('brings English words for what is missing, and for what does not arrive', async () => {
    assert.deepEqual(await loadPayWords('de'), await loadPayWords('en'));
    assert.deepEqual(await loadRequestWords('constructor'), await loadRequestWords('en'));
    const lost = () => Promise.reject(new Error('The file did not arrive.'));
    assert.equal(await loadWords('it', 'English', { it: lost }), 'English');
  });
});
