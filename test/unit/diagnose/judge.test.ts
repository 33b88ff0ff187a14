import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { NotReadyReason } from '../../../src/contract/gateway-session.ts';
import type { Facts } from '../../../src/diagnose/facts.ts';
import { CHECKS } from '../../../src/diagnose/finding.ts';
import type { Check } from '../../../src/diagnose/finding.ts';
import { judge } from '../../../src/diagnose/judge.ts';
import { MockGateway } from '../../../src/testing/mock-gateway.ts';

const SESSION = new MockGateway({ url: 'https://pay.example.test' }).sessionOf({
  id: 'clinician-1',
  role: 'clinician',
  callId: 'call-1',
});
const NOT_READY: readonly NotReadyReason[] = [
  'account_not_linked',
  'account_incomplete',
  'account_in_review',
  'account_restricted',
];
const FRAME = { asksForPayment: true, allowsPayment: true, sandbox: null };

const HOST: Facts = {
  place: 'host',
  origin: 'https://call.example.test',
  isTop: true,
  framedBy: null,
  hostOrigins: null,
  allowsPayment: true,
  isIsolated: false,
  frame: FRAME,
  blocked: [],
  embedding: null,
  hasToken: true,
  session: undefined,
  hasStripe: null,
};
const PLUGIN: Facts = {
  ...HOST,
  place: 'plugin',
  origin: 'https://pay.example.test',
  isTop: false,
  framedBy: 'https://call.example.test',
  hostOrigins: ['https://call.example.test'],
  frame: null,
  embedding: undefined,
  hasToken: undefined,
  session: SESSION,
  hasStripe: true,
};

/** Outcome and words of one check. */
function said(facts: Facts, check: Check): string {
  const found = judge(facts).find((judgement) => judgement.check === check) ?? assert.fail(check);
  return [found.outcome, found.words, found.about].filter(Boolean).join(' ');
}

function unready(reason: NotReadyReason): Facts {
  return { ...PLUGIN, session: { ...SESSION, payments: { ready: false, reason } } };
}

