import { applicationOf } from '../connect/applications.ts';
import { ACCOUNT_STATES, stateOf } from '../resources/accounts/account-state.ts';
import { ownPeople, putInState } from '../resources/accounts/change-account.ts';
import { STATE_BADGES } from '../resources/accounts/state-words.ts';
import { disconnect } from '../resources/oauth/disconnect.ts';
import { accountPage } from './pages/account-page.ts';
import type { DashboardParts } from './routes.ts';
import { seeOther, type Visit, type Visits } from './visits.ts';

const MOST_DOMAINS = 50;

/** How the account stands, what Stripe needs, who is connected; and the switch of its state. */
export function mountAccount(visits: Visits, { world, database, committed }: DashboardParts): void {
  const path = ({ clinic }: Visit) => `${clinic.path}/account`;

  visits.get('/account', (visit) => {
    const { clinic, now, query } = visit;
    const left = applicationOf(query.get('disconnected') ?? '');
    const done = left
      ? `${left.name ?? left.id} is disconnected.`
      : query.get('changed') === 'yes'
        ? `The account’s state is now: ${STATE_BADGES[stateOf(clinic.account)][0]}.`
        : null;
    return accountPage({
      clinic,
      now,
      connections: world.connections.of(clinic.id),
      domains: world.objects.list('payment_method_domain', clinic.id, { limit: MOST_DOMAINS })?.data ?? [],
      done,
      hiddenFields: (to) => visit.hiddenFields(to),
    });
  });

  visits.post('/account/state', path, (visit, { fields }) => {
    const { clinic, reply } = visit;
    const state = ACCOUNT_STATES.find((known) => known === fields['state']);
    if (!state) return null;
    database.transaction(() => putInState(world, ownPeople(clinic.id), clinic.account, state));
    committed();
    return seeOther(reply, `${path(visit)}?changed=yes`);
  });

  visits.post('/account/disconnect/:id', path, (visit) => {
    const { clinic, id, reply } = visit;
    const ended = database.transaction(() => disconnect(world, ownPeople(clinic.id), clinic.id, id));
    committed();
    return seeOther(reply, ended ? `${path(visit)}?disconnected=${id}` : path(visit));
  });

  // The hosted pages, from the clinic's own side: there and back.
  visits.post('/account/give', path, (visit) => {
    const { clinic, reply } = visit;
    const opened = database.transaction(() => {
      const own = { refreshUrl: null, returnUrl: `${world.publicUrl}${path(visit)}` };
      const { token } = world.accountLinks.create(clinic.id, own);
      return world.accountLinks.open(clinic.id, token, true);
    });
    return seeOther(reply, opened.state === 'opened' ? `/setup/s/${opened.visit}` : path(visit));
  });
}
