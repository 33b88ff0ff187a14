import { setTimeout as sleep } from 'node:timers/promises';

import { Admin } from './admin.ts';
import { auditPages } from './audit-pages.ts';
import { auditStories } from './audit-stories.ts';
import { audit, type Audit } from './audit.ts';
import { Cluster, type ClusterOptions } from './cluster.ts';
import { Disturbance, type Counts } from './disturbance.ts';
import { Journey, type JourneyOptions } from './journey.ts';
import { Random } from './random.ts';

export interface ChaosOptions extends ClusterOptions, Omit<JourneyOptions, 'admins'> {
  readonly seed: number;
  readonly journeys: number;
  /** Journeys that run side by side. */
  readonly atOnce: number;
  /** Milliseconds between two troubles: at least, at most. */
  readonly pause: readonly [number, number];
  /** Troubles that are made however slow the machine is. */
  readonly least?: number;
  /** Milliseconds after which no more trouble is made, though journeys are still under way. */
  readonly trouble: number;
  /** Whether each open page has to be right before anything is made well again, too. */
  readonly hearing?: boolean;
  /** Milliseconds in which everybody has to agree once nothing goes wrong any more. */
  readonly settling: number;
}

export interface ChaosResult extends Audit, Counts {
  readonly journeys: number;
  /** How it was made well again: what is known to be undone is found by a new process, or by the clock. */
  readonly healedBy: 'restart' | 'clock';
  /** Milliseconds until all agreed, or it was given up. */
  readonly settledAfter: number;
  /** Where everybody's logs are; gone when all agree. */
  readonly logs: string;
}

/** Longer than any open request is left alone. */
const LONGEST_WITHOUT_A_LOOK = 75 * 60_000;

/**
 * Many people ask for payments and pay them, while whatever can break breaks: gateways and Stripe are killed,
 * answers and connections are lost, webhooks come twice, late or never, and clocks jump. Then all is well again, and an auditor
 * compares Stripe's books, the gateway's store and every page. The seed decides who does what and what goes wrong
 * in which order; when exactly, the machine.
 */
export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const random = new Random(options.seed);
  const cluster = await Cluster.start(options);
  const journeys: Journey[] = [];
  const admins = ['admin-1', 'admin-2'].map((name) => new Admin(cluster, name));
  try {
    const disturbance = new Disturbance(cluster, random.fork(), options);
    const healedBy = random.chance(0.5) ? 'restart' : 'clock';
    const travelling = travel(cluster, random, { ...options, admins }, journeys);
    const troubled = disturbance.run(options.trouble);
    // Those who still wait when all is told are cut off: what they say then is of no interest.
    travelling.then(() => disturbance.end()).catch(() => disturbance.end());
    await troubled;
    await cluster.control('/faults', 'DELETE');
    // Who still waits then is to be helped by that.
    await Promise.race([travelling, sleep(options.settling, undefined, { ref: false })]);
    // To be well again ends every stream, and whoever opens one anew is told all: before that, what was open has to do.
    const deaf = options.hearing
      ? await settled(
          options.settling,
          () => auditPages(cluster, journeys),
          ({ length }) => length === 0,
        )
      : [];
    await heal(cluster, healedBy);
    // A clock that jumped between a token and its use ends a page's tries: it says so, and its person presses “try again”.
    for (const { session } of journeys.flatMap(({ browsers }) => browsers))
      if (session.getState().connection.status === 'unavailable') session.retry();
    const healedAt = performance.now();
    const audited = await settled(
      options.settling,
      () => audit(cluster, journeys, admins),
      ({ disagreements }) => disagreements.length === 0,
    );
    const result = {
      ...audited,
      disagreements: [
        ...deaf.map((said) => `before it was well again, ${said}`),
        ...audited.disagreements,
        ...cluster.falls,
        ...(await auditStories(cluster, journeys)),
        ...(audited.outcomes.paid ? [] : ['nobody ever paid: this run says nothing']),
      ],
    };
    if (result.disagreements.length === 0) cluster.isClean = true;
    return {
      ...disturbance.counts,
      ...result,
      journeys: journeys.length,
      settledAfter: performance.now() - healedAt,
      healedBy,
      logs: cluster.folder,
    };
  } catch (error) {
    const { falls } = cluster;
    throw falls.length > 0 ? new Error(falls.join('\n'), { cause: error }) : error;
  } finally {
    for (const journey of journeys) journey.close();
    await cluster.stop();
  }
}

async function travel(
  cluster: Cluster,
  random: Random,
  { journeys: count, atOnce, ...options }: ChaosOptions & Pick<JourneyOptions, 'admins'>,
  journeys: Journey[],
): Promise<void> {
  const seeds = Array.from({ length: count }, () => random.fork());
  const next = seeds.entries();
  const worker = async (): Promise<void> => {
    for (const [number, seed] of next) {
      const journey = new Journey(cluster, number, seed, options);
      journeys.push(journey);
      await journey.run();
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, worker));
}

async function heal(cluster: Cluster, by: ChaosResult['healedBy']): Promise<void> {
  if (by === 'clock') return cluster.moveClock(LONGEST_WITHOUT_A_LOOK);
  for (const gateway of cluster.gateways) {
    await gateway.kill('SIGTERM');
    await gateway.start();
  }
}

async function settled<Found>(
  longest: number,
  look: () => Promise<Found>,
  isEnough: (found: Found) => boolean,
): Promise<Found> {
  const deadline = Date.now() + longest;
  for (;;) {
    const found = await look();
    if (isEnough(found) || Date.now() > deadline) return found;
    await sleep(500);
  }
}
