import type { FastifyInstance } from 'fastify';

import type { World } from '../world.ts';
import { indexPage } from './index-page.ts';
import { pageHeaders } from './page-headers.ts';
import { noReceiptPage, receiptPage } from './receipt-page.ts';

/** The simulator's pages for people. */
export function mountPages(app: FastifyInstance, world: World): void {
  app.get('/', (_request, reply) => reply.headers(pageHeaders('page')).send(indexPage()));

  app.get<{ Params: { id: string } }>('/receipts/:id', (request, reply) => {
    reply.headers(pageHeaders('page'));
    const found = world.objects.find('charge', request.params.id);
    const account = found ? world.objects.find('account', found.account)?.object : undefined;
    // The whole query is the key: an id alone opens nothing.
    const own = found?.object.receipt_url ? new URL(found.object.receipt_url).search : null;
    const query = request.url.indexOf('?');
    if (!found || !account || own === null || query < 0 || request.url.slice(query) !== own) {
      return reply.code(404).send(noReceiptPage());
    }
    return reply.send(receiptPage(found.object, account));
  });
}