describe('a diagnosis', () => {
  test('finds nothing wrong where nothing is, and says each thing in its order', () => {
    for (const facts of [HOST, PLUGIN]) {
      const judged = judge(facts);
      assert.deepEqual(
        judged.map(({ check }) => check),
        [...CHECKS],
      );
      assert.deepEqual(
        judged.filter(({ outcome }) => outcome !== 'ok').map(({ check }) => check),
        facts === HOST ? ['clinic', 'account', 'stripe'] : [],
      );
    }
  });

  test('of being embedded', () => {
    assert.equal(said({ ...HOST, frame: null }, 'embedded'), 'problem noFrame');
    assert.equal(said({ ...PLUGIN, isTop: true }, 'embedded'), 'problem notFramed');
  });

  test('of the origin: the gateway’s word in the call’s page, the list in the framed one', () => {
    assert.equal(
      said({ ...HOST, embedding: 'ORIGIN_NOT_ALLOWED' }, 'origin'),
      'problem originRefused https://call.example.test',
    );
    assert.equal(said({ ...HOST, embedding: 'GATEWAY_UNEXPECTED' }, 'origin'), 'problem hostUnknown');
    assert.equal(said({ ...HOST, embedding: 'GATEWAY_UNREACHABLE' }, 'origin'), 'unknown originNotSaid');
    assert.equal(
      said({ ...PLUGIN, framedBy: 'https://evil.example.test' }, 'origin'),
      'problem originRefused https://evil.example.test',
    );
    assert.equal(said({ ...PLUGIN, framedBy: null }, 'origin'), 'unknown framerNotSaid');
  });

  test('of the permission for wallets, also where the browser does not say', () => {
    const inFrame = (over: object): string =>
      said({ ...HOST, frame: { ...FRAME, ...over } }, 'payment-permission');
    assert.equal(inFrame({ asksForPayment: false, allowsPayment: false }), 'problem paymentNotAsked');
    assert.equal(inFrame({ allowsPayment: false }), 'problem paymentNotAllowed');
    assert.equal(inFrame({ allowsPayment: null }), 'ok paymentAllowed');
    assert.equal(said({ ...HOST, frame: null }, 'payment-permission'), 'unknown permissionNotSaid');
    assert.equal(
      said({ ...PLUGIN, allowsPayment: false }, 'payment-permission'),
      'problem paymentNotAllowed',
    );
    assert.equal(said({ ...PLUGIN, allowsPayment: null }, 'payment-permission'), 'unknown permissionNotSaid');
  });

  test('of a sandbox: what is missing in it', () => {
    assert.equal(
      said({ ...HOST, frame: { ...FRAME, sandbox: ['allow-scripts', 'allow-same-origin'] } }, 'sandbox'),
      'problem frameSandboxed allow-forms allow-popups',
    );
    assert.equal(said({ ...PLUGIN, origin: 'null' }, 'sandbox'), 'problem pageSandboxed');
  });

  test('of the security policy: what it blocked, and a page that is isolated', () => {
    const blocked = [{ directive: 'frame-src', url: 'https://pay.example.test' }];
    assert.equal(
      said({ ...HOST, blocked }, 'content-policy'),
      'problem policyBlocks frame-src (https://pay.example.test)',
    );
    assert.equal(said({ ...HOST, isIsolated: true }, 'content-policy'), 'problem pageIsolated');
  });

  test('of the gateway: silence, a stranger at its address, and a refusal, which is an answer', () => {
    assert.equal(said({ ...PLUGIN, session: 'GATEWAY_UNREACHABLE' }, 'gateway'), 'problem gatewaySilent');
    assert.equal(said({ ...HOST, embedding: 'GATEWAY_UNREACHABLE' }, 'gateway'), 'problem gatewaySilent');
    assert.equal(said({ ...PLUGIN, session: 'GATEWAY_UNEXPECTED' }, 'gateway'), 'problem gatewayStrange');
    assert.equal(said({ ...PLUGIN, session: 'token_invalid' }, 'gateway'), 'ok gatewayAnswers');
    assert.equal(said({ ...PLUGIN, session: 'TOKEN_UNAVAILABLE' }, 'gateway'), 'unknown gatewayNotAsked');
    assert.equal(said({ ...PLUGIN, session: undefined }, 'gateway'), 'unknown gatewayNotAsked');
  });

  test('of the token: in the call’s page whether there is one, in the framed one whether it is taken', () => {
    assert.equal(said({ ...HOST, hasToken: false }, 'token'), 'problem tokenNotGiven');
    assert.equal(said({ ...HOST, hasToken: undefined }, 'token'), 'unknown tokenNotAsked');
    assert.equal(said({ ...PLUGIN, session: 'TOKEN_UNAVAILABLE' }, 'token'), 'problem tokenNotGiven');
    assert.equal(
      said({ ...PLUGIN, session: 'token_expired' }, 'token'),
      'problem tokenRefused token_expired',
    );
    assert.equal(said({ ...PLUGIN, session: undefined }, 'token'), 'unknown tokenNotAsked');
    assert.equal(said({ ...PLUGIN, session: 'GATEWAY_UNREACHABLE' }, 'token'), 'unknown tokenNotTried');
  });

  test('of the clinic and its account, by the gateway’s own reason', () => {
    assert.equal(said(unready('clinic_not_enabled'), 'clinic'), 'problem clinic_not_enabled');
    assert.equal(said(unready('clinic_not_enabled'), 'account'), 'unknown accountNotSaid');
    for (const reason of NOT_READY) {
      assert.equal(said(unready(reason), 'account'), `problem ${reason}`);
      assert.equal(said(unready(reason), 'clinic'), 'ok clinicEnabled Harbour Street Clinic');
    }
    assert.equal(said({ ...PLUGIN, session: 'token_invalid' }, 'clinic'), 'unknown clinicNotSaid');
  });

  test('of Stripe', () => {
    assert.equal(said({ ...PLUGIN, hasStripe: false }, 'stripe'), 'problem stripeSilent');
    assert.equal(said(HOST, 'stripe'), 'unknown stripeNotTried');
  });
});
