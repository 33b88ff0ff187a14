import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GatewaySession } from '../../src/contract/gateway-session.ts';
import type { HostProvision } from '../../src/contract/hosts.ts';
import { GatewayOperator, GatewayRefusal, GatewayTokens, readSession } from './gateway-client.ts';
import { CALL_CLINIC, HOST_ID, ORGANISATION } from './practice.ts';

export interface ProvisionOptions {
  readonly gatewayUrl: string;
  readonly operatorKey: string;
  readonly host: HostProvision;
  readonly dataDir: string;
}

/** Tells the gateway who the demo host is, and answers the way to mint tokens as that host. */
export async function provision(options: ProvisionOptions): Promise<GatewayTokens> {
  const operator = new GatewayOperator(options.gatewayUrl, options.operatorKey);
  const keyFile = join(options.dataDir, 'demo-host-api-key');
  const kept = existsSync(keyFile) ? readFileSync(keyFile, 'utf8').trim() : '';
  await operator.provisionHost(HOST_ID, kept === '' ? options.host : await asItStands(options, kept));
  if (kept !== '') {
    const tokens = new GatewayTokens(options.gatewayUrl, kept);
    if (await stillWorks(tokens)) return tokens;
  }
  const apiKey = await operator.issueApiKey(HOST_ID);
  writeFileSync(keyFile, `${apiKey}\n`, { mode: 0o600 });
  return new GatewayTokens(options.gatewayUrl, apiKey);
}

/** What was enabled since, because somebody asked for it, is not to be disabled by the next start. */
async function asItStands({ gatewayUrl, host }: ProvisionOptions, apiKey: string): Promise<HostProvision> {
  const tokens = new GatewayTokens(gatewayUrl, apiKey);
  const organisations = host.organisations.map(async (organisation) => {
    const clinics = organisation.clinics.map(async (clinic) => {
      const enabled = clinic.enabled || (await isEnabled(tokens, gatewayUrl, organisation.ref, clinic.ref));
      return { ...clinic, enabled };
    });
    return { ...organisation, clinics: await Promise.all(clinics) };
  });
  return { ...host, organisations: await Promise.all(organisations) };
}

async function isEnabled(
  tokens: GatewayTokens,
  gatewayUrl: string,
  organisationRef: string,
  clinicRef: string,
): Promise<boolean> {
  try {
    const { token } = await tokens.mint({
      organisationRef,
      clinicRef,
      participantId: 'demo-start',
      role: 'clinic-admin',
      expiresIn: 60,
    });
    // The gateway's own answer, from the same release.
    const { payments } = (await readSession(gatewayUrl, token)) as GatewaySession;
    return payments.ready || payments.reason !== 'clinic_not_enabled';
  } catch {
    return false; // Another gateway than before: it knows nothing of this clinic yet.
  }
}

// The key is kept from one start to the next, as a host's own configuration would keep it; without
// that each start would leave one more key behind in the gateway.
async function stillWorks(tokens: GatewayTokens): Promise<boolean> {
  try {
    await tokens.mint({
      organisationRef: ORGANISATION.ref,
      clinicRef: CALL_CLINIC.ref,
      participantId: 'demo-start',
      role: 'clinic-admin',
      expiresIn: 60,
    });
    return true;
  } catch (error) {
    if (error instanceof GatewayRefusal && error.status === 401) return false;
    throw error;
  }
}
