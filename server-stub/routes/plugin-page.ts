import { existsSync } from 'node:fs';
import fastifyStatic from '@fastify/static';

import type { App, Gateway } from './gateway.ts';
import { pluginPage, pluginPageHeaders, unknownHostPage } from './plugin-page-html.ts';
import { HostParams } from './schemas/shared.ts';

const HASHED = /-[A-Za-z0-9_-]{8,}\.(js|css)$/;

export function pluginPageRoutes(app: App, { store, config }: Gateway, assetsDir: string): void {
  if (existsSync(assetsDir)) {
    app.register(fastifyStatic, {
      root: assetsDir,
      prefix: '/app/assets/',
      decorateReply: false,
      schemaHide: true,
      index: false,
      cacheControl: false,
      setHeaders(reply, path) {
        reply.header('x-content-type-options', 'nosniff');
        reply.header('cache-control', HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  } else {
    app.log.warn({ assetsDir }, 'the plugin page is not built: run the build first');
  }

  const schema = { hide: true, params: HostParams };
  app.get('/app/:hostId', { schema }, (request, reply) =>
    reply.redirect(`/app/${request.params.hostId}/`, 308),
  );
  app.get('/app/:hostId/', { schema }, async (request, reply) => {
    const { hostId } = request.params;
    const html = reply.type('text/html; charset=utf-8');
    if (!(await store.tenants.hostExists(hostId))) return html.code(404).send(unknownHostPage());
    const frameOrigins = await store.tenants.frameOrigins(hostId);
    const simulatorUrl = config.stripe.simulator?.url ?? null;
    return html
      .headers(pluginPageHeaders(frameOrigins, simulatorUrl))
      .send(pluginPage({ gatewayUrl: config.url, frameOrigins, simulatorUrl }));
  });
}
