import type { AccessToken } from '../../src/contract/gateway-session.ts';
import type { TokenRequest } from '../../src/contract/hosts.ts';
import { ProblemError } from '../problem.ts';
import { OUTSIDE_CALLS, type TenantStore } from '../store/tenants.ts';
import type { AccessTokens } from './tokens.ts';

const DEFAULT_SECONDS = 900;
const IN_A_CALL = ['clinician', 'patient', 'observer'];

/**
 * A host's backend vouches for a person. What the host names and the gateway does not know stays null in
 * the token: its bearer learns that payments are not enabled, and may ask for access.
 */
export async function mintToken(
  parts: { tokens: AccessTokens; tenants: TenantStore },
  hostId: string,
  request: TokenRequest,
): Promise<AccessToken> {
  const { role, callId, clinicRef } = request;
  if (IN_A_CALL.includes(role) && callId === undefined) throw required('callId', role);
  if (role !== 'organisation-admin' && clinicRef === undefined) throw required('clinicRef', role);
  const { organisationId, clinicId } = await parts.tenants.resolve(
    hostId,
    request.organisationRef,
    clinicRef,
  );
  const seenIn = IN_A_CALL.includes(role) ? callId : role === 'clinic-admin' ? OUTSIDE_CALLS : undefined;
  if (organisationId !== null && clinicId !== null && seenIn !== undefined) {
    const tenancy = { host_id: hostId, organisation_id: organisationId, clinic_id: clinicId };
    await parts.tenants.seeParticipant(tenancy, { ...request, callId: seenIn });
  }
  const { participantId, organisationRef } = request;
  const claims = {
    role,
    participantId,
    hostId,
    organisationId,
    clinicId,
    organisationRef,
    clinicRef: clinicRef ?? null,
    callId: callId ?? null,
  };
  return parts.tokens.mint(claims, request.expiresIn ?? DEFAULT_SECONDS);
}

function required(field: string, role: string): ProblemError {
  return new ProblemError('invalid_request', `A ${role}'s token needs ${field}.`, field);
}
