import type { FastifyInstance } from 'fastify';

import { API_VERSION } from './api-version.ts';
import type { ReceiptOutbox } from './receipts/receipt-outbox.ts';
import type { DeliveryStore } from './webhooks/delivery-store.ts';
import type { WebhookDispatcher } from './webhooks/dispatcher.ts';

export interface ControlParts {
  readonly receipts: ReceiptOutbox;
  readonly webhooks: WebhookDispatcher;
  readonly deliveries: DeliveryStore;
}

/** `/_simulator/…`: what Stripe has no API for. */
export function mountControl(app: FastifyInstance, parts: ControlParts): void {
  app.get('/_simulator/health', () => ({
    status: 'ok',
    livemode: false,
    apiVersion: API_VERSION,
    webhooks: { paused: parts.webhooks.paused, waiting: parts.deliveries.waiting() },
  }));
  app.get('/_simulator/receipts', () => parts.receipts.all());
  app.post('/_simulator/webhooks', (request, reply) => {
    const { body } = request;
    const paused = typeof body === 'object' && body !== null && 'paused' in body ? body.paused : undefined;
    if (typeof paused !== 'boolean') {
      return reply.code(400).send({ error: 'Expected {"paused": true} or {"paused": false}.' });
    }
    parts.webhooks.paused = paused;
    return reply.send({ paused });
  });
}
