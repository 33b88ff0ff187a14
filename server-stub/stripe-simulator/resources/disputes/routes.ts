import type { Stripe } from 'stripe';

import { type ApiCall, type ApiRoute, ok } from '../../http/api-call.ts';
import { invalidRequest, resourceMissing } from '../../http/api-error.ts';
import { LIST_PARAMS, listBody, listCursor, listQuery } from '../../http/pagination.ts';
import type { World } from '../../world.ts';
import { isInquiry, needsResponse } from './dispute.ts';
import { givenEvidence, hasEvidence } from './evidence.ts';
import { decide, lose } from './life.ts';

const PATH = '/v1/disputes';

export function disputeRoutes(world: World): readonly ApiRoute[] {
  return [
    {
      method: 'GET',
      path: PATH,
      handle(call) {
        const { params } = call;
        params.allowOnly([...LIST_PARAMS, 'charge', 'payment_intent']);
        const page = world.objects.list('dispute', call.account, {
          ...listQuery(params),
          where: params.equal(['charge', 'payment_intent']),
        });
        if (!page) throw resourceMissing('dispute', listCursor(params), 'starting_after');
        return ok(listBody(PATH, page));
      },
    },
    {
      method: 'GET',
      path: `${PATH}/:id`,
      handle(call) {
        call.params.allowOnly(['expand']);
        return ok(read(world, call));
      },
    },
    { method: 'POST', path: `${PATH}/:id`, handle: (call) => ok(respond(world, call)) },
    {
      method: 'POST',
      path: `${PATH}/:id/close`,
      handle(call) {
        call.params.allowOnly(['expand']);
        const dispute = read(world, call);
        if (!needsResponse(dispute)) throw closed(dispute);
        return ok(lose(world, call, dispute));
      },
    },
  ];
}

/** Keeps the evidence, and, unless it is only staged, sends it to the bank. */
function respond(world: World, call: ApiCall): Stripe.Dispute {
  const { params } = call;
  params.allowOnly(['evidence', 'expand', 'metadata', 'submit']);
  const dispute = read(world, call);
  const evidence = givenEvidence(dispute.evidence, params.nested('evidence'));
  const given = params.has('evidence');
  const staged = params.flag('submit') === false;
  if (given && !needsResponse(dispute)) throw closed(dispute);
  const kept: Stripe.Dispute = {
    ...dispute,
    evidence,
    evidence_details: { ...dispute.evidence_details, has_evidence: hasEvidence(evidence) },
    metadata: params.metadata(dispute.metadata),
  };
  // Metadata alone, as a dispute that is over still takes, sends nothing.
  const sends = needsResponse(dispute) && !staged && (given || params.flag('submit') === true);
  const after = sends ? submitted(kept) : kept;
  world.objects.replace('dispute', after);
  world.emit(call, 'charge.dispute.updated', after, changes(dispute, after));
  if (sends) decide(world, call, after);
  return after;
}

function submitted(dispute: Stripe.Dispute): Stripe.Dispute {
  const details = dispute.evidence_details;
  return {
    ...dispute,
    evidence_details: {
      ...details,
      submission_count: details.submission_count + 1,
      submission_method: 'manual',
    },
    status: isInquiry(dispute) ? 'warning_under_review' : 'under_review',
  };
}

function changes(before: Stripe.Dispute, after: Stripe.Dispute): Stripe.Event.Data.PreviousAttributes {
  const names = ['evidence', 'evidence_details', 'metadata', 'status'] as const;
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  return Object.fromEntries(changed.map((name) => [name, before[name]]));
}

function read(world: World, call: ApiCall): Stripe.Dispute {
  const dispute = world.objects.get('dispute', call.account, call.id);
  if (!dispute) throw resourceMissing('dispute', call.id, 'dispute');
  return dispute;
}

function closed(dispute: Stripe.Dispute) {
  return invalidRequest(`This dispute can no longer be answered: its status is ${dispute.status}.`);
}
