import type { FastifyRateLimitStoreCtor } from '@fastify/rate-limit';
import type { Dialect } from 'kysely';

import type { Bus } from '../streams/bus.ts';

/** A database, and what several gateway processes share beside its tables. */
export interface Engine {
  readonly dialect: Dialect;
  /** Without the limits on time that keep one call from holding up others. */
  readonly migrationDialect: () => Dialect;
  readonly bus: Bus;
  /** Counts calls for all processes together; null when this process is the only one. */
  readonly rateLimits: FastifyRateLimitStoreCtor | null;
  /** Makes what the processes share beside the tables, unless it is there. */
  readonly prepare: () => Promise<void>;
  /** Whether it answers and keeps nothing: a standby, or one that its operator, or a full disk, has stopped. */
  readonly isReadOnly: () => Promise<boolean>;
}
