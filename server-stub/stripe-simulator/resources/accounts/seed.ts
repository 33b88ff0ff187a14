import { SIMULATED } from '../../../stripe/simulated.ts';
import type { ObjectStore } from '../../store/object-store.ts';
import { type AccountFacts, readyAccount } from './account.ts';
import { PLATFORM_ACCOUNT } from './platform.ts';

const SEEDED: readonly Omit<AccountFacts, 'created'>[] = [
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
];

/** The accounts that exist from the start. An account that is already there stays as it is. */
export function seedAccounts(objects: ObjectStore, now: number): void {
  const created = Math.floor(now / 1000);
  for (const facts of SEEDED) {
    if (objects.find('account', facts.id)) continue;
    // An account belongs to itself: it is how `GET /v1/account` with `Stripe-Account` finds it.
    objects.insert('account', facts.id, created, readyAccount({ ...facts, created }));
  }
}
