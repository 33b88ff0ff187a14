import assert from 'node:assert/strict';

import type { Entry } from '../../../server-stub/stripe-simulator/activity/activity-log.ts';
import type { FaultRule, NewFaultRule } from '../../../server-stub/stripe-simulator/faults/fault-rule.ts';
import type { RunningSimulator } from './running-simulator.ts';

type Reachable = Pick<RunningSimulator, 'url'>;

/** Puts a rule in force; fails when the simulator refuses it. */
export async function addFault(simulator: Reachable, rule: Partial<NewFaultRule>): Promise<FaultRule> {
  const answer = await control(simulator, 'POST', '/_simulator/faults', rule);
  const text = await answer.text();
  assert.equal(answer.status, 201, text);
  return JSON.parse(text);
}

export async function rulesOf(simulator: Reachable): Promise<readonly FaultRule[]> {
  return JSON.parse(await (await control(simulator, 'GET', '/_simulator/faults')).text()).rules;
}

export async function activityOf(
  simulator: Reachable,
  after = 0,
): Promise<{ readonly next: number; readonly entries: readonly Entry[] }> {
  return JSON.parse(await (await control(simulator, 'GET', `/_simulator/activity?after=${after}`)).text());
}

/** As a program on this machine does: no `Origin`. */
export function control(
  { url }: Reachable,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetch(`${url}${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}
