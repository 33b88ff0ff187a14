import { within } from '../payments/single-flight.ts';
import type { App, Gateway } from './gateway.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answers while the process is ending, too. */
    tellsHealth?: boolean;
  }
}

/** Milliseconds. A balancer asks every few seconds, and wants an answer before it asks again. */
const LONGEST_CHECK = 2_000;
/** Milliseconds. One call that is slow is no news. */
const STRIPE_IS_LATE = 30_000;

interface Check {
  readonly ok: boolean;
  /** What is wrong, and since when. */
  readonly detail?: string;
}

const OK: Check = { ok: true };

export function healthRoutes(app: App, gateway: Gateway): void {
  const quiet = { config: { rateLimit: false as const, tellsHealth: true }, logLevel: 'warn' as const };

  app.get(
    '/healthz',
    { ...quiet, schema: { tags: ['For the operator'], summary: 'The process is up' } },
    () => ({ status: 'up' }),
  );

  app.get(
    '/readyz',
    {
      ...quiet,
      schema: {
        tags: ['For the operator'],
        summary: 'It can serve',
        description:
          '200 with `ready: true`; 503 with `problems`, the reasons, when not: the database, its migrations, or the process is ending. `checks` says how each stands; `stripe` there keeps nobody from serving. What a balancer asks.',
      },
    },
    async (request, reply) => {
      const database = await checkDatabase(gateway);
      const serving = gateway.hub.isClosed ? wrong('This process is ending.') : OK;
      const needed = { ...database, serving };
      const problems = Object.values(needed).flatMap(({ detail }) => detail ?? []);
      if (problems.length > 0) request.log.warn({ problems }, 'not ready');
      return reply.code(problems.length > 0 ? 503 : 200).send({
        ready: problems.length === 0,
        problems,
        // Every process has the same Stripe: were that a reason, nobody would be left to say “checking”.
        checks: { ...needed, stripe: checkStripe(gateway) },
      });
    },
  );
}

async function checkDatabase({
  store,
}: Gateway): Promise<Readonly<Record<'database' | 'migrations', Check>>> {
  const asked = Promise.all([store.missingMigrations(), store.isReadOnly()]).catch(() => undefined);
  const answer = await within(LONGEST_CHECK, asked);
  if (!answer) return { database: wrong('The database does not answer.'), migrations: { ok: false } };
  const [missing, isReadOnly] = answer;
  return {
    database: isReadOnly ? wrong('The database is read-only.') : OK,
    migrations:
      missing.length > 0 ? wrong(`The database lacks ${missing.join(', ')}: run the migrations.`) : OK,
  };
}

function checkStripe({ stripeUnansweredSince, clock }: Gateway): Check {
  const since = stripeUnansweredSince();
  if (since === null || clock.now() - since < STRIPE_IS_LATE) return OK;
  return wrong(`Stripe has not answered since ${new Date(since).toISOString()}.`);
}

function wrong(detail: string): Check {
  return { ok: false, detail };
}
