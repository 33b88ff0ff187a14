import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

interface Origins {
  readonly host: string;
  readonly plugin: string;
  readonly evil: string;
}

/** Pages on real, cross-site origins: one server, told apart by the name that it is called by. */
export interface BridgePages extends Origins {
  close(): Promise<void>;
}

const PAGES = ['host-page', 'plugin-page', 'raw-page', 'nested-page'] as const;
const STRICT =
  "default-src 'none'; script-src 'self'; connect-src *; frame-src *; base-uri 'none'; form-action 'none'";

async function bundlePages(): Promise<Map<string, string>> {
  const result = await build({
    entryPoints: PAGES.map((name) => fileURLToPath(new URL(`${name}.ts`, import.meta.url))),
    bundle: true,
    write: false,
    outdir: 'out',
    format: 'esm',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  return new Map(result.outputFiles.map(({ path, text }) => [path.replace(/^.*\//, ''), text]));
}

function page(script: string | null, extra = ''): string {
  const tag = script === null ? '' : `<script src="/${script}.js"></script>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Page</title>${tag}</head><body>${extra}</body></html>`;
}

/** What the plugin page of each host id is like: the id in the address chooses. */
function pluginPage(hostId: string, origins: Origins): string {
  switch (hostId) {
    case 'h_dead':
      return page(null);
    case 'h_raw':
      return page('raw-page');
    case 'h_late':
      return page('late');
    case 'h_nested_evil':
      // The second has an origin that may be the host: only its window is wrong.
      return page(
        'plugin-page',
        `<iframe src="${origins.evil}/nested"></iframe><iframe src="${origins.host}/nested"></iframe>`,
      );
    case 'h_never_loads':
      return page('plugin-page', `<img alt="" src="${origins.plugin}/never">`);
    default:
      return page('plugin-page');
  }
}

export async function startBridgePages(port: number): Promise<BridgePages> {
  const scripts = await bundlePages();
  scripts.set('late.js', 'setTimeout(() => import("/plugin-page.js"), 2300);');

  function answer(request: IncomingMessage, response: ServerResponse, at: number): void {
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`);
    const [name = ''] = url.hostname.split('.');
    const origins = originsAt(at);
    const { plugin, evil } = origins;
    const send = (type: string, body: string, headers: Record<string, string> = {}): void => {
      response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store', ...headers });
      response.end(body);
    };
    const script = scripts.get(url.pathname.slice(1));
    if (url.pathname === '/never') return; // kept open on purpose
    if (script !== undefined) return send('text/javascript', script);
    if (name === 'plugin') {
      const [, hostId = ''] = /\/(h_\w+)(?:\/|$)/.exec(url.pathname) ?? [];
      if (url.pathname.endsWith('/embedding')) {
        const cors = { 'access-control-allow-origin': '*' };
        const urls: Record<string, string> = {
          h_javascript: 'javascript:document.title="owned"',
          h_data: 'data:text/html,hello',
          h_http: 'http://example.com/app/',
          h_credentials: `http://user:secret@plugin.localhost:${at}/app/h_ok/`,
          h_elsewhere: `${evil}/app/h_ok/`,
        };
        if (hostId === 'h_broken') response.writeHead(503, cors).end('{}');
        else if (hostId === 'h_refused') {
          send('application/json', '{"allowed":false,"reason":"origin_not_allowed"}', cors);
        } else {
          const pluginUrl = urls[hostId] ?? `${plugin}/app/${hostId}/`;
          send('application/json', JSON.stringify({ allowed: true, pluginUrl }), cors);
        }
        return;
      }
      if (hostId === 'h_redirect') {
        response.writeHead(302, { location: `${evil}/app/h_ok/` }).end();
        return;
      }
      const ancestors = hostId === 'h_unframable' ? "'none'" : '*';
      const csp = `${STRICT}; img-src *; frame-ancestors ${ancestors}`;
      return send('text/html', pluginPage(hostId, origins), { 'content-security-policy': csp });
    }
    if (url.pathname === '/nested') return send('text/html', page('nested-page'));
    if (name === 'evil') return send('text/html', page(null));
    return send('text/html', page('host-page', '<main></main>'), { 'content-security-policy': STRICT });
  }

  const server: Server = createServer((request, response) => answer(request, response, portOf(server)));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    ...originsAt(portOf(server)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function originsAt(port: number): Origins {
  const originOf = (name: string): string => `http://${name}.localhost:${port}`;
  return { host: originOf('host'), plugin: originOf('plugin'), evil: originOf('evil') };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('The server does not listen on a port.');
  return address.port;
}
