import { HOST, OPERATOR_KEY, type GatewayFixture } from './gateway-fixture.ts';

/** Everyone who might call the gateway, told apart by what their credential says. */
export const WHO = [
  'nobody',
  'operator',
  'backend',
  'backend of another host',
  'clinician',
  'other clinician of the call',
  'clinician of another call',
  'clinician of another clinic',
  'clinician of another organisation',
  'clinician of another host',
  'patient',
  'another patient of the call',
  'patient in another call',
  'observer',
  'clinic admin',
  'clinic admin of another clinic',
  'clinic admin of another organisation',
  'clinic admin of another host',
  'clinic admin of an unknown clinic',
  'organisation admin',
  'organisation admin of another organisation',
  'organisation admin of another host',
  'organisation admin of an unknown organisation',
] as const;

export type Who = (typeof WHO)[number];

/** The credential of each; null for none. All of the first host but where it says another. */
export async function credentials(gateway: GatewayFixture): Promise<Record<Who, string | null>> {
  const otherHost = await gateway.provision('h_other', HOST);
  const admin = { role: 'clinic-admin', participantId: 'admin-1', displayName: 'Kim Admin' } as const;
  const manager = { role: 'organisation-admin', participantId: 'manager-1', displayName: 'Lou' } as const;
  return {
    nobody: null,
    operator: OPERATOR_KEY,
    backend: gateway.apiKey,
    'backend of another host': otherHost,
    clinician: await gateway.token(),
    'other clinician of the call': await gateway.token({ participantId: 'clinician-2' }),
    'clinician of another call': await gateway.token({ callId: 'call-2' }),
    'clinician of another clinic': await gateway.token({ clinicRef: 'riverside' }),
    'clinician of another organisation': await gateway.token({ organisationRef: 'hills' }),
    'clinician of another host': await gateway.token({}, otherHost),
    patient: await gateway.patientToken(),
    'another patient of the call': await gateway.patientToken({ participantId: 'patient-2' }),
    'patient in another call': await gateway.patientToken({ callId: 'call-2' }),
    observer: await gateway.token({ role: 'observer', participantId: 'carer-1' }),
    'clinic admin': await gateway.token(admin),
    'clinic admin of another clinic': await gateway.token({ ...admin, clinicRef: 'riverside' }),
    'clinic admin of another organisation': await gateway.token({ ...admin, organisationRef: 'hills' }),
    'clinic admin of another host': await gateway.token(admin, otherHost),
    'clinic admin of an unknown clinic': await gateway.token({ ...admin, clinicRef: 'unheard-of' }),
    'organisation admin': await gateway.token(manager),
    'organisation admin of another organisation': await gateway.token({
      ...manager,
      organisationRef: 'hills',
    }),
    'organisation admin of another host': await gateway.token(manager, otherHost),
    'organisation admin of an unknown organisation': await gateway.token({
      ...manager,
      organisationRef: 'unheard-of',
    }),
  };
}
