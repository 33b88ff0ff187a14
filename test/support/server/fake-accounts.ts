import { StripeFailure } from '../../../server-stub/stripe/stripe-port.ts';
import type {
  AccountForm,
  AccountLinkFacts,
  AccountLinkTargets,
  AccountReading,
  DomainFacts,
  GrantedAccount,
  NewAccount,
  NewTestPayment,
  StripeAccountsPort,
  TestPaymentFacts,
} from '../../../server-stub/stripe/accounts-port.ts';
import { toFailure, type Fault } from './fault.ts';

type Method = keyof StripeAccountsPort;

interface LoggedCall {
  readonly method: Method;
  readonly account?: string;
  readonly key?: string;
  readonly given?: unknown;
}

const FIVE_MINUTES = 5 * 60 * 1000;

/** Accounts as the gateway sees them at Stripe: one that nothing was said of is ready. */
export class FakeAccounts implements StripeAccountsPort {
  readonly calls: LoggedCall[] = [];
  readonly readings = new Map<string, AccountReading>();
  /** Account by code. */
  readonly codes = new Map<string, GrantedAccount>();
  readonly deauthorized: string[] = [];
  readonly domains = new Map<string, DomainFacts>();
  now: () => number = () => 0;
  readonly #faults: { method: Method; fault: Fault }[] = [];
  readonly #gates = new Map<Method, Promise<void>>();
  readonly #replies = new Map<string, unknown>();
  #made = 0;
  #links = 0;

  /** The next call of this kind goes wrong. */
  fail(method: Method, fault: Fault, times = 1): void {
    for (let i = 0; i < times; i += 1) this.#faults.push({ method, fault });
  }

  /** Calls of this kind do not answer until the returned function is called. */
  hold(method: Method): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#gates.set(method, promise);
    return () => {
      this.#gates.delete(method);
      resolve();
    };
  }

  count(method: Method): number {
    return this.calls.filter((call) => call.method === method).length;
  }

  /** How an account stands from now on. */
  set(id: string, reading: Partial<AccountReading>): void {
    this.readings.set(id, { ...this.#reading(id), ...reading });
  }

  async readAccount(id: string, form: AccountForm): Promise<AccountReading> {
    await this.#enter('readAccount', { account: id, given: form });
    return this.#reading(id);
  }

  async createAccount(account: NewAccount, key: string): Promise<AccountReading> {
    return this.#keyed('createAccount', key, account, () => {
      this.#made += 1;
      const id = `acct_made${this.#made}`;
      this.set(id, {
        name: account.displayName,
        country: account.country,
        stage: 'needs',
        requirementsDue: 8,
      });
      return this.#reading(id);
    });
  }

  async createAccountLink(account: string, back: AccountLinkTargets): Promise<AccountLinkFacts> {
    await this.#enter('createAccountLink', { account, given: back });
    this.#links += 1;
    return {
      url: `https://connect.stripe.com/setup/${account}/${this.#links}`,
      expiresAt: this.now() + FIVE_MINUTES,
    };
  }

  async exchangeCode(code: string): Promise<GrantedAccount> {
    await this.#enter('exchangeCode', { given: code });
    const granted = this.codes.get(code);
    this.codes.delete(code);
    if (!granted) throw new StripeFailure('rejected', 'No such code.', { code: 'invalid_grant' });
    return granted;
  }

  async deauthorize(account: string): Promise<void> {
    const lost = await this.#enter('deauthorize', { account });
    this.deauthorized.push(account);
    if (lost) throw lost;
  }

  async registerDomain(account: string, domain: string, key: string): Promise<DomainFacts> {
    return this.#keyed('registerDomain', key, { account, domain }, () => this.#domain(domain));
  }

  async validateDomain(account: string, id: string): Promise<DomainFacts> {
    await this.#enter('validateDomain', { account, given: id });
    return this.#domain(id.replace('pmd_', ''));
  }

  async payTest(payment: NewTestPayment, key: string): Promise<TestPaymentFacts> {
    return this.#keyed('payTest', key, payment, () => ({
      paymentIntent: `pi_${key}`,
      status: 'succeeded',
      code: null,
    }));
  }

  #reading(id: string): AccountReading {
    return (
      this.readings.get(id) ?? {
        id,
        name: 'Bayside Medical',
        country: 'AU',
        stage: 'ready',
        requirementsDue: 0,
        deadline: null,
      }
    );
  }

  #domain(domain: string): DomainFacts {
    return this.domains.get(domain) ?? { id: `pmd_${domain}`, state: 'active', problem: null };
  }

  async #keyed<Result>(method: Method, key: string, given: unknown, work: () => Result): Promise<Result> {
    const lost = await this.#enter(method, { key, given });
    const earlier = this.#replies.get(key);
    const reply = (earlier as Result | undefined) ?? work();
    this.#replies.set(key, reply);
    if (lost) throw lost;
    return reply;
  }

  /** Throws what happens before anything is done; answers what is lost after it was. */
  async #enter(method: Method, call: Omit<LoggedCall, 'method'>): Promise<StripeFailure | null> {
    this.calls.push({ method, ...call });
    const at = this.#faults.findIndex((entry) => entry.method === method);
    const fault = at < 0 ? undefined : this.#faults.splice(at, 1)[0]?.fault;
    await this.#gates.get(method);
    if (fault === undefined) return null;
    if (fault === 'after') return toFailure(fault);
    throw toFailure(fault);
  }
}
