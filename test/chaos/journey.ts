import { setTimeout as sleep } from 'node:timers/promises';

import type { FaultRule } from '../../server-stub/stripe-simulator/faults/fault-rule.ts';
import type { Admin } from './admin.ts';
import { Browser } from './browser.ts';
import type { Cluster } from './cluster.ts';
import type { Random } from './random.ts';

/** Cards that pay, are declined, settle later, settle later and then fail, or whose bank sends back what is given back. */
const CARDS = [
  'pm_card_visa',
  'pm_card_visa',
  'pm_card_mastercard',
  'pm_card_chargeDeclined',
  'pm_card_chargeDeclinedInsufficientFunds',
  'pm_card_settlesLater',
  'pm_card_failsLater',
  'pm_card_refundFail',
] as const;

/** Stripe gives back and does not say so: not to the call, nor by its events. */
const LOST_REFUND = { route: 'POST /v1/refunds', effect: 'cut-after', count: 2 } as const;
const LOST_EVENTS = { effect: 'drop', count: 3 } as const;
/** Who withdraws is told that it is being done, and Stripe does not answer. */
const LOST_CANCEL = { route: 'POST /v1/payment_intents/*/cancel', effect: 'error-before', count: 2 } as const;
/** Milliseconds: until then Stripe has forgotten every key. */
const SLEEP = 26 * 60 * 60_000;
/** Milliseconds; by then somebody else's refund was the one that got lost. */
const LOSS_AWAITED = 5000;

/** How long people wait for what they see; milliseconds. */
export interface Patience {
  /** For their page to be ready. */
  readonly page: number;
  /** For one step, before they go on with something else. */
  readonly step: number;
}

export interface JourneyOptions {
  /** Of the clinic: some of what was paid is given back. */
  readonly admins: readonly Admin[];
  /** The most that is asked for in this call, one after the other. */
  readonly rounds: number;
  /** How likely it is, from 0 to 1, that all machines sleep for a day just when a refund's answer is lost. */
  readonly sleeps: number;
  readonly patience: Patience;
}

/** What a clinician asked for, and what they were told of it. */
export interface Asked {
  /** Once in the whole run: the request is found again by it. */
  readonly description: string;
  readonly amount: number;
  readonly payerId: string;
  /** The id that the gateway answered with: from then on it must never be lost. */
  id: string | null;
}

/**
 * A call: one or two clinicians, one or two patients, each in a page of their own, and somebody has a second window
 * open.
 */
export class Journey {
  readonly asked: Asked[] = [];
  isOver = false;
  readonly callId: string;
  readonly #cluster: Cluster;
  readonly #clinicians: readonly Browser[];
  readonly #patients: readonly Browser[];
  readonly #options: JourneyOptions;
  readonly #random: Random;

