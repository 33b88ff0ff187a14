import assert from 'node:assert/strict';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { describeHost } from '../../../demo/server/practice.ts';
import { provision } from '../../../demo/server/provision.ts';
import { temporaryFolder } from '../../support/server/temporary-folder.ts';

/** A gateway that knows one operator key and the API keys that it has issued. */
async function startGateway(context: TestContext) {
  const calls: string[] = [];
  const keys = new Set<string>();
  const server = createServer((request, response) => {
    const bearer = request.headers.authorization?.replace('Bearer ', '') ?? '';
    calls.push(`${request.method} ${request.url}`);
    const answer = (status: number, body: unknown) => response.writeHead(status).end(JSON.stringify(body));
    if (request.url === '/v1/tokens') {
      if (keys.has(bearer)) answer(200, { token: 'token', expiresAt: 1 });
      else answer(401, { code: 'api_key_invalid', detail: 'Unknown key.' });
      return;
    }
    if (bearer !== 'operator') {
      answer(401, { code: 'api_key_invalid', detail: 'Not the operator.' });
    } else if (request.method === 'PUT') {
      answer(200, {});
    } else {
      const apiKey = `key-${keys.size + 1}`;
      keys.add(apiKey);
      answer(201, { id: 'k', apiKey });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  return { calls, keys, gatewayUrl: `http://127.0.0.1:${port}` };
}

const host = describeHost(['http://localhost:4100'], true);
const request = { organisationRef: 'o', participantId: 'p', role: 'patient' } as const;

test('describes the host, gets a key, keeps it for its owner only, and mints with it', async (context) => {
  const { calls, gatewayUrl } = await startGateway(context);
  const dataDir = temporaryFolder();
  const tokens = await provision({ gatewayUrl, operatorKey: 'operator', host, dataDir });
  assert.deepEqual(await tokens.mint(request), { token: 'token', expiresAt: 1 });
  assert.deepEqual(calls, ['PUT /v1/hosts/h_demo', 'POST /v1/hosts/h_demo/api-keys', 'POST /v1/tokens']);
  assert.equal(statSync(join(dataDir, 'demo-host-api-key')).mode & 0o777, 0o600);
});

test('goes on with the key that it has', async (context) => {
  const { keys, gatewayUrl } = await startGateway(context);
  const options = { gatewayUrl, operatorKey: 'operator', host, dataDir: temporaryFolder() };
  await provision(options);
  await provision(options);
  assert.equal(keys.size, 1);
});

test('gets a new key when the gateway no longer knows the old one', async (context) => {
  const { keys, gatewayUrl } = await startGateway(context);
  const options = { gatewayUrl, operatorKey: 'operator', host, dataDir: temporaryFolder() };
  await provision(options);
  keys.clear();
  const tokens = await provision(options);
  assert.equal((await tokens.mint(request)).token, 'token');
});

test('tells what the gateway said when it refuses', async (context) => {
  const { gatewayUrl } = await startGateway(context);
  await assert.rejects(provision({ gatewayUrl, operatorKey: 'wrong', host, dataDir: temporaryFolder() }), {
    name: 'GatewayRefusal',
    message: 'The gateway answered 401 api_key_invalid: Not the operator.',
  });
});
