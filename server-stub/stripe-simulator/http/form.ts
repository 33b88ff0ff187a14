/** A decoded `application/x-www-form-urlencoded` body in Stripe's bracket notation. */
export type FormValue = string | readonly FormValue[] | FormObject;
export interface FormObject {
  readonly [name: string]: FormValue;
}

type Draft = Map<string, string | Draft>;

const MAX_DEPTH = 8;

/**
 * Reads `a=1&b[c]=2&d[0]=x&e[]=y` as `{a: '1', b: {c: '2'}, d: ['x'], e: ['y']}`. Throws a `FormError` on
 * brackets that do not match, on too deep a nesting, and where one name is both a value and an object.
 */
export function decodeForm(text: string): FormObject {
  const root: Draft = new Map();
  for (const [name, value] of new URLSearchParams(text)) {
    if (name !== '') place(root, keysOf(name), value, name);
  }
  return finishObject(root);
}

export class FormError extends Error {
  override readonly name = 'FormError';
}

export function isFormObject(value: FormValue | undefined): value is FormObject {
  return typeof value === 'object' && !Array.isArray(value);
}

function keysOf(name: string): readonly string[] {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name);
  if (!match?.[1]) throw new FormError(`Invalid parameter name: ${name}`);
  const rest = [...(match[2] ?? '').matchAll(/\[([^[\]]*)\]/g)].map((part) => part[1] ?? '');
  if (rest.length > MAX_DEPTH) throw new FormError(`Parameter nested too deeply: ${name}`);
  return [match[1], ...rest];
}

function place(root: Draft, keys: readonly string[], value: string, name: string): void {
  let at = root;
  for (const [depth, given] of keys.entries()) {
    const key = given === '' ? String(at.size) : given;
    const there = at.get(key);
    if (depth === keys.length - 1) {
      if (there instanceof Map) throw new FormError(`Parameter given as a value and as an object: ${name}`);
      at.set(key, value);
      return;
    }
    if (typeof there === 'string')
      throw new FormError(`Parameter given as a value and as an object: ${name}`);
    const next: Draft = there ?? new Map();
    at.set(key, next);
    at = next;
  }
}

function finish(draft: string | Draft): FormValue {
  if (typeof draft === 'string') return draft;
  const keys = [...draft.keys()];
  const isList = keys.length > 0 && keys.every((key) => /^\d{1,4}$/.test(key));
  return isList ? [...draft.values()].map(finish) : finishObject(draft);
}

function finishObject(draft: Draft): FormObject {
  // No prototype: a parameter called `__proto__` is a name like any other.
  const object: Record<string, FormValue> = Object.create(null);
  for (const [key, value] of draft) object[key] = finish(value);
  return object;
}
