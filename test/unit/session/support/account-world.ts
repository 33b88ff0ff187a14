import { aStanding } from '../../../../demo/pages/staged/account-samples.ts';
import type { StripeAccountStanding } from '../../../../src/contract/stripe-account.ts';
import type {
  AccountFact,
  AccountState,
  AccountStore,
} from '../../../../src/session/configure/account-state.ts';
import type { GatewayCall } from '../../../../src/session/gateway-client.ts';
import { settled } from './fake-clock.ts';
import { clinicianPage, world } from './session-world.ts';
import type { SessionPage } from './session-world.ts';

// Fetched by pages on demand; loaded here beforehand, so that turns of the event loop can be counted.
await Promise.all([
  import('../../../../src/session/configure/account-store.ts'),
  import('../../../../src/session/configure/clinics-store.ts'),
]);

/** An administrator's page, and a gateway that keeps where one clinic's linking stands. */
export class AccountPage {
  readonly page: SessionPage;
  readonly store: AccountStore;
  readonly facts: AccountFact[] = [];
  /** What the gateway does with a call that changes something, before it answers with the standing. */
  onCall: (path: string, body: unknown) => unknown = () => undefined;
  standing: StripeAccountStanding;
  /** What readings are refused with. */
  refusal: Error | null;
  readonly #stopLooking: () => void;

  private constructor(
    page: SessionPage,
    store: AccountStore,
    standing: StripeAccountStanding,
    refusal: Error | null,
  ) {
    this.page = page;
    this.store = store;
    this.standing = standing;
    this.refusal = refusal;
    page.world.gateway.answerTo = (path, call) => this.#answer(path, call);
    store.subscribeFacts((fact) => this.facts.push(fact));
    this.#stopLooking = store.subscribe(() => {});
  }

  static async open(
    standing: StripeAccountStanding = aStanding(),
    refusal: Error | null = null,
  ): Promise<AccountPage> {
    const page = await clinicianPage(world());
    const opened = new AccountPage(page, await page.session.openStore('account'), standing, refusal);
    await settled();
    return opened;
  }

  get gateway() {
    return this.page.world.gateway;
  }

  get clock() {
    return this.page.world.clock;
  }

  get state(): Extract<AccountState, { status: 'ready' }> {
    const state = this.store.getState();
    if (state.status !== 'ready') throw new Error(`The store is ${state.status}.`);
    return state;
  }

  /** How often the gateway was read. */
  get readings(): number {
    return this.gateway.argsOf('ask').filter(([path, call]) => path === '/stripe-account' && !call).length;
  }

  /** What was asked of the gateway, but for readings: `POST /confirm`. */
  get asked(): string[] {
    return this.gateway
      .argsOf('ask')
      .flatMap(([path, call]) => (isCall(call) ? [`${call.method} ${String(path).slice(15)}`] : []));
  }

  change(change: Partial<StripeAccountStanding>): void {
    this.standing = { ...this.standing, ...change };
  }

  stopLooking(): void {
    this.#stopLooking();
  }

  #answer(path: string, call?: GatewayCall): unknown {
    if (!call?.method && this.refusal) throw this.refusal;
    if (!call?.method) return this.standing;
    return this.onCall(path, call.body) ?? this.standing;
  }
}

function isCall(value: unknown): value is GatewayCall {
  return typeof value === 'object' && value !== null && 'method' in value;
}
