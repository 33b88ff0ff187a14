import type { HostProvision } from '../../src/contract/hosts.ts';
import { SIMULATED } from '../../server-stub/stripe/simulated.ts';

export const HOST_ID = 'h_demo';

/** The made-up health service of this demo. */
export const ORGANISATION = { ref: 'bayside-health', name: 'Bayside Health' } as const;

export const CLINICS = {
  harbourStreet: { ref: 'harbour-street', name: 'Harbour Street Clinic', currency: 'aud', enabled: true },
  // Whether it is enabled is for the service desk to say, and outlives a start of the demo.
  riverside: { ref: 'riverside', name: 'Riverside Clinic', currency: 'aud' },
} as const;

export type Clinic = (typeof CLINICS)[keyof typeof CLINICS];

/** The clinic whose calls the demo holds, unless another one is named. */
export const CALL_CLINIC = CLINICS.harbourStreet;

/** Throws when there is none of this name. */
export function clinicOf(ref: string): Clinic {
  const clinic = Object.values(CLINICS).find((each) => each.ref === ref);
  if (!clinic) throw new Error(`The demo has no clinic ${ref}.`);
  return clinic;
}

export type CallRole = 'clinician' | 'patient';

/** Who the demo's "login" is for each page. The ids are stable: the same person, every time. */
export const PEOPLE: Readonly<Record<CallRole, { readonly id: string; readonly displayName: string }>> = {
  clinician: { id: 'clinician-1', displayName: 'Dr Lee' },
  patient: { id: 'patient-1', displayName: 'Alex' },
};

/** Who administers the clinics, and who the organisation. */
export const ADMINS = {
  'clinic-admin': { id: 'clinic-admin-1', displayName: 'Jordan Reyes' },
  'organisation-admin': { id: 'organisation-admin-1', displayName: 'Morgan Silva' },
} as const;

/** @param simulated whether the simulator's ready-made account can be linked */
export function describeHost(frameOrigins: readonly string[], simulated: boolean): HostProvision {
  return {
    name: 'Video call demo',
    frameOrigins,
    // Its Configure pages hold elements themselves, outside any frame, and ask the gateway.
    pluginOrigins: frameOrigins,
    organisations: [
      {
        ...ORGANISATION,
        clinics: [
          {
            ...CLINICS.harbourStreet,
            ...(simulated && { stripeAccount: SIMULATED.accounts.harbourStreet }),
          },
          CLINICS.riverside,
        ],
      },
    ],
  };
}
