import { InputError, readObject, readWholeNumber } from './control-input.ts';

/** Ten years, either way. */
const FURTHEST = 10 * 366 * 24 * 60 * 60 * 1000;

/** The offset that `{offsetMs}` or `{advanceMs}` asks for. Throws `InputError`. */
export function movedClock(body: unknown, currentMs: number): number {
  const given = readObject(body, '{"offsetMs": 0} or {"advanceMs": 600000}');
  const offset = readWholeNumber(given, 'offsetMs', -FURTHEST, FURTHEST);
  const advance = readWholeNumber(given, 'advanceMs', -FURTHEST, FURTHEST);
  if ((offset === null) === (advance === null)) {
    throw new InputError('Expected either "offsetMs" or "advanceMs".');
  }
  const moved = offset ?? currentMs + (advance ?? 0);
  if (Math.abs(moved) > FURTHEST) throw new InputError('Expected a time within ten years of now.');
  return moved;
}
