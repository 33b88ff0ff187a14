import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

import type { FastifyRequest } from 'fastify';

import { randomToken } from '../ids.ts';
import { isLoopback } from '../loopback.ts';
import { decodeForm, FormError, type FormObject } from '../http/form.ts';
import { type Html, html } from '../pages/html.ts';

/**
 * Keeps other sites from pressing the dashboard's buttons. A form carries a key of its own and a token over
 * the key and the address it is meant for; its post has to come from the dashboard's own origin. The key is
 * also the action's idempotency key: one form, sent any number of times, acts once.
 */
export class FormGuard {
  readonly #secret = randomBytes(32);

  /** The hidden fields of a form that posts to `path`. */
  fields(path: string): Html {
    const key = randomToken(24);
    return html`<input type="hidden" name="form_key" value="${key}" />
      <input type="hidden" name="form_token" value="${this.#token(path, key)}" />`;
  }

  /** The form's key when its post is genuine, else null. */
  keyOf(
    request: Pick<FastifyRequest, 'headers'>,
    path: string,
    form: Readonly<Record<string, unknown>>,
  ): string | null {
    const { host, origin } = request.headers;
    const site = request.headers['sec-fetch-site'];
    if (origin !== `http://${host}` || (site !== undefined && site !== 'same-origin')) return null;
    const { form_key: key, form_token: token } = form;
    if (typeof key !== 'string' || typeof token !== 'string' || !/^\w{24}$/.test(key)) return null;
    const given = Buffer.from(token);
    const right = Buffer.from(this.#token(path, key));
    return given.length === right.length && timingSafeEqual(given, right) ? key : null;
  }

  #token(path: string, key: string): string {
    return createHmac('sha256', this.#secret).update(`${path}\n${key}`).digest('base64url');
  }
}

/** What a form sent; nothing when it cannot be read. */
export function sentFields({ body }: Pick<FastifyRequest, 'body'>): FormObject {
  try {
    return typeof body === 'string' ? decodeForm(body) : {};
  } catch (error) {
    if (error instanceof FormError) return {};
    throw error;
  }
}

/**
 * Whether the page was asked for by a name of this machine. A hostile name that resolves to it would make
 * a stranger's page one of ours.
 */
export function isLoopbackHost(host = ''): boolean {
  return isLoopback(host.replace(/:\d+$/, ''));
}
