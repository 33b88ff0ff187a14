import { type Html, html } from '../../pages/html.ts';
import type { StoredEvent } from '../../resources/events/event.ts';
import type { DeliveryState } from '../../webhooks/delivery-store.ts';
import type { Clinic } from '../clinic.ts';
import { dashboardPage } from './layout.ts';
import { badge, empty, pager } from './parts.ts';
import { deliveryWords } from './timeline-view.ts';

export interface EventsView {
  readonly clinic: Clinic;
  readonly now: number;
  /** Only these; empty for all. */
  readonly type: string;
  readonly events: readonly { readonly event: StoredEvent; readonly delivery: DeliveryState | null }[];
  readonly newer: string | null;
  readonly older: string | null;
}

export function eventsPage(view: EventsView): string {
  const { clinic, now, type, events, newer, older } = view;
  const path = `${clinic.path}/events`;
  return dashboardPage({
    clinic,
    section: 'events',
    title: 'Events',
    now,
    body: html`<div class="head"><h1>Events</h1></div>
      <p class="lede">What Stripe tells by webhook, and whether it arrived.</p>
      <form class="filters" role="search" action="${path}">
        <div class="field grow">
          <label for="type">Type</label>
          <input
            id="type"
            name="type"
            value="${type}"
            placeholder="e.g. charge.refunded"
            autocomplete="off"
          />
        </div>
        <button class="button primary" type="submit">Show</button>
        ${type ? html`<a class="button quiet" href="${path}">Clear</a>` : ''}
      </form>
      ${events.length === 0 ? empty('No events', type ? 'None of this type.' : 'The first payment brings some.') : table(view)}
      ${pager({ path, query: new URLSearchParams(type ? { type } : {}), newer, older })}`,
  });
}

function table({ events, clinic }: EventsView): Html {
  return html`<table class="rows events" role="table" aria-label="Events">
    <thead role="rowgroup">
      <tr role="row">
        <th scope="col" role="columnheader">Event</th>
        <th scope="col" role="columnheader">About</th>
        <th scope="col" role="columnheader">Delivery</th>
        <th scope="col" role="columnheader">Date</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${events.map(({ event, delivery }) => {
        const [words, tone] = deliveryWords(delivery ?? undefined);
        const at = event.created * 1000;
        return html`<tr role="row">
          <th scope="row" role="rowheader" class="what">
            <a class="row-link" href="${clinic.path}/events/${event.id}"><code>${event.type}</code></a>
          </th>
          <td role="cell" class="to"><code>${event.data.object.id ?? ''}</code></td>
          <td role="cell" class="state">${badge(words, tone)}</td>
          <td role="cell" class="when">
            <time datetime="${new Date(at).toISOString()}">${clinic.times.moment(at)}</time>
          </td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}
