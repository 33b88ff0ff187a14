import { idOf } from '../resources/reference.ts';
import { EVIDENCE } from './disputes.ts';
import { refusedPage } from './pages/missing-page.ts';
import { disputesPage } from './pages/disputes-page.ts';
import { objectPage } from './object-page.ts';
import type { DashboardParts } from './routes.ts';
import { seeOther, type Visit, type Visits } from './visits.ts';
import type { ActionResult } from './api-actions.ts';

/** Disputes, and answering them. */
export function mountDisputes(visits: Visits, { world, actions }: DashboardParts): void {
  visits.get('/disputes', ({ clinic, now, query }) => {
    const page = objectPage(world.objects, 'dispute', clinic.id, query);
    if (!page) return null;
    return disputesPage({ clinic, now, disputes: page.data, newer: page.newer, older: page.older });
  });

  const payment = ({ clinic, id }: Visit): string | null => {
    const dispute = world.objects.get('dispute', clinic.id, id);
    const intent = dispute && idOf(dispute.payment_intent);
    return intent ? `${clinic.path}/payments/${intent}` : null;
  };
  const back = (visit: Visit) => payment(visit) ?? `${visit.clinic.path}/disputes`;
  const answered = (visit: Visit, result: ActionResult) => {
    if (result.done) return seeOther(visit.reply, `${back(visit)}#dispute`);
    visit.reply.code(422);
    return refusedPage(result.message, back(visit));
  };

  visits.post('/disputes/:id/accept', back, (visit, { key }) => {
    if (payment(visit) === null) return null;
    const { clinic, id } = visit;
    return answered(
      visit,
      actions.perform({ account: clinic.id, path: '/v1/disputes/:id/close', id, params: {}, key }),
    );
  });

  visits.post('/disputes/:id/evidence', back, (visit, { key, fields }) => {
    if (payment(visit) === null) return null;
    const { clinic, id } = visit;
    const chosen = Object.entries(EVIDENCE).find(([name]) => name === fields['evidence'])?.[1][0];
    const own = typeof fields['text'] === 'string' ? fields['text'].trim() : '';
    const text = chosen || own;
    if (text === '') {
      visit.reply.code(422);
      return refusedPage('Evidence of your own needs some words.', back(visit));
    }
    const params = { evidence: { uncategorized_text: text }, submit: 'true' };
    return answered(
      visit,
      actions.perform({ account: clinic.id, path: '/v1/disputes/:id', id, params, key }),
    );
  });
}
