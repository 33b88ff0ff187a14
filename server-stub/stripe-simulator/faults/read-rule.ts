import type { ApiRoute } from '../http/api-call.ts';
import { InputError, readObject, readWholeNumber } from './control-input.ts';
import {
  API_EFFECTS,
  DEFAULT_DELAYS,
  isApiEffect,
  type NewFaultRule,
  WEBHOOK_EFFECTS,
} from './fault-rule.ts';
import { fits } from './pattern.ts';

const FIELDS = ['effect', 'route', 'account', 'type', 'delayMs', 'count', 'probability', 'seed'] as const;
type Field = (typeof FIELDS)[number];
const LONGEST_DELAY = 10 * 60_000;
const DEFAULT_SEED = 1;

/** Reads the body of a new rule; throws `InputError`. A field that is null is as one that is not there. */
export function readRule(body: unknown, routes: readonly Pick<ApiRoute, 'method' | 'path'>[]): NewFaultRule {
  const given = readObject(body, '{"effect": "slow", "delayMs": 3000, "count": 1}');
  const extra = Object.keys(given).find((name) => !FIELDS.some((field) => field === name));
  if (extra !== undefined) {
    throw new InputError(`Did not expect "${extra}": a fault has ${FIELDS.join(', ')}.`);
  }
  const effects = [...API_EFFECTS, ...WEBHOOK_EFFECTS];
  const effect = effects.find((known) => known === given['effect']);
  if (!effect) throw new InputError(`Expected "effect" to be one of ${effects.join(', ')}.`);
  const route = text(given, 'route', /^(\*|GET|POST|DELETE) \/\S*$|^\*$/, '"POST /v1/payment_intents*"');
  const type = text(given, 'type', /^[a-z0-9_.*[\]]+$/, '"payment_intent.succeeded" or "charge.*"');
  if (isApiEffect(effect) && type !== null) {
    throw new InputError(`"type" is for faults of webhooks; for ${effect} give "route".`);
  }
  if (!isApiEffect(effect) && route !== null) {
    throw new InputError(`"route" is for faults of the API; for ${effect} give "type".`);
  }
  if (route !== null && !routes.some((known) => couldFit(route, known))) {
    throw new InputError(
      `Expected "route" to fit a route of the simulator, as in "POST /v1/payment_intents*"; "${route}" fits none.`,
    );
  }
  const delayMs = readWholeNumber(given, 'delayMs', 1, LONGEST_DELAY);
  if (delayMs !== null && DEFAULT_DELAYS[effect] === undefined) {
    throw new InputError(
      `"delayMs" is for ${Object.keys(DEFAULT_DELAYS).join(', ')}; ${effect} takes no time.`,
    );
  }
  return {
    effect,
    route,
    account: text(given, 'account', /^acct_\w+$/, '"acct_…"'),
    type,
    delayMs,
    count: readWholeNumber(given, 'count', 1, 1_000_000),
    probability: probability(given),
    seed: readWholeNumber(given, 'seed', 0, 2 ** 32 - 1) ?? DEFAULT_SEED,
  };
}

function text(
  given: Readonly<Record<string, unknown>>,
  name: Field,
  form: RegExp,
  example: string,
): string | null {
  const value = given[name] ?? null;
  if (value === null) return null;
  if (typeof value === 'string' && value.length <= 200 && form.test(value)) return value;
  throw new InputError(`Expected "${name}" to be as in ${example}.`);
}

function probability(given: Readonly<Record<string, unknown>>): number | null {
  const value = given['probability'] ?? null;
  if (value === null) return null;
  if (typeof value === 'number' && value >= 0 && value <= 1) return value;
  throw new InputError('Expected "probability" to be a number from 0 to 1.');
}

/** A pattern may also name one object, by its id where the route has `:id`. */
function couldFit(pattern: string, { method, path }: Pick<ApiRoute, 'method' | 'path'>): boolean {
  const route = `${method} ${path}`;
  if (fits(pattern, route)) return true;
  const parts = pattern.split('/');
  const known = route.split('/');
  return (
    parts.length === known.length &&
    known.every((part, index) => part.startsWith(':') || fits(parts[index] ?? '', part))
  );
}
