import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HostProvision } from '../../src/contract/hosts.ts';
import { GatewayOperator, GatewayRefusal, GatewayTokens } from './gateway-client.ts';
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
  await operator.provisionHost(HOST_ID, options.host);
  const keyFile = join(options.dataDir, 'demo-host-api-key');
  const kept = existsSync(keyFile) ? readFileSync(keyFile, 'utf8').trim() : '';
  if (kept !== '') {
    const tokens = new GatewayTokens(options.gatewayUrl, kept);
    if (await stillWorks(tokens)) return tokens;
  }
  const apiKey = await operator.issueApiKey(HOST_ID);
  writeFileSync(keyFile, `${apiKey}\n`, { mode: 0o600 });
  return new GatewayTokens(options.gatewayUrl, apiKey);
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
