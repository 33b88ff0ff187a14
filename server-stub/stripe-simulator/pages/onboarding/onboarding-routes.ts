import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Stripe } from 'stripe';

import { OUR_APPLICATION } from '../../connect/applications.ts';
import type { OnboardingVisit } from '../../connect/account-link-store.ts';
import { FormGuard, isLoopbackHost, sentFields } from '../../dashboard/form-guard.ts';
import type { FormObject } from '../../http/form.ts';
import { partsDue } from '../../resources/accounts/account-state.ts';
import { ownPeople } from '../../resources/accounts/change-account.ts';
import type { Database } from '../../store/database.ts';
import type { World } from '../../world.ts';
import { brokenLinkPage } from '../hosted-page.ts';
import { pageHeaders } from '../page-headers.ts';
import { give, submit } from './answer.ts';
import { fieldsOf } from './fields.ts';
import { onboardingPage } from './onboarding-page.ts';
import { OUTCOMES, type Outcome, type Step, stepsFor } from './steps.ts';

const PLATFORM = OUR_APPLICATION.name ?? '';

/** A visitor at one of the hosted pages. */
interface Place {
  readonly visit: OnboardingVisit;
  readonly account: Stripe.Account;
  readonly steps: readonly Step[];
  readonly path: string;
}

/**
 * `/setup/e/{account}/{token}`: an account link. It opens once and within five minutes, and leads on to
 * `/setup/s/{visit}/{step}`, which stay open for an hour; otherwise to the link's `refresh_url`. What is done
 * there ends at `return_url`, finished or not: whoever comes back has to ask the API how the account stands.
 */
export function mountOnboarding(
  app: FastifyInstance,
  world: World,
  database: Database,
  committed: () => void,
): void {
  const guard = new FormGuard();

  app.get<{ Params: { account: string; token: string } }>('/setup/e/:account/:token', (request, reply) => {
    if (!isLoopbackHost(request.headers.host)) return unknown(reply);
    const { account, token } = request.params;
    const opened = database.transaction(() =>
      world.accountLinks.open(account, token, world.connections.isOurs(account)),
    );
    if (opened.state === 'unknown') return unknown(reply);
    if (opened.state === 'opened') return goTo(reply, `/setup/s/${opened.visit}`);
    return opened.refreshUrl === null ? unknown(reply) : goTo(reply, opened.refreshUrl);
  });

  app.get<{ Params: { visit: string } }>('/setup/s/:visit', (request, reply) => {
    const place = placeOf(world, request, reply);
    if (!place) return reply;
    const due: ReadonlySet<Step> = partsDue(place.account);
    const next = place.steps.find((step) => due.has(step)) ?? place.steps.at(-1) ?? 'done';
    return goTo(reply, `${place.path}/${next}`);
  });

  const show = (
    reply: FastifyReply,
    place: Place,
    step: Step | null,
    problem: string | null,
    sent: FormObject,
  ) => {
    const action = `${place.path}/${step ?? 'done'}`;
    return reply
      .code(problem ? 422 : 200)
      .headers(pageHeaders('leads-back'))
      .send(
        onboardingPage({
          platform: place.visit.refreshUrl === null ? null : PLATFORM,
          account: place.account,
          steps: place.steps,
          step,
          typed: textsOf(sent),
          problem,
          action,
          hidden: guard.fields(action),
        }),
      );
  };

  app.get<{ Params: { visit: string; step: string } }>('/setup/s/:visit/:step', (request, reply) => {
    const place = placeOf(world, request, reply);
    if (!place) return reply;
    const step = place.steps.find((known) => known === request.params.step) ?? null;
    if (step === null && request.params.step !== 'done') return goTo(reply, place.path);
    return show(reply, place, step, null, {});
  });

  app.post<{ Params: { visit: string; step: string } }>('/setup/s/:visit/:step', (request, reply) => {
    const place = placeOf(world, request, reply);
    if (!place) return reply;
    const sent = sentFields(request);
    const step = place.steps.find((known) => known === request.params.step) ?? null;
    if (guard.keyOf(request, request.url.split('?')[0] ?? '', sent) === null) {
      const problem = 'The page was out of date. Nothing was done: try again.';
      return show(reply.code(403), place, step, problem, sent);
    }
    if (sent['decision'] !== 'go-on' || step === null) return goTo(reply, place.visit.returnUrl);
    const typed = textsOf(sent);
    if (fieldsOf(step, place.account).some(({ name }) => (typed[name] ?? '').trim() === '')) {
      return show(reply, place, step, 'Fill in every field. Made-up values will do.', sent);
    }
    const { account } = place;
    const origin = ownPeople(account.id);
    const isLast = step === 'agreement' || step === 'document';
    database.transaction(() =>
      isLast
        ? submit(world, origin, account, outcomeOf(typed['outcome']))
        : give(world, origin, account, step, typed),
    );
    committed();
    return goTo(reply, isLast ? place.visit.returnUrl : place.path);
  });
}

function placeOf(world: World, request: FastifyRequest, reply: FastifyReply): Place | null {
  const { params } = request;
  const id = typeof params === 'object' && params !== null && 'visit' in params ? String(params.visit) : '';
  const visit = isLoopbackHost(request.headers.host) ? world.accountLinks.visit(id) : null;
  const account = visit && world.objects.find('account', visit.account)?.object;
  if (!visit || !account) {
    void unknown(reply);
    return null;
  }
  if (visit.refreshUrl !== null && (visit.expired || !world.connections.isOurs(account.id))) {
    void goTo(reply, visit.refreshUrl);
    return null;
  }
  return { visit, account, steps: stepsFor(account), path: `/setup/s/${visit.visit}` };
}

function unknown(reply: FastifyReply): FastifyReply {
  return reply
    .code(404)
    .headers(pageHeaders('page'))
    .send(
      brokenLinkPage('This link is no longer valid', PLATFORM, 'It is not complete, or was never given out.'),
    );
}

function goTo(reply: FastifyReply, url: string): FastifyReply {
  return reply
    .code(303)
    .headers({ ...pageHeaders('leads-back'), location: url })
    .send();
}

function outcomeOf(name: string | undefined): Outcome {
  return Object.keys(OUTCOMES).find((known): known is Outcome => known === name) ?? 'ready';
}

function textsOf(form: FormObject): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(form).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}
