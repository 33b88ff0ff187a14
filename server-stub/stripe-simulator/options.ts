import { fileURLToPath } from 'node:url';

import { BUILT } from '../built.ts';
import { SIMULATED } from '../stripe/simulated.ts';
import type { Faults } from './http/faults.ts';

/** How to build a simulator. Everything has a default. */
export interface SimulatorOptions {
  /** Folder of the state, made when missing; `:memory:` (the default) keeps nothing. */
  readonly data?: string;
  /** Where browsers reach the simulator, without a slash at the end: in receipt and challenge addresses. */
  readonly publicUrl?: string;
  /** The Connect endpoint; null for none. */
  readonly webhookUrl?: string | null;
  readonly webhookSecret?: string;
  /**
   * Stripe's retry schedule (at once, 5 min, 30 min, 2 h, 5 h, 10 h, then every 12 h for three days)
   * times this. The default, 1/300, makes the first retry come after a second.
   */
  readonly webhookTimeScale?: number;
  /** How long one delivery may take before it counts as failed; milliseconds. */
  readonly webhookTimeoutMs?: number;
  /** How long the card that settles later stays in `processing`; milliseconds. */
  readonly settleAfterMs?: number;
  /** Where the built `stripe.js`, `card-frame.js` and `challenge.js` are. */
  readonly assetsDir?: string;
  /** The machine's clock; UTC milliseconds. */
  readonly now?: () => number;
  /** In place of the fault rules of `/_simulator/faults`, where calls of the API are concerned. */
  readonly faults?: Faults | null;
}

export type ResolvedOptions = Required<SimulatorOptions>;

export function resolveOptions(options: SimulatorOptions): ResolvedOptions {
  return {
    data: options.data ?? ':memory:',
    publicUrl: (options.publicUrl ?? 'http://localhost:4300').replace(/\/+$/, ''),
    webhookUrl: options.webhookUrl === undefined ? null : options.webhookUrl,
    webhookSecret: options.webhookSecret ?? SIMULATED.webhookSecret,
    webhookTimeScale: options.webhookTimeScale ?? 1 / 300,
    webhookTimeoutMs: options.webhookTimeoutMs ?? 10_000,
    settleAfterMs: options.settleAfterMs ?? 4000,
    assetsDir: options.assetsDir ?? fileURLToPath(new URL('simulator/', BUILT)),
    now: options.now ?? Date.now,
    faults: options.faults ?? null,
  };
}
