import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Stripe } from 'stripe';

import { OUR_APPLICATION } from '../../connect/applications.ts';
import { FormGuard, isLoopbackHost, sentFields } from '../../dashboard/form-guard.ts';
import { isLoopback } from '../../loopback.ts';
import { accountName } from '../../resources/accounts/account.ts';
import { PLATFORM_ACCOUNT } from '../../resources/accounts/platform.ts';
import type { Database } from '../../store/database.ts';
import type { World } from '../../world.ts';
import { brokenLinkPage } from '../hosted-page.ts';
import { pageHeaders } from '../page-headers.ts';
import { authorizePage, type OfferedAccount } from './authorize-page.ts';

const PLATFORM = OUR_APPLICATION.name ?? '';
const MOST_ACCOUNTS = 100;

/** A request to be let in that can be answered at its `redirect_uri`. */
interface Asked {
  readonly redirectUri: URL;
  readonly state: string | null;
  readonly scope: string;
}

/**
 * `GET /oauth/authorize?client_id=ca_…&response_type=code&scope=read_write&redirect_uri=…&state=…`: the page
 * on which a business chooses the account to connect. It leads to `redirect_uri` with `code` and `scope`, or
 * with `error` and `error_description` (`access_denied` when it was cancelled), and always with the `state`.
 * Any http or https address of this machine counts as registered. `stripe_user[business_name]` and
 * `stripe_user[email]` choose the account of that name or address beforehand.
 * Source: https://docs.stripe.com/connect/oauth-reference
 */
export function mountAuthorize(app: FastifyInstance, world: World, database: Database): void {
  const guard = new FormGuard();
  const path = '/oauth/authorize';

  const show = (
    request: FastifyRequest,
    reply: FastifyReply,
    chosen: string | null,
    problem: string | null,
  ) =>
    reply.code(problem ? 422 : 200).send(
      authorizePage({
        platform: PLATFORM,
        accounts: offered(world),
        chosen,
        problem,
        action: request.url,
        hidden: guard.fields(path),
      }),
    );

  app.get(path, (request, reply) => {
    const asked = readAsked(request, reply);
    if (!asked) return reply;
    const { query } = addressOf(request);
    const wanted = [query.get('stripe_user[business_name]'), query.get('stripe_user[email]')];
    const chosen = offered(world).find(
      ({ account }) => wanted.includes(accountName(account)) || wanted.includes(account.email),
    );
    return show(request, reply, chosen?.account.id ?? null, null);
  });

  app.post(path, (request, reply) => {
    const asked = readAsked(request, reply);
    if (!asked) return reply;
    const fields = sentFields(request);
    const chosen = typeof fields['account'] === 'string' ? fields['account'] : null;
    if (guard.keyOf(request, path, fields) === null) {
      return show(request, reply.code(403), chosen, 'The page was out of date. Nothing was done: try again.');
    }
    if (fields['decision'] !== 'connect') {
      return leadBack(reply, asked, {
        error: 'access_denied',
        error_description: 'The user denied your request',
      });
    }
    const account = offered(world).find((offer) => offer.account.id === chosen)?.account;
    if (!account) return show(request, reply, null, 'Choose the account to connect.');
    const problem = whyNot(world, account);
    if (problem) return show(request, reply, account.id, problem);
    const code = database.transaction(() =>
      world.codes.issue({ client: OUR_APPLICATION.id, account: account.id, scope: asked.scope }),
    );
    return leadBack(reply, asked, { scope: asked.scope, code });
  });
}

/** The accounts of whoever is at the page: as nobody signs in here, all that there are. */
function offered(world: World): readonly OfferedAccount[] {
  return world.objects
    .latest('account', MOST_ACCOUNTS)
    .filter(({ account }) => account !== PLATFORM_ACCOUNT)
    .map(({ object }) => ({ account: object, connected: world.connections.isOurs(object.id) }))
    .toReversed();
}

/** Another platform that controls an account lets nobody else in. */
function whyNot(world: World, account: Stripe.Account): string | null {
  const controlled = world.connections
    .of(account.id)
    .some(({ application, by }) => by === 'created' && application !== OUR_APPLICATION.id);
  return controlled
    ? `This account is connected to another platform, so ${PLATFORM} cannot connect to it. Choose another account, or go back and create a new one.`
    : null;
}

/** Null when the request cannot be answered at its address; it has then been answered here. */
function readAsked(request: FastifyRequest, reply: FastifyReply): Asked | null {
  const { query } = addressOf(request);
  reply.headers(pageHeaders('leads-back'));
  const broken = (says: string) => {
    void reply.code(400).send(brokenLinkPage('This link does not work', PLATFORM, says));
    return null;
  };
  if (!isLoopbackHost(request.headers.host)) return broken('It has to be opened on this machine.');
  if (query.get('client_id') !== OUR_APPLICATION.id) {
    return broken('No application matches the supplied client identifier.');
  }
  const uri = query.get('redirect_uri') ?? '';
  if (!URL.canParse(uri)) return broken('It does not say where to go afterwards (redirect_uri).');
  const redirectUri = new URL(uri);
  if (!/^https?:$/.test(redirectUri.protocol) || !isLoopback(redirectUri.hostname)) {
    return broken(
      'Invalid redirect URI: it does not match one that is registered for this platform. In this simulator those are all of this machine.',
    );
  }
  const asked: Asked = {
    redirectUri,
    state: query.get('state'),
    scope: query.get('scope') ?? 'read_only',
  };
  const refuse = (error: string, error_description: string) => {
    void leadBack(reply, asked, { error, error_description });
    return null;
  };
  if (query.get('response_type') !== 'code') {
    return refuse('unsupported_response_type', 'The response type has to be code');
  }
  if (asked.scope !== 'read_write') return refuse('invalid_scope', `Invalid scope: ${asked.scope}`);
  return asked;
}

function leadBack(
  reply: FastifyReply,
  { redirectUri, state }: Asked,
  result: Readonly<Record<string, string>>,
): FastifyReply {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(result)) url.searchParams.set(name, value);
  if (state !== null) url.searchParams.set('state', state);
  return reply.code(303).header('location', url.href).send();
}

function addressOf(request: FastifyRequest): { readonly query: URLSearchParams } {
  return { query: new URL(request.url, 'http://localhost').searchParams };
}
