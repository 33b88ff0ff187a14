import { createHash } from 'node:crypto';

import type { FaultRule } from './fault-rule.ts';

/**
 * Whether the rule strikes at its draw number `draw`. By a digest and not by chance, so that a run can be
 * repeated; two rules of one seed do not strike in step.
 */
export function strikes(rule: FaultRule, draw: number): boolean {
  if (rule.probability === null) return true;
  const { seed, effect, route, type } = rule;
  const digest = createHash('sha256')
    .update(JSON.stringify([seed, effect, route, type, draw]))
    .digest();
  return digest.readUInt32BE(0) / 2 ** 32 < rule.probability;
}
