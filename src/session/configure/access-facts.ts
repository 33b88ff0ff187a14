import type { AccessRequest } from '../../contract/access-request.ts';
import type { AccessFact, AccessFactName } from './access-state.ts';

const REACHED = {
  waiting: 'access-requested',
  sent: 'access-raised',
  approved: 'access-approved',
  declined: 'access-declined',
  withdrawn: 'access-withdrawn',
} as const satisfies Record<AccessRequest['status'], AccessFactName>;

/** What happened between two readings. */
export function factsBetween(
  before: readonly AccessRequest[],
  after: readonly AccessRequest[],
): AccessFact[] {
  return after.flatMap((request): AccessFact[] => {
    const earlier = before.find(({ id }) => id === request.id);
    if (!earlier) return [{ name: 'access-requested', request }];
    if (earlier.status !== request.status) return [{ name: REACHED[request.status], request }];
    return isCorrected(earlier, request) ? [{ name: 'access-corrected', request }] : [];
  });
}

function isCorrected(before: AccessRequest, after: AccessRequest): boolean {
  return before.revision < after.revision && formOf(before) !== formOf(after);
}

function formOf(request: AccessRequest): string {
  const { organisationName, clinics, contact, expectedUse, telehealthManager } = request;
  return JSON.stringify([organisationName, clinics, contact, expectedUse, telehealthManager]);
}
