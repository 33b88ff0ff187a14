import { SIMULATED } from '../../../stripe/simulated.ts';
import { OTHER_APPLICATION, OUR_APPLICATION } from '../../connect/applications.ts';
import type { ConnectedBy, ConnectionStore } from '../../connect/connection-store.ts';
import type { ObjectStore } from '../../store/object-store.ts';
import { type AccountFacts, readyAccount } from './account.ts';
import { type AccountState, inState } from './account-state.ts';
import { PLATFORM_ACCOUNT } from './platform.ts';

interface SeededAccount extends Omit<AccountFacts, 'created' | 'controlled'> {
  readonly state?: AccountState;
  /** The platform that has it from the start; none for an account that nobody has been let into. */
  readonly connected?: { readonly application: string; readonly by: ConnectedBy };
}

const SEEDED: readonly SeededAccount[] = [
  {
    id: PLATFORM_ACCOUNT,
    name: 'Video Call Payments (platform)',
    email: 'platform@example.com',
    country: 'AU',
    currency: 'aud',
    timezone: 'Australia/Melbourne',
    color: '#1f4e79',
  },
  {
    id: SIMULATED.accounts.harbourStreet,
    name: 'Harbour Street Clinic',
    email: 'accounts@harbourstreet.example',
    country: 'AU',
    currency: 'aud',
    timezone: 'Australia/Sydney',
    color: '#0b6e75',
    connected: { application: OUR_APPLICATION.id, by: 'oauth' },
  },
  {
    id: SIMULATED.accounts.riverside,
    name: 'Riverside Clinic',
    email: 'accounts@riverside.example',
    country: 'AU',
    currency: 'aud',
    timezone: 'Australia/Brisbane',
    color: '#5b3f99',
  },
  {
    id: SIMULATED.accounts.hilltop,
    name: 'Hilltop Physiotherapy',
    email: 'accounts@hilltop.example',
    country: 'AU',
    currency: 'aud',
    timezone: 'Australia/Sydney',
    color: '#8a4b08',
    state: 'incomplete',
  },
  {
    id: SIMULATED.accounts.lagoVerde,
    name: 'Poliambulatorio Lago Verde',
    email: 'amministrazione@lagoverde.example',
    country: 'IT',
    currency: 'eur',
    timezone: 'Europe/Rome',
    color: '#1d6b3a',
  },
  {
    id: SIMULATED.accounts.kingStreet,
    name: 'King Street Dental',
    email: 'accounts@kingstreet.example',
    country: 'AU',
    currency: 'aud',
    timezone: 'Australia/Sydney',
    color: '#1f4e79',
    connected: { application: OTHER_APPLICATION.id, by: 'created' },
  },
];

/** The accounts that exist from the start. An account that is already there stays as it is. */
export function seedAccounts(objects: ObjectStore, connections: ConnectionStore, now: number): void {
  const created = Math.floor(now / 1000);
  for (const { state = 'ready', connected, ...facts } of SEEDED) {
    if (connected && !connections.isKnown(facts.id)) {
      connections.connect({ account: facts.id, since: now, ...connected });
    }
    if (objects.find('account', facts.id)) continue;
    const account = readyAccount({ ...facts, created, controlled: connected?.by === 'created' });
    // An account belongs to itself: it is how `GET /v1/account` with `Stripe-Account` finds it.
    objects.insert('account', facts.id, created, inState(account, state, created));
  }
}
