import type { CardFacts } from './cards/card-facts.ts';
import type { AccountLinkStore } from './connect/account-link-store.ts';
import type { AuthorizationCodes } from './connect/authorization-codes.ts';
import type { ConnectionStore } from './connect/connection-store.ts';
import type { Emit } from './resources/events/emit.ts';
import type { EmitV2 } from './resources/v2-events/emit-v2.ts';
import type { ChallengeStore } from './resources/payment-intents/challenge-store.ts';
import type { SettlementStore } from './resources/payment-intents/settlement-store.ts';
import type { ReceiptOutbox } from './receipts/receipt-outbox.ts';
import type { ObjectStore } from './store/object-store.ts';
import type { Redeliver } from './webhooks/redeliver.ts';

/** What the resources work with. Everything here takes part in the caller's transaction. */
export interface World {
  readonly publicUrl: string;
  /** What Stripe would say that it is; UTC milliseconds. */
  readonly now: () => number;
  /** The machine's own clock, which timers go by; UTC milliseconds. */
  readonly realNow: () => number;
  readonly objects: ObjectStore;
  readonly connections: ConnectionStore;
  readonly codes: AuthorizationCodes;
  readonly accountLinks: AccountLinkStore;
  readonly cards: CardFacts;
  readonly challenges: ChallengeStore;
  readonly settlements: SettlementStore;
  readonly settleAfterMs: number;
  readonly receipts: ReceiptOutbox;
  readonly emit: Emit;
  readonly emitV2: EmitV2;
  readonly redeliver: Redeliver;
}

/** Stripe's times are whole seconds. */
export function seconds(world: Pick<World, 'now'>): number {
  return Math.floor(world.now() / 1000);
}
