import { type Html, html } from '../../pages/html.ts';
import type { DeliveryState } from '../../webhooks/delivery-store.ts';
import type { Clinic } from '../clinic.ts';
import { icon } from '../icons.ts';
import type { Happening } from '../timeline.ts';
import type { Tone } from '../words.ts';

/** Newest first, as one looks for what has just happened. */
export function timeline(
  happenings: readonly Happening[],
  clinic: Clinic,
  deliveries: ReadonlyMap<string, DeliveryState>,
): Html {
  if (happenings.length === 0) return html`<p class="muted">Nothing has happened yet.</p>`;
  return html`<ol class="timeline">
    ${happenings.toReversed().map(
      (happening) =>
        html`<li class="${happening.tone}">
          <span class="timeline-sign">${icon(happening.icon)}</span>
          <div>
            <p class="timeline-title">${happening.title}</p>
            ${happening.text ? html`<p>${happening.text}</p>` : ''} ${mailLink(happening, clinic)}
            <p class="muted">
              <time datetime="${new Date(happening.at).toISOString()}"
                >${clinic.times.full(happening.at)}</time
              >
            </p>
            ${webhooks(happening, clinic, deliveries)}
          </div>
        </li>`,
    )}
  </ol>`;
}

function mailLink({ mail }: Happening, clinic: Clinic): Html {
  return mail === undefined
    ? html``
    : html`<p><a href="${clinic.path}/receipts/${mail}">See the mail</a></p>`;
}

function webhooks(
  { events }: Happening,
  clinic: Clinic,
  deliveries: ReadonlyMap<string, DeliveryState>,
): Html {
  if (events.length === 0) return html``;
  return html`<ul class="hooks">
    ${events.map((event) => {
      const [words, tone] = deliveryWords(deliveries.get(event.id));
      return html`<li>
        <a href="${clinic.path}/events/${event.id}"><code>${event.type}</code></a>
        <span class="hook ${tone}">${words}</span>
      </li>`;
    })}
  </ul>`;
}

/** How the delivery of an event stands. */
export function deliveryWords(delivery: DeliveryState | undefined): readonly [words: string, tone: Tone] {
  if (!delivery) return ['not for delivery', 'calm'];
  const tries = delivery.attempts === 1 ? '1 attempt' : `${delivery.attempts} attempts`;
  switch (delivery.state) {
    case 'delivered':
      return [`delivered, ${tries}`, 'good'];
    case 'waiting':
      return delivery.attempts === 0
        ? ['on its way', 'info']
        : [`failed (${outcomeWords(delivery.lastOutcome)}), will be tried again`, 'warn'];
    case 'dropped':
      return ['dropped: webhooks were paused', 'bad'];
    case 'given-up':
      return [`given up after ${tries} (${outcomeWords(delivery.lastOutcome)})`, 'bad'];
  }
}

/** How one attempt ended, without the names that programmers give such things. */
export function outcomeWords(outcome: string | null): string {
  if (outcome === null) return 'no answer';
  return outcome
    .replace(/^TimeoutError: [^(]*/, 'no answer in time ')
    .replace(/^TypeError: fetch failed/, 'the endpoint could not be reached')
    .trim();
}
