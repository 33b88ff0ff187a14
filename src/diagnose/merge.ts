import { isObject } from '../host-bridge/json.ts';
import { isText } from '../host-bridge/protocol.ts';
import { CHECKS } from './finding.ts';
import type { Finding, Outcome } from './finding.ts';

const WEIGHT: Readonly<Record<Outcome, number>> = { unknown: 0, ok: 1, problem: 2 };
/** No sentence of ours is near this. */
const LONGEST = 500;

/** What came over the bridge, without whatever is no finding. */
export function readFindings(value: unknown): readonly Finding[] {
  return Array.isArray(value) ? value.filter(isFinding) : [];
}

function isFinding(value: unknown): value is Finding {
  return (
    isObject(value) &&
    (CHECKS as readonly unknown[]).includes(value.check) &&
    typeof value.outcome === 'string' &&
    Object.hasOwn(WEIGHT, value.outcome) &&
    isText(value.message, LONGEST) &&
    isText(value.help, LONGEST)
  );
}

/** One finding a check: what is wrong on either side, else what either side knows. */
export function mergeFindings(own: readonly Finding[], other: readonly Finding[]): readonly Finding[] {
  return own.map((finding) => {
    const theirs = other.find(({ check }) => check === finding.check);
    return theirs && WEIGHT[theirs.outcome] > WEIGHT[finding.outcome] ? theirs : finding;
  });
}
