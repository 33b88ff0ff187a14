import { asOf } from '../resources/balance/balance-transaction.ts';
import type { StoredKind } from '../store/object-store.ts';
import { seconds, type World } from '../world.ts';
import { invalidRequest } from './api-error.ts';

/** Which fields of which object can be expanded, and to what kinds of object. */
const EXPANDABLE: Readonly<Record<string, Readonly<Record<string, StoredKind | readonly StoredKind[]>>>> = {
  balance_transaction: { source: ['charge', 'refund', 'dispute'] },
  payment_intent: { latest_charge: 'charge', payment_method: 'payment_method' },
  charge: { balance_transaction: 'balance_transaction', payment_intent: 'payment_intent' },
  refund: {
    balance_transaction: 'balance_transaction',
    charge: 'charge',
    failure_balance_transaction: 'balance_transaction',
    payment_intent: 'payment_intent',
  },
  dispute: { charge: 'charge', payment_intent: 'payment_intent' },
};

const MAX_DEPTH = 4;

/** Replaces ids by their objects, as `expand[]` asks, e.g. `latest_charge` or `data.latest_charge`. */
export function expand(
  world: Pick<World, 'objects' | 'now'>,
  account: string,
  body: object,
  paths: readonly string[],
): object {
  return paths.reduce<object>((at, path) => {
    const keys = path.split('.');
    if (keys.length > MAX_DEPTH) {
      throw invalidRequest(
        `You cannot expand more than ${MAX_DEPTH} levels of a property. Property: ${path}`,
        undefined,
        'expand',
      );
    }
    return expandPath(world, account, at, keys, path);
  }, body);
}

function expandPath(
  world: Pick<World, 'objects' | 'now'>,
  account: string,
  body: object,
  keys: readonly string[],
  path: string,
): object {
  const [key, ...rest] = keys;
  if (key === undefined) return body;
  const fields: Record<string, unknown> = { ...body };
  const kind = typeof fields['object'] === 'string' ? fields['object'] : '';
  if (kind === 'list' && key === 'data' && Array.isArray(fields['data'])) {
    fields['data'] = fields['data'].map((entry: object) => expandPath(world, account, entry, rest, path));
    return fields;
  }
  const value = fields[key];
  const target = EXPANDABLE[kind]?.[key];
  if (!target) {
    // Empty fields of the real API that have nothing behind them here expand to nothing.
    if (value === null) return body;
    throw invalidRequest(`This property cannot be expanded (${path}).`, undefined, 'expand');
  }
  if (value === null || value === undefined) return body;
  const found = typeof value === 'string' ? find(world, account, [target].flat(), value) : value;
  if (typeof found !== 'object' || found === null) return body;
  fields[key] = expandPath(world, account, found, rest, path);
  return fields;
}

function find(
  world: Pick<World, 'objects' | 'now'>,
  account: string,
  kinds: readonly StoredKind[],
  id: string,
): object | null {
  for (const kind of kinds) {
    const found = world.objects.get(kind, account, id);
    if (found) return found.object === 'balance_transaction' ? asOf(found, seconds(world)) : found;
  }
  return null;
}
