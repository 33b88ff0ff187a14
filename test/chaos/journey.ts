import { setTimeout as sleep } from 'node:timers/promises';

import { Browser } from './browser.ts';
import type { Cluster } from './cluster.ts';
import type { Random } from './random.ts';

/** Cards that pay, are declined, settle later, or settle later and then fail. */
const CARDS = [
  'pm_card_visa',
  'pm_card_visa',
  'pm_card_mastercard',
  'pm_card_chargeDeclined',
  'pm_card_chargeDeclinedInsufficientFunds',
] as const;

/** How long one step is waited for before the person goes on with something else; milliseconds. */
const PATIENCE = 8_000;

/** What a clinician asked for, and what they were told of it. */
export interface Asked {
  /** Once in the whole run: the request is found again by it. */
  readonly description: string;
  readonly amount: number;
  /** The id that the gateway answered with: from then on it must never be lost. */
  id: string | null;
  wasRefused: boolean;
}

/** A call with a clinician and a patient, each in a page of their own; some people have two windows open. */
export class Journey {
  readonly asked: Asked[] = [];
  readonly browsers: readonly Browser[];
  readonly callId: string;
  readonly #clinician: Browser;
  readonly #patient: Browser;
  readonly #random: Random;

  constructor(cluster: Cluster, number: number, random: Random) {
    this.#random = random;
    this.callId = `call-${number}`;
    const card = random.fork();
    const person = (role: 'clinician' | 'patient') =>
      new Browser({
        cluster,
        callId: this.callId,
        role,
        personId: `${role}-${number}`,
        chooseCard: () => card.pick(CARDS),
      });
    this.#clinician = person('clinician');
    this.#patient = person('patient');
    this.browsers = [this.#clinician, this.#patient, ...(random.chance(0.3) ? [person('patient')] : [])];
  }

  async run(): Promise<void> {
    await Promise.all(this.browsers.map((browser) => browser.isReady(30_000)));
    const rounds = this.#random.between(1, 3);
    for (let round = 0; round < rounds; round += 1) {
      const asked = await this.#ask(round);
      if (asked.id === null) continue;
      await Promise.all([this.#patientActs(asked.id), this.#clinicianActs(asked.id)]);
    }
  }

  close(): void {
    for (const browser of this.browsers) browser.close();
  }

  async #ask(round: number): Promise<Asked> {
    const amount = this.#random.between(100, 50_000);
    const asked: Asked = {
      description: `${this.callId} round ${round}`,
      amount,
      id: null,
      wasRefused: false,
    };
    this.asked.push(asked);
    const { session } = this.#clinician;
    const payerId = this.#patient.options.personId;
    const id = await session.createRequest({ amount, description: asked.description, payerId });
    asked.id = id;
    asked.wasRefused = id === null;
    return asked;
  }

  async #patientActs(id: string): Promise<void> {
    const random = this.#random.fork();
    const payers = this.browsers.filter(({ options }) => options.role === 'patient');
    const seen = await this.#patient.until(
      (browser) => browser.shown().find((each) => each.id === id),
      PATIENCE,
    );
    if (!seen) return;
    await sleep(random.between(0, 300));
    if (random.chance(0.15)) return this.#patient.session.refuseRequest(id);
    if (random.chance(0.1)) return this.#patient.session.putOff(id);
    const tries = random.between(1, 3);
    for (let turn = 0; turn < tries; turn += 1) {
      // Somebody with two windows pays in both at once.
      await Promise.all(payers.map((payer) => payer.pay(id)));
      if (this.#isOver(id)) return;
      await sleep(random.between(0, 300));
    }
  }

  async #clinicianActs(id: string): Promise<void> {
    const random = this.#random.fork();
    if (!random.chance(0.35)) return;
    await sleep(random.between(0, 1500));
    await this.#clinician.session.cancelRequest(id);
  }

  #isOver(id: string): boolean {
    const status = this.#patient.shown().find((each) => each.id === id)?.status;
    return status !== 'requested' && status !== 'processing';
  }
}
