import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { FormObject } from '../http/form.ts';
import type { Html } from '../pages/html.ts';
import { pageHeaders } from '../pages/page-headers.ts';
import { PLATFORM_ACCOUNT } from '../resources/accounts/platform.ts';
import type { World } from '../world.ts';
import { type Clinic, clinicOf } from './clinic.ts';
import { FormGuard, isLoopbackHost, sentFields } from './form-guard.ts';
import { missingPage, staleFormPage } from './pages/missing-page.ts';

/** Somebody at one page of a clinic's dashboard. */
export interface Visit {
  readonly clinic: Clinic;
  /** UTC milliseconds. */
  readonly now: number;
  /** The `:id` of the path; empty where it has none. */
  readonly id: string;
  readonly query: URLSearchParams;
  /** Path and query. */
  readonly url: string;
  readonly reply: FastifyReply;
  /** The hidden fields of a form on this page that posts to `path`. */
  hiddenFields(path: string): Html;
}

/** A form that was sent from the dashboard's own page. */
export interface SentForm {
  /** The same however often the form is sent. */
  readonly key: string;
  readonly fields: FormObject;
}

/** A page; null when there is nothing at the address; or the reply, when it has been given. */
export type Shown = string | null | FastifyReply;

/** Mounts the pages under `/dashboard/:account`, and lets nobody else in. */
export class Visits {
  readonly #app: FastifyInstance;
  readonly #world: World;
  readonly #guard = new FormGuard();

  constructor(app: FastifyInstance, world: World) {
    this.#app = app;
    this.#world = world;
  }

  get(path: string, show: (visit: Visit) => Shown): void {
    this.#app.get(`/dashboard/:account${path}`, (request, reply) => {
      const visit = this.#visit(request, reply);
      return answer(reply, visit && show(visit));
    });
  }

  /** `back`: where to look again when the form is refused. */
  post(path: string, back: (visit: Visit) => string, act: (visit: Visit, form: SentForm) => Shown): void {
    this.#app.post(`/dashboard/:account${path}`, (request, reply) => {
      const visit = this.#visit(request, reply);
      if (!visit) return answer(reply, null);
      const fields = sentFields(request);
      const key = this.#guard.keyOf(request, pathOf(request), fields);
      if (key === null) return answer(reply.code(403), staleFormPage(back(visit)));
      return answer(reply, act(visit, { key, fields }));
    });
  }

  #visit(request: FastifyRequest, reply: FastifyReply): Visit | null {
    const { params } = request;
    const name = (key: string) =>
      typeof params === 'object' && params !== null && key in params
        ? String((params as Record<string, unknown>)[key])
        : '';
    const account = this.#world.objects.get('account', name('account'), name('account'));
    if (!isLoopbackHost(request.headers.host) || !account || account.id === PLATFORM_ACCOUNT) return null;
    return {
      clinic: clinicOf(account),
      now: this.#world.now(),
      id: name('id'),
      query: new URL(request.url, 'http://localhost').searchParams,
      url: request.url,
      reply,
      hiddenFields: (path) => this.#guard.fields(path),
    };
  }
}

/** After a post: the browser's reload must not send it again. */
export function seeOther(reply: FastifyReply, path: string): FastifyReply {
  return reply.code(303).header('location', path).header('cache-control', 'no-store').send();
}

export function answer(reply: FastifyReply, shown: Shown): FastifyReply {
  if (shown !== null && typeof shown !== 'string') return shown;
  reply.headers(pageHeaders('forms'));
  return shown === null
    ? reply.code(404).send(missingPage('The account, or what you look for in it, does not exist.'))
    : reply.send(shown);
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?')[0] ?? '';
}
