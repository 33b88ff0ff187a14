/** Reads fields of JSON that another program wrote: what is missing or of another kind gets a plain value. */
export class Fields {
  readonly #record: Readonly<Record<string, unknown>>;

  constructor(value: unknown) {
    this.#record = typeof value === 'object' && value !== null ? { ...value } : {};
  }

  text(name: string): string {
    return this.textOrNull(name) ?? '';
  }

  textOrNull(name: string): string | null {
    const value = this.#record[name];
    return typeof value === 'string' ? value : null;
  }

  number(name: string): number {
    return this.numberOrNull(name) ?? 0;
  }

  numberOrNull(name: string): number | null {
    const value = this.#record[name];
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
  }

  is(name: string): boolean {
    return this.#record[name] === true;
  }

  has(name: string): boolean {
    return this.#record[name] !== undefined;
  }

  in(name: string): Fields {
    return new Fields(this.#record[name]);
  }
}
