import type * as fc from 'fast-check';

import type { Fault } from '../fault.ts';
import type { GatewayFixture } from '../gateway-fixture.ts';
import type { Known, Model } from './known.ts';
import { lookAtAll } from './looks.ts';

export const MOST_REQUESTS = 4;

/** What somebody does, in the words that a failing run prints; then everybody looks. */
export class Step implements fc.AsyncCommand<Model, GatewayFixture> {
  readonly #words: string;
  readonly #act: (model: Model, gateway: GatewayFixture) => Promise<unknown>;
  readonly #isPossible: (model: Model) => boolean;

  constructor(
    words: string,
    act: (model: Model, gateway: GatewayFixture) => Promise<unknown>,
    isPossible: (model: Model) => boolean = () => true,
  ) {
    this.#words = words;
    this.#act = act;
    this.#isPossible = isPossible;
  }

  check(model: Readonly<Model>): boolean {
    return this.#isPossible(model);
  }

  async run(model: Model, gateway: GatewayFixture): Promise<void> {
    await this.#act(model, gateway);
    await lookAtAll(model, gateway);
    model.isRefusing = false;
  }

  toString(): string {
    return this.#words;
  }
}

/** Something that is done to the request of this number, or to the last when there are not so many. */
export function step(
  words: string,
  number: number,
  act: (known: Known, gateway: GatewayFixture, model: Model) => Promise<unknown> | void,
): Step {
  return new Step(
    `#${number} ${words}`,
    async (model, gateway) => {
      const known = model.requests[number] ?? model.requests.at(-1);
      if (known) await act(known, gateway, model);
    },
    ({ requests }) => requests.length > 0,
  );
}

export const hasRoom = ({ keys }: Model) => keys.length < MOST_REQUESTS;
export const nextKey = ({ keys }: Model) => `key-${keys.length + 1}`;

export const told = (fault: Fault | 'rejected' | null) => String(fault ?? 'well');
