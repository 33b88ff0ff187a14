import type { GatewaySession, NotReadyReason } from '../../src/contract/gateway-session.ts';
import { MAXIMUM_AMOUNT, minimumAmount } from '../../src/localization/money.ts';
import type { AccessClaims } from '../auth/claims.ts';
import type { Clock } from '../clock.ts';
import type { StripeConfig } from '../config.ts';
import type { StripeAccountRow } from '../store/account-rows.ts';
import type { Store } from '../store/store.ts';
import type { ClinicRow } from '../store/tenants.ts';
import type { AccountHealth } from './health.ts';

/** Shown before any clinic is known. */
const FALLBACK_CURRENCY = 'aud';

/** Who the bearer is here, and what is possible. */
export async function describeSession(
  parts: { store: Store; clock: Clock; stripe: StripeConfig; health: AccountHealth },
  claims: AccessClaims,
): Promise<GatewaySession> {
  const { tenants, accounts } = parts.store;
  const clinic = claims.clinicId === null ? undefined : await tenants.clinic(claims.clinicId);
  const account = clinic && (await accounts.active(clinic.id));
  if (account) parts.health.refreshBehind(account);
  const reason = notReady(clinic, account);
  const currency = clinic?.currency ?? FALLBACK_CURRENCY;
  return {
    role: claims.role,
    participantId: claims.participantId,
    callId: claims.callId,
    clinic: clinic ? { name: clinic.name } : null,
    payments: reason === null ? { ready: true } : { ready: false, reason },
    currency,
    limits: { minimum: minimumAmount(currency), maximum: MAXIMUM_AMOUNT },
    publishableKey: parts.stripe.publishableKey,
    stripeAccount: account?.stripe_account ?? null,
    environment: parts.stripe.environment,
    now: parts.clock.now(),
  };
}

function notReady(
  clinic: ClinicRow | undefined,
  account: StripeAccountRow | undefined,
): NotReadyReason | null {
  if (!clinic || clinic.enabled === 0) return 'clinic_not_enabled';
  if (!account) return 'account_not_linked';
  return account.readiness === 'ready' ? null : `account_${account.readiness}`;
}
