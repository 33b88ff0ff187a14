import { redact } from '../../../src/host-bridge/redact.ts';
import type { PassedFact, ShownObject } from '../../contract/passed.ts';
import { Fields } from './fields.ts';

/** Reads one entry of the simulator's activity. Null for a kind that this version does not know. */
export function readActivity(value: unknown): PassedFact | null {
  const entry = new Fields(value);
  // The simulator hides what is secret; once more does no harm.
  const placed = { call: null, body: redact(value as ShownObject) as ShownObject };
  if (entry.text('kind') === 'delivery') {
    return {
      ...placed,
      kind: 'webhook-sent',
      at: entry.number('at'),
      type: entry.text('type'),
      attempt: entry.number('attempt'),
      status: entry.numberOrNull('status'),
      fault: entry.textOrNull('fault'),
    };
  }
  if (entry.text('kind') !== 'request') return null;
  const ms = entry.number('durationMs');
  const params = entry.in('params');
  const answer = entry.in('answer');
  const error = answer.in('error');
  return {
    ...placed,
    kind: 'stripe-call',
    at: entry.number('at') - ms,
    caller: callerOf(entry),
    method: entry.text('method'),
    route: entry.text('route').replace(/^[A-Z]+ /, ''),
    status: entry.numberOrNull('status'),
    ms,
    idempotencyKey: entry.textOrNull('idempotencyKey'),
    replayed: entry.is('replayed'),
    fault: entry.textOrNull('fault'),
    amount: Number(params.textOrNull('amount') ?? NaN) || null,
    currency: params.textOrNull('currency'),
    outcome: error.textOrNull('code') ?? error.textOrNull('type') ?? answer.textOrNull('status'),
  };
}

function callerOf(entry: Fields): 'gateway' | 'browser' | null {
  const caller = entry.textOrNull('caller');
  return caller === 'platform' ? 'gateway' : caller === 'browser' ? 'browser' : null;
}
