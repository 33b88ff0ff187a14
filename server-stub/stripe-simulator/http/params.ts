import { invalidRequest, missingParam } from './api-error.ts';
import { type FormObject, type FormValue, isFormObject } from './form.ts';

/**
 * Typed reading of a form, with Stripe's own complaints. An empty string unsets, so readers give
 * `null` for it and `undefined` for a parameter that is not there.
 */
export class Params {
  readonly #values: FormObject;
  readonly #path: string;

  constructor(values: FormObject, path = '') {
    this.#values = values;
    this.#path = path;
  }

  get names(): readonly string[] {
    return Object.keys(this.#values);
  }

  has(name: string): boolean {
    return name in this.#values;
  }

  raw(name: string): FormValue | undefined {
    return this.#values[name];
  }

  /** Refuses what Stripe would refuse: a parameter that the endpoint does not know. */
  allowOnly(names: readonly string[]): void {
    const unknown = this.names.filter((name) => !names.includes(name));
    const first = unknown[0];
    if (first === undefined) return;
    const listed = unknown.map((name) => this.path(name)).join(', ');
    throw invalidRequest(
      `Received unknown parameter${unknown.length > 1 ? 's' : ''}: ${listed}`,
      'parameter_unknown',
      this.path(first),
    );
  }

  text(name: string, maximum = 5000): string | null | undefined {
    const value = this.#values[name];
    if (value === undefined) return undefined;
    if (typeof value !== 'string') {
      throw invalidRequest(`Invalid string: ${JSON.stringify(value)}`, undefined, this.path(name));
    }
    if (value.length > maximum) {
      throw invalidRequest(
        `Invalid ${this.path(name)}: must be at most ${maximum} characters`,
        undefined,
        this.path(name),
      );
    }
    return value === '' ? null : value;
  }

  /** For what cannot be unset: an empty string is refused. */
  filledText(name: string): string | undefined {
    const value = this.text(name);
    if (value !== null) return value;
    throw invalidRequest(
      `You passed an empty string for '${this.path(name)}'. We assume empty values are an attempt to unset a parameter; however '${this.path(name)}' cannot be unset. You should remove '${this.path(name)}' from your request or supply a non-empty value.`,
      'parameter_invalid_empty',
      this.path(name),
    );
  }

  requiredText(name: string): string {
    const value = this.filledText(name);
    if (value === undefined) throw missingParam(this.path(name));
    return value;
  }

  /** For a list: those of the named filters that are given, each with the one value it asks for. */
  equal(names: readonly string[]): Readonly<Record<string, readonly string[]>> {
    const given = names.map((name) => [name, this.filledText(name)] as const);
    return Object.fromEntries(
      given.flatMap(([name, value]) => (value === undefined ? [] : [[name, [value]]])),
    );
  }

  integer(name: string): number | undefined {
    const value = this.filledText(name);
    if (value === undefined) return undefined;
    if (!/^-?\d{1,15}$/.test(value)) {
      throw invalidRequest(`Invalid integer: ${value}`, 'parameter_invalid_integer', this.path(name));
    }
    return Number(value);
  }

  flag(name: string): boolean | undefined {
    const value = this.filledText(name);
    if (value === undefined) return undefined;
    if (value !== 'true' && value !== 'false') {
      throw invalidRequest(`Invalid boolean: ${value}`, undefined, this.path(name));
    }
    return value === 'true';
  }

  choice<const T extends string>(name: string, choices: readonly T[]): T | undefined {
    const value = this.filledText(name);
    if (value === undefined) return undefined;
    const found = choices.find((choice) => choice === value);
    if (found !== undefined) return found;
    const listed =
      choices.length > 1 ? `${choices.slice(0, -1).join(', ')}, or ${choices.at(-1)}` : (choices[0] ?? '');
    throw invalidRequest(`Invalid ${this.path(name)}: must be one of ${listed}`, undefined, this.path(name));
  }

  texts(name: string): readonly string[] | undefined {
    const value = this.#values[name];
    if (value === undefined) return undefined;
    if (value === '') return [];
    const list = Array.isArray(value) ? value : undefined;
    if (!list) throw invalidRequest('Invalid array', undefined, this.path(name));
    return list.map((entry: FormValue, index) => {
      if (typeof entry === 'string') return entry;
      throw invalidRequest('Invalid string', undefined, `${this.path(name)}[${index}]`);
    });
  }

  nested(name: string): Params | undefined {
    const value = this.#values[name];
    if (value === undefined || value === '') return undefined;
    if (!isFormObject(value)) throw invalidRequest('Invalid object', undefined, this.path(name));
    return new Params(value, this.path(name));
  }

  /** Metadata merged over what is there: an empty value removes its key, an empty whole removes all. */
  metadata(current: Readonly<Record<string, string>> = {}): Record<string, string> {
    if (this.#values['metadata'] === '') return {};
    const given = this.nested('metadata');
    const merged = { ...current };
    for (const key of given?.names ?? []) {
      if (key.length > 40)
        throw invalidRequest('Metadata keys can be at most 40 characters', undefined, 'metadata');
      const value = given?.text(key, 500);
      if (value === null || value === undefined) delete merged[key];
      else merged[key] = value;
    }
    if (Object.keys(merged).length > 50) {
      throw invalidRequest('You can specify at most 50 metadata keys', undefined, 'metadata');
    }
    return merged;
  }

  path(name: string): string {
    return this.#path === '' ? name : `${this.#path}[${name}]`;
  }
}
