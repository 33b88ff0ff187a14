import { FormError, type FormObject, type FormValue } from './form.ts';

const MAX_DEPTH = 12;

/**
 * A JSON body of the v2 API as the form that says the same, so that one reader serves both: `true` is
 * `'true'`, null is the empty text that unsets. Throws a `FormError` on what is no object.
 */
export function formOfJson(body: unknown): FormObject {
  const form = valueOf(body, 0);
  if (typeof form === 'string' || isList(form)) throw new FormError('Expected the body to be a JSON object');
  return form;
}

function valueOf(value: unknown, depth: number): FormValue {
  if (depth > MAX_DEPTH) throw new FormError('Parameter nested too deeply');
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map((entry) => valueOf(entry, depth + 1));
  if (typeof value !== 'object' || value === null) return '';
  // No prototype: a parameter called `__proto__` is a name like any other.
  const object: Record<string, FormValue> = Object.create(null);
  for (const [name, inner] of Object.entries(value)) object[name] = valueOf(inner, depth + 1);
  return object;
}

function isList(value: FormValue): value is readonly FormValue[] {
  return Array.isArray(value);
}
