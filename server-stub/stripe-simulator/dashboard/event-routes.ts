import { objectPage } from './object-page.ts';
import type { DashboardParts } from './routes.ts';
import { eventPage } from './pages/event-page.ts';
import { eventsPage } from './pages/events-page.ts';
import { seeOther, type Visit, type Visits } from './visits.ts';

/** What Stripe tells, and whether it arrived. */
export function mountEvents(visits: Visits, { world, deliveries, committed }: DashboardParts): void {
  const path = ({ clinic, id }: Visit) => `${clinic.path}/events/${id}`;

  visits.get('/events', ({ clinic, now, query }) => {
    const type = query.get('type')?.trim() ?? '';
    const page = objectPage(world.objects, 'event', clinic.id, query, type ? { type: [type] } : {});
    if (!page) return null;
    return eventsPage({
      clinic,
      now,
      type,
      events: page.data.map((event) => ({ event, delivery: deliveries.stateOf(event.id) })),
      newer: page.newer,
      older: page.older,
    });
  });

  visits.get('/events/:id', (visit) => {
    const { clinic, now, id, query } = visit;
    const event = world.objects.get('event', clinic.id, id);
    if (!event) return null;
    return eventPage({
      clinic,
      now,
      event,
      delivery: deliveries.stateOf(id),
      attempts: deliveries.attemptsOf(id),
      hidden: visit.hiddenFields(`${path(visit)}/resend`),
      resent: query.get('resent') === 'yes',
    });
  });

  visits.post('/events/:id/resend', path, (visit) => {
    const { clinic, id, reply } = visit;
    const event = world.objects.get('event', clinic.id, id);
    if (!event) return null;
    const resent = world.redeliver(event) !== null;
    committed();
    return seeOther(reply, `${path(visit)}${resent ? '?resent=yes' : ''}`);
  });
}
