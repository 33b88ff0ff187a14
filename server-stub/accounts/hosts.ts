import type { EmbeddingAnswer } from '../../src/contract/gateway-session.ts';
import type { ApiKeyIssued, HostProvision } from '../../src/contract/hosts.ts';
import { newApiKey } from '../auth/guards.ts';
import { sha256 } from '../ids.ts';
import { isAllowedOrigin } from '../origins.ts';
import { notFound, ProblemError } from '../problem.ts';
import type { Store } from '../store/store.ts';
import type { WalletDomains } from './domains.ts';

/** The operator describes a host; the same description twice changes nothing. */
export async function provisionHost(
  store: Store,
  domains: WalletDomains,
  hostId: string,
  host: HostProvision,
): Promise<void> {
  for (const field of ['frameOrigins', 'pluginOrigins'] as const) {
    const wrong = host[field].find((origin) => !isAllowedOrigin(origin));
    if (wrong !== undefined)
      throw new ProblemError(
        'invalid_request',
        `“${wrong}” is not an origin: https://name, or http on a loopback name, without a path.`,
        field,
      );
  }
  const activated = await store.hosts.provision(hostId, host);
  for (const account of activated) await store.requests.checkUnreachable(account);
  domains.ensureHost(hostId);
}

/** The key is answered this once, and kept as a hash. */
export async function issueApiKey(store: Store, hostId: string): Promise<ApiKeyIssued> {
  if (!(await store.tenants.hostExists(hostId))) throw notFound();
  const apiKey = newApiKey();
  return { id: await store.tenants.addApiKey(hostId, sha256(apiKey)), apiKey };
}

/** Whether the page that asks may frame the host's plugin page. */
export async function answerEmbedding(
  store: Store,
  gatewayUrl: string,
  hostId: string,
  origin: string | undefined,
): Promise<EmbeddingAnswer> {
  if (!(await store.tenants.hostExists(hostId))) throw notFound();
  const frameOrigins = await store.tenants.frameOrigins(hostId);
  return origin !== undefined && frameOrigins.includes(origin)
    ? { allowed: true, pluginUrl: `${gatewayUrl}/app/${hostId}/` }
    : { allowed: false, reason: 'origin_not_allowed' };
}
