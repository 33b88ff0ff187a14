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
}
