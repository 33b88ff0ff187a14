import type { FastifyInstance } from 'fastify';

import type { ActivityLog } from '../../activity/activity-log.ts';
import { isFromOwnPage } from '../../control-guard.ts';
import { InputError } from '../../faults/control-input.ts';
import type { FaultParts } from '../../faults/fault-routes.ts';
import { movedClock } from '../../faults/moved-clock.ts';
import { readRule } from '../../faults/read-rule.ts';
import { decodeForm } from '../../http/form.ts';
import { accountName } from '../../resources/accounts/account.ts';
import type { ObjectStore } from '../../store/object-store.ts';
import { pageHeaders } from '../page-headers.ts';
import { faultsPage } from './faults-page.ts';
import { presetNamed } from './presets.ts';
import { bodyOf, type TypedRule } from './rule-form.ts';

export interface FaultsPageParts extends FaultParts {
  readonly objects: ObjectStore;
  readonly activity: ActivityLog;
}

/** `/faults`: the switches of `/_simulator/faults`, for people. */
export function mountFaultsPage(app: FastifyInstance, parts: FaultsPageParts): void {
  const { rules, clock, routes, objects, activity } = parts;

  const page = (typed: TypedRule = {}, problem: string | null = null): string => {
    const accounts = objects
      .latest('account', 50)
      .map(({ object }) => ({ id: object.id, name: accountName(object) }))
      .toReversed();
    const nameOf = (id: string) => accounts.find((account) => account.id === id)?.name ?? id;
    return faultsPage({
      state: { rules: rules.all(), offsetMs: clock.offsetMs, nameOf },
      form: { typed, problem, routes, accounts },
      entries: activity.after(0).entries,
    });
  };

  const act = (typed: TypedRule): void => {
    const { action, value = '' } = typed;
    if (action === 'off') rules.remove(value);
    else if (action === 'all-off') {
      rules.removeAll();
      clock.offsetMs = 0;
    } else if (action === 'clock') clock.offsetMs = movedClock({ offsetMs: Number(value) }, clock.offsetMs);
    else if (action === 'advance') clock.offsetMs = movedClock({ advanceMs: Number(value) }, clock.offsetMs);
    else rules.add(readRule(action === 'preset' ? presetNamed(value)?.rule : bodyOf(typed), routes));
  };

  app.get('/faults', (_request, reply) => reply.headers(pageHeaders('forms')).send(page()));

  app.post('/faults', (request, reply) => {
    if (!isFromOwnPage(request.headers)) {
      return reply.code(403).type('text/plain; charset=utf-8').send('This form is not of this page.\n');
    }
    const typed = typedForm(request.body);
    try {
      act(typed);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return reply.code(400).headers(pageHeaders('forms')).send(page(typed, error.message));
    }
    return reply.redirect('/faults#in-force', 303);
  });
}

function typedForm(body: unknown): TypedRule {
  const form = typeof body === 'string' ? decodeForm(body) : {};
  return Object.fromEntries(
    Object.entries(form).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}
