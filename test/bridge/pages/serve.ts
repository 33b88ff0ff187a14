import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

import { bareHostScript } from './bare-host-script.ts';

interface Origins {
  readonly host: string;
  readonly plugin: string;
  readonly evil: string;
}

/** Pages on real, cross-site origins: one server, told apart by the name that it is called by. */
export interface BridgePages extends Origins {
  /** What the documents have reported of themselves, of one kind, since it was last forgotten. */
  reported(kind: 'uncaught' | 'blocked' | 'console' | 'failed' | 'knocks' | 'answered'): string[];
  forgetReports(): void;
  close(): Promise<void>;
}

const PAGES = ['spy', 'host-page', 'plugin-page', 'second-copy', 'raw-page', 'nested-page'] as const;
const STRICT =
  "default-src 'none'; script-src 'self'; connect-src *; frame-src *; img-src *; base-uri 'none'; form-action 'none'";
const CORS = { 'access-control-allow-origin': '*' };

async function bundlePages(): Promise<Map<string, string>> {
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const options = {
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
  } as const;
  const bundled = await build({
    ...options,
    entryPoints: PAGES.map((name) => `${folder}${name}.ts`),
    outdir: 'out',
  });
  const scripts = new Map(
    bundled.outputFiles.map(({ path, text: code }) => [path.replace(/^.*[/\\]/, ''), code]),
  );
  const contents = bareHostScript();
  const bare = await build({ ...options, stdin: { contents, resolveDir: folder } });
  scripts.set('bare-host.js', bare.outputFiles[0]?.text ?? '');
  // As an application ships it, in chunks that arrive one by one, or don't.
  const split = await build({
    ...options,
    format: 'esm',
    splitting: true,
    entryPoints: [`${folder}host-page.ts`],
    outdir: 'out/split',
  });
  for (const { path, text: code } of split.outputFiles)
    scripts.set(`split/${path.replace(/^.*[/\\]/, '')}`, code);
  scripts.set('split-host.js', 'import("/split/host-page.js");');
  scripts.set('late.js', 'setTimeout(() => import("/plugin-page.js"), 2300);');
  return scripts;
}

function page(scripts: readonly string[], body = ''): string {
  const tags = ['spy', ...scripts].map((script) => `<script src="/${script}.js"></script>`).join('');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Page</title>${tags}</head><body>${body}</body></html>`;
}

/** What the plugin page of each host id is like: the id in the address chooses. */
function pluginPage(hostId: string, origins: Origins): string {
  switch (hostId) {
    case '':
    case 'h_dead':
      return page([]);
    case 'h_raw':
      return page(['raw-page']);
    case 'h_late':
      return page(['late']);
    case 'h_twice':
      return page(['plugin-page', 'second-copy']);
    case 'h_nested_evil':
      // The second has an origin that may be the host: only its window is wrong.
      return page(
        ['plugin-page'],
        `<iframe src="${origins.evil}/nested"></iframe><iframe src="${origins.host}/nested"></iframe>`,
      );
    case 'h_never_loads':
      return page(['plugin-page'], `<img alt="" src="${origins.plugin}/never">`);
    default:
      return page(['plugin-page']);
  }
}

/** The addresses that a gateway must not be believed. */
function wrongAddresses({ plugin, evil }: Origins): Readonly<Record<string, string>> {
  return {
    h_javascript: 'javascript:document.title="owned"',
    h_data: 'data:text/html,hello',
    h_http: 'http://example.com/app/',
    h_credentials: `${plugin.replace('//', '//user:secret@')}/app/h_ok/`,
    h_elsewhere: `${evil}/app/h_ok/`,
  };
}

/** `port` 0: any that is free. */
export async function startBridgePages(port = 0): Promise<BridgePages> {
  const scripts = await bundlePages();
  let reports: string[] = [];
  let isRepaired = false;

  async function answer(request: IncomingMessage, response: ServerResponse, origins: Origins): Promise<void> {
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`);
    const [name = ''] = url.hostname.split('.');
    const send = (type: string, body: string, headers: Record<string, string> = {}): void => {
      response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store', ...headers });
      response.end(body);
    };
    const script = scripts.get(url.pathname.slice(1));
    if (url.pathname === '/never' || url.pathname.startsWith('/split/host-frame')) return; // kept open on purpose
    if (url.pathname === '/favicon.ico') {
      response.writeHead(204).end();
      return;
    }
    if (url.pathname === '/report') {
      reports.push(await text(request));
      response.writeHead(204).end();
      return;
    }
    // A sandboxed document's scripts come from another origin than its own.
    if (script !== undefined) return send('text/javascript', script, CORS);
    if (name === 'plugin') {
      const [, hostId = ''] = /\/(h_\w+)(?:\/|$)/.exec(url.pathname) ?? [];
      if (url.pathname.endsWith('/embedding')) return answerEmbedding(hostId, origins, response, send);
      if (hostId === 'h_redirect') {
        response.writeHead(302, { location: `${origins.evil}/app/h_ok/` }).end();
        return;
      }
      const ancestors = hostId === 'h_unframable' ? "'none'" : '*';
      const sandbox = hostId === 'h_sandboxed' ? '; sandbox allow-scripts' : '';
      // Without the header: `*` is no page without an origin, in Chromium.
      const framing = hostId === 'h_unguarded' ? '' : `; frame-ancestors ${ancestors}`;
      const csp = `${STRICT}${framing}${sandbox}`;
      return send('text/html', pluginPage(hostId, origins), { 'content-security-policy': csp });
    }
    if (url.pathname === '/nested') return send('text/html', page(['nested-page']));
    if (name === 'evil') return send('text/html', page([]));
    const code = { '/bare': 'bare-host', '/split': 'split-host' }[url.pathname] ?? 'host-page';
    const sandbox = url.pathname === '/sandboxed' ? '; sandbox allow-scripts' : '';
    const csp = `${STRICT.replaceAll("'self'", origins.host)}${sandbox}`;
    return send('text/html', page([code], '<main></main>'), { 'content-security-policy': csp });
  }

  function answerEmbedding(
    hostId: string,
    origins: Origins,
    response: ServerResponse,
    send: (type: string, body: string, headers: Record<string, string>) => void,
  ): void {
    if (hostId === 'h_broken' && !isRepaired) {
      isRepaired = true;
      response.writeHead(503, CORS).end('{}');
    } else if (hostId === 'h_refused') {
      send('application/json', '{"allowed":false,"reason":"origin_not_allowed"}', CORS);
    } else if (hostId !== 'h_silent') {
      const pluginUrl = wrongAddresses(origins)[hostId] ?? `${origins.plugin}/app/${hostId}/`;
      send('application/json', JSON.stringify({ allowed: true, pluginUrl }), CORS);
    }
  }

  const server: Server = createServer((request, response) => {
    answer(request, response, originsAt(portOf(server))).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    ...originsAt(portOf(server)),
    reported: (kind) =>
      reports.flatMap((report) => (report.startsWith(`${kind} `) ? [report.slice(kind.length + 1)] : [])),
    forgetReports() {
      reports = [];
      isRepaired = false;
    },
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
