import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { csvCell, csvLine } from '../../../../server-stub/csv.ts';
import { aRequest, CLINIC, startSimulator } from '../running-simulator.ts';
import { HOME, page } from './pages.ts';

const onClinic = { stripeAccount: CLINIC };

describe('a cell of a spreadsheet', () => {
  test('never becomes a formula', () => {
    for (const text of ['=1+1', '+61 2', '-2', '@SUM(A1)', '\t=1', ' =1', '＝1', '\r=1']) {
      assert.match(csvCell(text), /^"?'/, JSON.stringify(text));
    }
    assert.equal(csvCell('Gap - 50% = ok'), 'Gap - 50% = ok');
    assert.equal(csvCell(-5), '-5');
  });

  test('keeps its commas, quotes and lines', () => {
    assert.equal(
      csvLine(['a,b', 'say "hi"', 'two\nlines', null, 5]),
      '"a,b","say ""hi""","two\nlines",,5\r\n',
    );
  });
});

describe('the export of payments', () => {
  test('holds what the filters let through, all of it, with amounts a spreadsheet can add', async (t) => {
    const { stripe, url } = await startSimulator(t);
    const pay = (description: string, payment_method = 'pm_card_visa') =>
      stripe.paymentIntents
        .create(aRequest({ description, confirm: true, payment_method }), onClinic)
        .catch(() => undefined);
    for (let number = 0; number < 30; number += 1) await pay(`Visit ${number}`);
    await pay('=HYPERLINK("http://evil.example")');
    await pay('Refused', 'pm_card_chargeDeclined');
    const response = await fetch(`${url}${HOME}/payments.csv?status=succeeded`);
    assert.match(response.headers.get('content-disposition') ?? '', /attachment; filename="payments-\d{4}-/);
    // `text()` drops the byte-order mark, which Excel needs.
    const bytes = new Uint8Array(await response.arrayBuffer());
    assert.deepEqual(Array.from(bytes.slice(0, 3)), [0xef, 0xbb, 0xbf]);
    const lines = new TextDecoder().decode(bytes).trimEnd().split('\r\n');
    assert.equal(lines.length, 1 + 31);
    assert.match(lines[0] ?? '', /^id,Created \(UTC\),Created \(Australia\/Sydney\),Amount,/);
    assert.match(
      lines[1] ?? '',
      /,85\.00,0\.00,aud,Succeeded,"'=HYPERLINK\(""http:\/\/evil\.example""\)",Visa,4242,/,
    );
    const one = await page({ url }, `${HOME}/payments.csv?q=Visit%2017`);
    assert.equal(one.trimEnd().split('\r\n').length, 2);
  });
});
