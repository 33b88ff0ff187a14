import * as fc from 'fast-check';

import type { Fault } from '../fault.ts';
import { HOUR, MINUTE, SECOND } from '../fake-clock.ts';
import type { Outcome } from './at-stripe.ts';
import { both, crashing, crashingAsk, lookingStale, makingTwo, type Pair } from './rough-steps.ts';
import { MOST_REQUESTS, Step } from './step.ts';
import {
  asking,
  inDashboard,
  losingAccess,
  opening,
  paying,
  refunding,
  regain,
  settling,
  telling,
  troubling,
  waiting,
  withdrawing,
} from './steps.ts';

const which = fc.nat({ max: MOST_REQUESTS - 1 });
const fault = fc.constantFrom<Fault>('before', 'after', 'replayed');
const maybe = fc.option(fault, { freq: 2 });
const withdrawal = fc.constantFrom('cancelled' as const, 'refused' as const);
const outcome = fc.constantFrom<Outcome>(
  'succeeds',
  'declines',
  'settles later',
  'fails later',
  'asks who they are',
);
const course = fc.oneof(
  outcome.map((only) => [only]),
  fc.constantFrom<readonly Outcome[]>(
    ['succeeds'],
    ['asks who they are', 'succeeds'],
    ['settles later', 'succeeds'],
    ['settles later', 'fails later'],
  ),
);

/** What may happen next. */
export const COMMANDS = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.oneof(fc.constant('well' as const), fault, fc.constant('rejected' as const)).map(asking),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(which, withdrawal, maybe, fc.integer({ min: 1, max: 2 }))
      .map((of) => withdrawing(...of)),
  },
  { weight: 2, arbitrary: fc.tuple(which, fc.option(fault, { freq: 4 })).map((of) => opening(...of)) },
  { weight: 6, arbitrary: fc.tuple(which, course).map((of) => paying(...of)) },
  { weight: 3, arbitrary: fc.tuple(which, fc.option(fault, { freq: 4 })).map((of) => settling(...of)) },
  { weight: 3, arbitrary: fc.tuple(which, fc.integer({ min: 1, max: 2 })).map((of) => telling(...of)) },
  {
    weight: 5,
    arbitrary: fc
      .record({
        number: which,
        amount: fc.option(fc.constantFrom(500, 1500, 6000), { nil: undefined, freq: 5 }),
        fault: fc.option(fc.oneof(fault, fault, fc.constant('rejected' as const)), { freq: 3 }),
        isAgain: fc.boolean(),
        thenSleeps: fc.boolean(),
      })
      .map(refunding),
  },
  {
    weight: 2,
    arbitrary: which.map((number) =>
      refunding({ number, amount: 500, fault: 'after', isAgain: false, thenSleeps: true }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(which, fc.constantFrom('cancels' as const, 'gives back' as const))
      .map((of) => inDashboard(...of)),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom('cancel' as const, 'retrieve' as const, 'refund' as const, 'list-refunds' as const),
        fault,
      )
      .map((of) => troubling(...of)),
  },
  { weight: 1, arbitrary: fc.boolean().map(losingAccess) },
  { weight: 3, arbitrary: fc.constant(new Step('access comes back', regain, ({ isShut }) => isShut)) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(which, fc.constantFrom('cancel' as const, 'refund' as const, 'retrieve' as const))
      .map((of) => crashing(...of)),
  },
  { weight: 1, arbitrary: fc.constant(crashingAsk()) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        which,
        fc.constantFrom<Pair>(
          'cancel+refuse',
          'cancel+refuse, Stripe away',
          'cancel+pay',
          'refuse+settle later',
          'refund+refund',
          'same refund',
        ),
        fc.nat({ max: 12 }),
      )
      .map((of) => both(...of)),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(which, fc.oneof(outcome, withdrawal, fc.constant('refund' as const)))
      .map((of) => lookingStale(...of)),
  },
  { weight: 2, arbitrary: fc.constant(makingTwo()) },
  {
    weight: 5,
    arbitrary: fc.constantFrom(SECOND, 10 * SECOND, MINUTE, 10 * MINUTE, HOUR, 24 * HOUR).map(waiting),
  },
);
