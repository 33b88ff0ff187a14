import type { ParkedAccount, StripeAccountStanding } from '../../contract/stripe-account.ts';
import type { AccountWords } from '../../localization/account/messages.ts';
import type { AccountFact } from './account-state.ts';

/** What happened between two readings. */
export function factsBetween(before: StripeAccountStanding, after: StripeAccountStanding): AccountFact[] {
  const facts: AccountFact[] = [];
  const { account, parked } = after;
  if (parked && hasReturned(before.parked, parked))
    facts.push({ name: 'stripe-account-returned', account: parked });
  if (account && account.id !== before.account?.id) facts.push({ name: 'stripe-account-linked', account });
  else if (account && account.health !== before.account?.health)
    facts.push({ name: 'stripe-account-changed', account });
  if ((before.account || before.isRemoving) && !account && !after.isRemoving)
    facts.push({ name: 'stripe-account-removed', by: after.lastRemoval?.by ?? 'admin' });
  return facts;
}

/** One that Stripe makes is parked before anybody has been there: it is back once Stripe has its answers. */
function hasReturned(before: ParkedAccount | null, parked: ParkedAccount): boolean {
  const isNew = before?.id !== parked.id || before.parkedAt !== parked.parkedAt;
  if (parked.origin !== 'new') return isNew;
  return parked.health !== 'incomplete' && (isNew || before.health === 'incomplete');
}

/** What is said aloud of what happened: full sentences. */
export function sentencesOf(
  before: StripeAccountStanding,
  after: StripeAccountStanding,
  { account: words }: AccountWords,
): string[] {
  const { announcements: say, health, visit } = words;
  const sentences = factsBetween(before, after).map((fact) => {
    switch (fact.name) {
      case 'stripe-account-returned':
        return say.returned(fact.account.name ?? fact.account.id);
      case 'stripe-account-linked':
        return say.linked(fact.account.name ?? fact.account.id, after.clinic.name);
      case 'stripe-account-changed':
        return say.changed(fact.account.name ?? fact.account.id, health[fact.account.health].short);
      case 'stripe-account-removed':
        return say.removed(after.clinic.name);
    }
  });
  if (after.lastVisit && after.lastVisit.at !== before.lastVisit?.at) {
    const { reason, advice } = visit[after.lastVisit.outcome];
    sentences.push(`${reason} ${advice}`);
  }
  const test = after.testPayment;
  if (test && (test.at !== before.testPayment?.at || test.status !== before.testPayment.status)) {
    if (test.status === 'succeeded') sentences.push(say.testSucceeded);
    if (test.status === 'failed') sentences.push(say.testFailed);
  }
  return sentences;
}
