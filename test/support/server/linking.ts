import assert from 'node:assert/strict';

import type { Problem } from '../../../src/contract/problem.ts';
import type {
  LinkStripeAccount,
  StripeAccountStanding,
  StripeVisit,
} from '../../../src/contract/stripe-account.ts';
import type { Answer, GatewayFixture } from './gateway-fixture.ts';

/** The admin of a clinic, at *Configure > Client Payments*; of one without an account, unless said otherwise. */
export class ClinicAdmin {
  readonly #gateway: GatewayFixture;
  readonly #clinicRef: string;
  readonly #organisationRef: string;

  constructor(gateway: GatewayFixture, clinicRef = 'unlinked', organisationRef = 'harbour') {
    this.#gateway = gateway;
    this.#clinicRef = clinicRef;
    this.#organisationRef = organisationRef;
  }

  /** A fresh one each time: the clock may have been moved far. */
  token(): Promise<string> {
    return this.#gateway.token({
      role: 'clinic-admin',
      participantId: 'admin-1',
      clinicRef: this.#clinicRef,
      organisationRef: this.#organisationRef,
    });
  }

  async standing(): Promise<StripeAccountStanding> {
    const as = await this.token();
    return (await this.#gateway.call<StripeAccountStanding>('/v1/stripe-account', { as })).body;
  }

  async act<Body = StripeAccountStanding>(action: string, body?: object): Promise<Answer<Body>> {
    return this.#gateway.call<Body>(`/v1/stripe-account/${action}`, {
      method: 'POST',
      as: await this.token(),
      ...(body && { body }),
    });
  }

  async remove(clinicName = 'Unlinked Clinic'): Promise<Answer<StripeAccountStanding>> {
    return this.#gateway.call('/v1/stripe-account', {
      method: 'DELETE',
      as: await this.token(),
      body: { clinicName },
    });
  }

  /** Parked and confirmed. */
  async use(account: string): Promise<void> {
    await this.park(account);
    const { status } = await this.act('confirm', { account });
    assert.equal(status, 200);
    await this.#gateway.built.idle();
  }

  async refused(action: string, body?: object): Promise<[number, string, string | undefined]> {
    const { status, body: problem } = await this.act<Problem>(action, body);
    return [status, problem.code, problem.field];
  }

  async link(body: LinkStripeAccount): Promise<StripeVisit> {
    const { status, body: visit } = await this.act<StripeVisit>('link', body);
    assert.equal(status, 200, JSON.stringify(visit));
    return visit;
  }

  /** Through OAuth, up to where the account waits. */
  async park(account: string, livemode = false): Promise<Answer<string>> {
    const state = stateOf(await this.link({ strategy: 'existing' }));
    this.#gateway.stripe.accounts.codes.set('ac_1', { account, livemode });
    return this.come(`/connect/oauth?code=ac_1&state=${state}`);
  }

  /** As a browser does, without a token. */
  come(path: string, headers: Record<string, string> = {}): Promise<Answer<string>> {
    return this.#gateway.call<string>(path, { headers });
  }
}

export function stateOf({ url }: StripeVisit): string {
  return new URL(url).searchParams.get('state') ?? '';
}

/** Where the last account link leads back to, without the gateway's origin. */
export function waysBack(gateway: GatewayFixture): { refresh: string; done: string } {
  const given = gateway.stripe.accounts.calls.findLast(({ method }) => method === 'createAccountLink')?.given;
  const { refreshUrl, returnUrl } = given as { refreshUrl: string; returnUrl: string };
  const path = (url: string) => new URL(url).pathname + new URL(url).search;
  return { refresh: path(refreshUrl), done: path(returnUrl) };
}

export async function auditOf(gateway: GatewayFixture, clinicRef = 'unlinked'): Promise<string[]> {
  const { clinicId } = await gateway.store.tenants.resolve('h_demo', 'harbour', clinicRef);
  const rows = await gateway.store.audit.ofClinic(clinicId ?? '', 100);
  return rows.map(({ act, actor }) => `${act} by ${actor}`).toSorted();
}
