import { type Html, html } from '../../pages/html.ts';
import type { StoredEvent } from '../../resources/events/event.ts';
import { idOf } from '../../resources/reference.ts';
import type { DeliveryAttempt, DeliveryState } from '../../webhooks/delivery-store.ts';
import type { Clinic } from '../clinic.ts';
import { redactedJson } from '../redact.ts';
import { dashboardPage } from './layout.ts';
import { badge, facts, jsonBlock, notice } from './parts.ts';
import { deliveryWords, outcomeWords } from './timeline-view.ts';

export interface EventView {
  readonly clinic: Clinic;
  readonly now: number;
  readonly event: StoredEvent;
  readonly delivery: DeliveryState | null;
  readonly attempts: readonly DeliveryAttempt[];
  readonly hidden: Html;
  readonly resent: boolean;
}

export function eventPage(view: EventView): string {
  const { clinic, now, event, delivery } = view;
  const { times } = clinic;
  const path = `${clinic.path}/events/${event.id}`;
  const [words, tone] = deliveryWords(delivery ?? undefined);
  const payment = paymentOf(event);
  return dashboardPage({
    clinic,
    section: 'events',
    title: event.type,
    now,
    body: html`<p class="crumbs"><a href="${clinic.path}/events">Events</a></p>
      ${view.resent ? notice('good', 'It is being sent again.') : ''}
      <div class="head">
        <h1>${event.type} ${badge(words, tone)}</h1>
        <form method="post" action="${path}/resend">
          ${view.hidden}
          <button class="button" type="submit">Send again</button>
        </form>
      </div>
      <section class="panel" aria-label="Details">
        ${facts([
          ['Event', html`<code>${event.id}</code>`],
          ['Date', times.full(event.created * 1000)],
          [
            'Payment',
            payment ? html`<a href="${clinic.path}/payments/${payment}"><code>${payment}</code></a>` : null,
          ],
          ['API version', event.api_version],
          ['Request', event.request?.id ? html`<code>${event.request.id}</code>` : 'By itself'],
          ['Idempotency key', event.request?.idempotency_key ?? null],
          [
            'Next attempt',
            delivery?.state === 'waiting' && delivery.attempts > 0 ? times.full(delivery.nextAt) : null,
          ],
        ])}
      </section>
      <section class="panel" aria-labelledby="attempts">
        <h2 id="attempts">Deliveries</h2>
        ${attemptList(view)}
      </section>
      <section class="panel" aria-labelledby="data">
        <h2 id="data">Event data</h2>
        <p class="muted">Secrets are left out.</p>
        ${jsonBlock(event.id, redactedJson(event))}
      </section>`,
  });
}

function attemptList({ attempts, clinic }: EventView): Html {
  if (attempts.length === 0) return html`<p class="muted">None yet.</p>`;
  return html`<ol class="lines">
    ${attempts.toReversed().map(({ at, outcome }) => {
      const arrived = outcome.startsWith('delivered');
      return html`<li>
        ${arrived ? badge('Delivered', 'good') : badge('Failed', 'bad')}
        <span>${arrived ? outcome.replace('delivered', 'The endpoint took it') : outcomeWords(outcome)}</span>
        <span class="muted">${clinic.times.full(at)}</span>
      </li>`;
    })}
  </ol>`;
}

function paymentOf({ data: { object } }: StoredEvent): string | null {
  if (object.object === 'payment_intent') return object.id;
  return 'payment_intent' in object ? idOf(object.payment_intent) : null;
}
