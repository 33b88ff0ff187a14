import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  codeProblem,
  expiryProblem,
  formatCode,
  formatExpiry,
  formatNumber,
  numberProblem,
} from '../../../server-stub/stripe-simulator/browser/frame/card-fields.ts';
import { wordsFor } from '../../../server-stub/stripe-simulator/browser/words.ts';
import { TEST_CARDS } from '../../../server-stub/stripe-simulator/cards/test-cards.ts';

const words = wordsFor('en');
const today = new Date(2026, 10, 23);

describe('the card fields', () => {
  test('group the number as it is on the card', () => {
    assert.equal(formatNumber('4242424242424242999'), '4242 4242 4242 4242');
    assert.equal(formatNumber('378282246310005'), '3782 822463 10005');
    assert.equal(formatNumber('42a42-4'), '4242 4');
  });

  test('write a date as it is typed, pasted or deleted', () => {
    const typed = (text: string) => formatExpiry(text, false);
    assert.deepEqual(['1', '5', '12', '123', '1/', '12 / 34', '12/2034', '1234'].map(typed), [
      '1',
      '05 / ',
      '12 / ',
      '12 / 3',
      '01 / ',
      '12 / 34',
      '12 / 34',
      '12 / 34',
    ]);
    assert.equal(formatExpiry('12 /', true), '12');
  });

  test('take as many digits of the code as the brand has', () => {
    assert.equal(formatCode('12345', 'visa'), '123');
    assert.equal(formatCode('12345', 'amex'), '1234');
    assert.equal(codeProblem('123', 'amex', words)?.code, 'incomplete_cvc');
    assert.equal(codeProblem('123', 'visa', words), null);
  });

  test('take every listed test number and no other', () => {
    for (const { number } of TEST_CARDS) assert.equal(numberProblem(number, words), null, number.slice(-4));
    assert.equal(numberProblem('', words)?.code, 'incomplete_number');
    assert.equal(numberProblem('4242 4242', words)?.code, 'incomplete_number');
    assert.equal(numberProblem('4242424242424241', words)?.code, 'invalid_number');
    const real = numberProblem('4111111111111111', words);
    assert.equal(real?.code, 'invalid_number');
    assert.match(real?.message ?? '', /only test cards/);
  });

  test('know a date that is over, impossible or not finished', () => {
    const code = (text: string) => expiryProblem(text, words, today)?.code;
    assert.equal(code('11 / 26'), undefined);
    assert.equal(code('10 / 26'), 'invalid_expiry_month_past');
    assert.equal(code('12 / 25'), 'invalid_expiry_year_past');
    assert.equal(code('13 / 30'), 'invalid_expiry_month');
    assert.equal(code('12 / '), 'incomplete_expiry');
  });
});
