/** Something was asked for that makes no sense; the message says what was expected. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

export function readObject(body: unknown, example: string): Readonly<Record<string, unknown>> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new InputError(`Expected a JSON object such as ${example}.`);
  }
  return { ...body };
}

/** From `least` to `most`; null where there is none. */
export function readWholeNumber(
  given: Readonly<Record<string, unknown>>,
  name: string,
  least: number,
  most: number,
): number | null {
  const value = given[name] ?? null;
  if (value === null) return null;
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw new InputError(`Expected "${name}" to be a whole number from ${least} to ${most}.`);
}
