import { fastifyStatic } from '@fastify/static';
import type { FastifyPluginAsync } from 'fastify';

export interface PagesOptions {
  /** The folder with the HTML pages, `styles/` and `images/`. */
  readonly pagesDir: string;
  /** The folder with the bundled scripts. */
  readonly scriptsDir: string;
}

const PAGES = {
  '/': 'home.html',
  '/clinician': 'call.html',
  '/patient': 'call.html',
  '/admin': 'admin.html',
  '/operator': 'operator.html',
  '/terms': 'terms.html',
  '/gallery': 'gallery.html',
} as const;

export const pagesRoutes: FastifyPluginAsync<PagesOptions> = async (app, { pagesDir, scriptsDir }) => {
  const shared = { cacheControl: false, setHeaders: revalidate } as const;
  await app.register(fastifyStatic, { ...shared, root: scriptsDir, prefix: '/assets/' });
  for (const folder of ['styles', 'images']) {
    await app.register(fastifyStatic, {
      ...shared,
      root: `${pagesDir}/${folder}`,
      prefix: `/${folder}/`,
      decorateReply: false,
    });
  }
  for (const [path, file] of Object.entries(PAGES)) {
    app.get(path, (_request, reply) => reply.sendFile(file, pagesDir, { cacheControl: false }));
  }
};

// The files keep their names from build to build: without this a browser may go on with yesterday's script.
function revalidate(reply: { header: (name: string, value: string) => unknown }): void {
  reply.header('cache-control', 'no-cache');
}
