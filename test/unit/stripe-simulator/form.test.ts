import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { decodeForm, FormError } from '../../../server-stub/stripe-simulator/http/form.ts';

const plain = (text: string): unknown => JSON.parse(JSON.stringify(decodeForm(text)));

describe('a form in Stripe’s notation', () => {
  test('becomes nested objects and lists', () => {
    assert.deepEqual(plain('a=1&b[c]=2&b[d][e]=3&f[0]=x&f[1]=y&g[]=p&g[]=q&h=a%20b%26c&i='), {
      a: '1',
      b: { c: '2', d: { e: '3' } },
      f: ['x', 'y'],
      g: ['p', 'q'],
      h: 'a b&c',
      i: '',
    });
  });

  test('cannot reach a prototype', () => {
    const form = decodeForm('__proto__[polluted]=yes&constructor[prototype][polluted]=yes');
    assert.equal(Reflect.get({}, 'polluted'), undefined);
    assert.deepEqual(Object.keys(form), ['__proto__', 'constructor']);
  });

  test('is refused with broken brackets, a value that is also an object, or endless nesting', () => {
    for (const text of ['a[b=1', 'a]b=1', '[a]=1', 'a=1&a[b]=2', 'a[b]=2&a=1', `a${'[b]'.repeat(9)}=1`]) {
      assert.throws(() => decodeForm(text), FormError, text);
    }
  });
});