  constructor(cluster: Cluster, number: number, random: Random, options: JourneyOptions) {
    this.#cluster = cluster;
    this.#random = random;
    this.#options = options;
    this.callId = `call-${number}`;
    const card = random.fork();
    const person = (role: 'clinician' | 'patient', name: string) =>
      new Browser({
        cluster,
        callId: this.callId,
        role,
        personId: `${name}-${number}`,
        chooseCard: () => card.pick(CARDS),
      });
    this.#clinicians = [
      person('clinician', 'clinician'),
      ...(random.chance(0.25) ? [person('clinician', 'colleague')] : []),
    ];
    this.#patients = [
      person('patient', 'patient'),
      ...(random.chance(0.3) ? [person('patient', 'patient')] : []),
      ...(random.chance(0.25) ? [person('patient', 'relative')] : []),
    ];
  }

  get browsers(): readonly Browser[] {
    return [...this.#clinicians, ...this.#patients];
  }

  async run(): Promise<void> {
    await Promise.all(this.browsers.map((browser) => browser.isReady(this.#options.patience.page)));
    const rounds = this.#random.between(1, this.#options.rounds);
    for (let round = 0; round < rounds; round += 1) {
      const asked = await this.#ask(round);
      const { id } = asked;
      if (id === null) continue;
      await Promise.all([
        this.#payerActs(id, asked.payerId),
        ...this.#clinicians.map((clinician) => this.#clinicianActs(clinician, id)),
      ]);
      if (this.#clinicians[0]?.statusOf(id) === 'paid') await this.#adminsAct(id, asked.amount);
    }
    this.isOver = true;
  }

  close(): void {
    for (const browser of this.browsers) browser.close();
  }

  async #ask(round: number): Promise<Asked> {
    const random = this.#random;
    const [first, ...others] = this.#clinicians;
    const clinician = first && random.pick([first, ...others]);
    const asked: Asked = {
      description: `${this.callId} round ${round}`,
      amount: random.between(100, 50_000),
      payerId: this.#patients[random.between(0, this.#patients.length - 1)]?.options.personId ?? '',
      id: null,
    };
    this.asked.push(asked);
    const { amount, description, payerId } = asked;
    asked.id = (await clinician?.session.createRequest({ amount, description, payerId })) ?? null;
    return asked;
  }

  async #payerActs(id: string, payerId: string): Promise<void> {
    const random = this.#random.fork();
    const windows = this.#patients.filter(({ options }) => options.personId === payerId);
    const [payer] = windows;
    const seen = await payer?.until(
      (browser) => browser.shown().find((each) => each.id === id),
      this.#options.patience.step,
    );
    if (!payer || !seen) return;
    await sleep(random.between(0, 300));
    if (random.chance(0.15)) return payer.withdraw(id);
    // Leaves it lying: it expires, when the clock is moved far enough.
    if (random.chance(0.15)) return payer.session.putOff(id);
    const tries = random.between(1, 3);
    for (let turn = 0; turn < tries; turn += 1) {
      // Somebody with two windows pays in both at once.
      await Promise.all(windows.map((browser) => browser.pay(id)));
      if (isOver(payer, id)) return;
      await sleep(random.between(0, 300));
      if (random.chance(0.2)) payer.reload();
    }
  }

  async #clinicianActs(clinician: Browser, id: string): Promise<void> {
    const random = this.#random.fork();
    await sleep(random.between(0, 1500));
    if (random.chance(0.3)) {
      if (random.chance(0.5)) await this.#cluster.control('/faults', 'POST', LOST_CANCEL);
      return clinician.withdraw(id);
    }
    if (random.chance(0.3)) return clinician.look(id);
    if (random.chance(0.15)) clinician.reload();
  }

  /** In whole, in part, by two at once who do not know of each other, by one who clicks twice. */
  async #adminsAct(id: string, amount: number): Promise<void> {
    const random = this.#random.fork();
    if (random.chance(0.2)) return;
    // Money that was given back and whose answer was lost: what comes by chance seldom comes just then.
    const lost = random.chance(0.4)
      ? await this.#cluster.control<FaultRule>('/faults', 'POST', LOST_REFUND)
      : null;
    if (lost) await this.#cluster.control('/faults', 'POST', LOST_EVENTS);
    await Promise.all([
      lost && random.chance(this.#options.sleeps) && this.#sleepOver(lost),
      ...this.#options.admins.map(async (admin) => {
        if (random.chance(0.3)) return;
        const part = random.chance(0.4) ? null : random.between(1, Math.ceil(amount / 3));
        await admin.refund(id, part, random.chance(0.3) ? 2 : 1);
        if (random.chance(0.3)) await admin.refund(id, null, 1);
      }),
    ]);
  }

  /** All machines sleep for a day once the answer is lost, in the middle of whatever they are doing. */
  async #sleepOver({ id }: FaultRule): Promise<void> {
    const deadline = performance.now() + LOSS_AWAITED;
    const isLost = async () => {
      const { rules } = await this.#cluster.control<{ rules: FaultRule[] }>('/faults', 'GET');
      return rules.every((rule) => rule.id !== id || rule.applied > 0);
    };
    while (!(await isLost())) {
      if (performance.now() > deadline) return;
      await sleep(20);
    }
    await this.#cluster.moveClock(SLEEP);
  }
}

function isOver(payer: Browser, id: string): boolean {
  const status = payer.statusOf(id);
  return status !== 'requested' && status !== 'processing';
}
