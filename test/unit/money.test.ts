import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { currencySymbol, parseAmount } from '../../src/localization/amount-input.ts';
import {
  MAXIMUM_AMOUNT,
  displayExponent,
  formatMoney,
  minimumAmount,
  stripeExponent,
  toMajorUnits,
} from '../../src/localization/money.ts';

/** `Intl` writes narrow and no-break spaces. */
function plain(text: string): string {
  return text.replace(/[\p{Zs}]/gu, ' ').replace(/\p{Cf}/gu, '');
}

function amountOf(text: string, currency = 'aud', locale = 'en-AU'): number | string {
  const parsed = parseAmount(text, currency, locale);
  return parsed.ok ? parsed.amount : parsed.problem;
}

describe('amounts as people write them', () => {
  it('reads whole amounts and decimals', () => {
    assert.equal(amountOf('85'), 8500);
    assert.equal(amountOf('85.5'), 8550);
    assert.equal(amountOf('85.00'), 8500);
    assert.equal(amountOf(' 85.05 '), 8505);
    assert.equal(amountOf('.5'), 50);
    assert.equal(amountOf('0085'), 8500);
  });

  it('reads what binary fractions get wrong', () => {
    assert.equal(amountOf('1.15'), 115);
    assert.equal(amountOf('8.70'), 870);
    assert.equal(amountOf('19.99'), 1999);
    assert.equal(amountOf('999999.99'), MAXIMUM_AMOUNT);
  });

  it('takes the currency with the number, as symbol or code', () => {
    assert.equal(amountOf('$85.00'), 8500);
    assert.equal(amountOf('85 AUD'), 8500);
    assert.equal(amountOf('aud 85'), 8500);
    assert.equal(amountOf('12,50 €', 'eur', 'it-IT'), 1250);
  });

  it('takes groups only where the language puts them', () => {
    assert.equal(amountOf('1,234.50'), 123450);
    assert.equal(amountOf('1,234,567'), 123456700);
    assert.equal(amountOf('12,34'), 'not_a_number');
    assert.equal(amountOf('1,23,456'), 'not_a_number');
    assert.equal(amountOf('12,34,567.50', 'inr', 'en-IN'), 123456750);
    assert.equal(amountOf('1,234.50', 'inr', 'en-IN'), 123450);
  });

  it('reads a decimal comma, and in a comma language also the point of a keyboard that has no comma', () => {
    assert.equal(amountOf('12,50', 'eur', 'it-IT'), 1250);
    assert.equal(amountOf('1.234,50', 'eur', 'it-IT'), 123450);
    assert.equal(amountOf('1.234', 'eur', 'it-IT'), 123400);
    assert.equal(amountOf('12.50', 'eur', 'it-IT'), 1250);
    assert.equal(amountOf('1 234,50', 'eur', 'fr-FR'), 123450);
    assert.equal(amountOf('1\u202f234,50', 'eur', 'fr-FR'), 123450);
  });

  it('reads the digits of the language as well as Latin ones', () => {
    assert.equal(amountOf('٨٥٫٥٠', 'egp', 'ar-EG'), 8550);
    assert.equal(amountOf('85.50', 'egp', 'ar-EG'), 8550);
  });

  it('says what is wrong with the rest', () => {
    assert.equal(amountOf(''), 'empty');
    assert.equal(amountOf('   '), 'empty');
    assert.equal(amountOf('$'), 'empty');
    assert.equal(amountOf('0'), 'zero');
    assert.equal(amountOf('0.00'), 'zero');
    assert.equal(amountOf('-0'), 'zero');
    assert.equal(amountOf('-5'), 'negative');
    assert.equal(amountOf('−5'), 'negative');
    assert.equal(amountOf('$-5'), 'negative');
    assert.equal(amountOf('12.345'), 'too_many_decimals');
    assert.equal(amountOf('99999999999999999999'), 'too_large');
    for (const text of [
      'eighty',
      '8o',
      '1e3',
      '0x10',
      '1.2.3',
      '5-',
      '1 2',
      '.',
      ',',
      '12;50',
      'Infinity',
      'NaN',
    ])
      assert.equal(amountOf(text), 'not_a_number', text);
  });

  it('reads back every amount that it writes', () => {
    for (const locale of [
      'en-AU',
      'en-US',
      'it-IT',
      'fr-FR',
      'de-CH',
      'en-IN',
      'el-GR',
      'vi-VN',
      'zh-CN',
      'ar-EG',
    ])
      for (const currency of ['aud', 'eur', 'jpy', 'isk', 'ugx', 'kwd', 'inr'])
        for (const major of [1, 12, 1234, 1234567]) {
          const amount = major * 10 ** stripeExponent(currency);
          const text = formatMoney({ amount, currency }, locale);
          assert.equal(amountOf(text, currency, locale), amount, `${text} in ${locale}`);
        }
  });
});

describe("Stripe's units", () => {
  it('have no decimals in some currencies, three in others, two in the rest', () => {
    assert.equal(stripeExponent('JPY'), 0);
    assert.equal(stripeExponent('kwd'), 3);
    assert.equal(stripeExponent('aud'), 2);
    assert.equal(stripeExponent('isk'), 2);
  });

  it('are not what people write where Stripe asks for decimals that must be nought', () => {
    assert.equal(displayExponent('isk'), 0);
    assert.equal(displayExponent('ugx'), 0);
    assert.equal(displayExponent('kwd'), 2);
    assert.equal(amountOf('1200', 'isk', 'en'), 120000);
    assert.equal(amountOf('1200.5', 'isk', 'en'), 'too_many_decimals');
    assert.equal(amountOf('1.25', 'kwd', 'en'), 1250);
    assert.equal(amountOf('1.255', 'kwd', 'en'), 'too_many_decimals');
    assert.equal(amountOf('500', 'jpy', 'en'), 500);
  });

  it('become major units for display', () => {
    assert.equal(toMajorUnits({ amount: 8500, currency: 'aud' }), 85);
    assert.equal(toMajorUnits({ amount: 500, currency: 'jpy' }), 500);
    assert.equal(toMajorUnits({ amount: 1250, currency: 'kwd' }), 1.25);
  });

  it('have a least amount, by currency', () => {
    assert.equal(minimumAmount('aud'), 50);
    assert.equal(minimumAmount('JPY'), 50);
    assert.equal(minimumAmount('huf'), 17500);
    assert.equal(minimumAmount('dkk'), 250);
    assert.equal(minimumAmount('xyz'), 1);
  });
});

describe('amounts as they are shown', () => {
  it('follow the locale', () => {
    assert.equal(formatMoney({ amount: 8500, currency: 'aud' }, 'en-AU'), '$85.00');
    assert.equal(formatMoney({ amount: 8500, currency: 'aud' }, 'en-US'), 'A$85.00');
    assert.equal(plain(formatMoney({ amount: 123450, currency: 'eur' }, 'it-IT')), '1234,50 €');
    assert.equal(plain(formatMoney({ amount: 500, currency: 'jpy' }, 'en-AU')), 'JPY 500');
    assert.equal(plain(formatMoney({ amount: 120000, currency: 'isk' }, 'en-US')), 'ISK 1,200');
  });

  it('put the symbol on the side where the locale has it', () => {
    assert.deepEqual(currencySymbol('aud', 'en-AU'), { symbol: '$', position: 'before' });
    assert.deepEqual(currencySymbol('eur', 'it-IT'), { symbol: '€', position: 'after' });
  });
});
