import type { FastifyInstance } from 'fastify';

import type { ApiRoute } from '../http/api-call.ts';
import { InputError } from './control-input.ts';
import type { FaultRules } from './fault-rules.ts';
import { movedClock } from './moved-clock.ts';
import { readRule } from './read-rule.ts';
import type { SimulatorClock } from './simulator-clock.ts';

export interface FaultParts {
  readonly rules: FaultRules;
  readonly clock: SimulatorClock;
  readonly routes: readonly ApiRoute[];
}

/** `/_simulator/faults` and `/_simulator/clock`. */
export function mountFaults(app: FastifyInstance, { rules, clock, routes }: FaultParts): void {
  void app.register((scope, _options, done) => {
    scope.setErrorHandler((error, _request, reply) => {
      if (error instanceof InputError) return reply.code(400).send({ error: error.message });
      if (!isMalformed(error)) throw error;
      return reply.code(400).send({ error: 'Expected valid JSON.' });
    });
    scope.get('/_simulator/faults', (_request, reply) =>
      reply
        .header('cache-control', 'no-store')
        .send({ rules: rules.all(), clock: { offsetMs: clock.offsetMs } }),
    );
    scope.post('/_simulator/faults', (request, reply) =>
      reply.code(201).send(rules.add(readRule(request.body, routes))),
    );
    scope.delete('/_simulator/faults', (_request, reply) => {
      rules.removeAll();
      return reply.code(204).send();
    });
    scope.delete<{ Params: { id: string } }>('/_simulator/faults/:id', (request, reply) =>
      rules.remove(request.params.id)
        ? reply.code(204).send()
        : reply.code(404).send({ error: 'No rule of that id is in force.' }),
    );
    scope.post('/_simulator/clock', (request, reply) => {
      clock.offsetMs = movedClock(request.body, clock.offsetMs);
      return reply.send({ offsetMs: clock.offsetMs });
    });
    done();
  });
}

/** By its status: Fastify says so of a body that it cannot parse. */
function isMalformed(error: unknown): boolean {
  return error instanceof Error && 'statusCode' in error && error.statusCode === 400;
}
