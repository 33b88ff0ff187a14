import type { AccessRequest, ServiceTicket } from '../../../src/contract/access-request.ts';
import type { AccessState } from '../../../src/session/configure/access-state.ts';
import { NOON } from './samples.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

type Of<Status extends AccessRequest['status']> = Extract<AccessRequest, { readonly status: Status }>;
type ReadyAccess = Extract<AccessState, { readonly status: 'ready' }>;

const FACTS = {
  id: 'ar_1',
  revision: 1,
  organisationRef: 'bayside-health',
  organisationName: 'Bayside Health',
  clinics: [{ ref: 'riverside', name: 'Riverside Clinic', hasStripeAccount: false }],
  contact: { name: 'Kim Tran', email: 'kim.tran@bayside.example', phone: '+61 2 5550 1234' },
  expectedUse: 'Gap fees after physiotherapy by video.\nAbout 120 payments a month.',
  telehealthManager: { isMe: false, name: 'Dana Ford', email: 'dana.ford@bayside.example' },
  requestedBy: 'admin-1',
  canChange: true,
  createdAt: NOON - DAY,
  updatedAt: NOON - DAY,
} as const;

export const TICKET: ServiceTicket = {
  state: 'open',
  key: 'SR-4F09C2',
  url: null,
  raisedAt: NOON - HOUR,
  raisedBy: 'telehealth-manager',
};

export function waiting(change: Partial<Of<'waiting'>> = {}): AccessRequest {
  return { ...FACTS, status: 'waiting', linkExpiresAt: null, notForMeAt: null, ...change };
}

export function sent(change: Partial<Of<'sent'>> = {}): AccessRequest {
  return { ...FACTS, status: 'sent', ticket: TICKET, ...change };
}

export function approved(change: Partial<Of<'approved'>> = {}): AccessRequest {
  return { ...FACTS, status: 'approved', ticket: TICKET, decidedAt: NOON, ...change };
}

export function declined(change: Partial<Of<'declined'>> = {}): AccessRequest {
  return {
    ...FACTS,
    status: 'declined',
    ticket: TICKET,
    decidedAt: NOON,
    reason:
      'Riverside Clinic is not in the telehealth programme yet. Ask your programme manager, then send the form again.',
    ...change,
  };
}

export function withdrawn(): AccessRequest {
  return { ...FACTS, status: 'withdrawn' };
}

/** An organisation's administrator, who has asked for nothing yet. */
export function anAccessState(change: Partial<ReadyAccess> = {}): ReadyAccess {
  return {
    status: 'ready',
    requests: [],
    scope: {
      organisation: { ref: 'bayside-health', name: 'Bayside Health' },
      clinicRef: null,
      clinics: [
        { ref: 'harbour-street', name: 'Harbour Street Clinic', enabled: true },
        { ref: 'riverside', name: 'Riverside Clinic', enabled: false },
      ],
    },
    draft: null,
    link: null,
    task: { status: 'idle' },
    trouble: null,
    ...change,
  };
}
