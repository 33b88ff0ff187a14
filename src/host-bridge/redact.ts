import type { Json } from './json.ts';

/** What stands in place of a secret. */
export const HIDDEN = '•••';

/** Also as the last part of a form's field, e.g. `payment_method_data[card][number]`. */
const SECRET_NAME = /(?:token|secret|password|authorization|api_?key|cvc)\]?$|(?:^|[[_])number\]?$/i;
/** Stripe's keys and secrets, the gateway's keys, JSON Web Tokens, and whatever may be a card's number. */
const SECRET_TEXT =
  /\b\w*_secret_\w+|\b(?:[spr]k|pgk|whsec)_\w+|\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?|\b\d(?:[ -]?\d){12,18}\b/g;

/** A copy without secrets: by the name of what holds them, and by how they look, wherever they are. */
export function redact(value: Json, name = ''): Json {
  if (Array.isArray(value)) return value.map((item: Json) => redact(item, name));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, redact(member, key)]));
  }
  if (value !== null && typeof value !== 'boolean' && SECRET_NAME.test(name)) return HIDDEN;
  return typeof value === 'string' ? value.replace(SECRET_TEXT, HIDDEN) : value;
}
