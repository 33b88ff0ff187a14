import type { NotReadyReason } from '../contract/gateway-session.ts';
import type { Facts } from './facts.ts';
import type { Check, Outcome } from './finding.ts';
import { CHECKS } from './finding.ts';
import type { DiagnosisWords } from './words/words.ts';

/** What a finding is said with: a sentence of ours, or the session's own reason. */
export interface Judgement {
  readonly check: Check;
  readonly outcome: Outcome;
  readonly words: keyof DiagnosisWords | NotReadyReason;
  /** What the sentence names: an origin, a directive, the missing words. */
  readonly about?: string;
}

type Verdict = Omit<Judgement, 'check'>;

/** What Stripe's form, its 3-D Secure and our page need; a sandbox without one of them breaks paying. */
const SANDBOX_NEEDS = ['allow-scripts', 'allow-same-origin', 'allow-forms', 'allow-popups'];

const ok = (words: Verdict['words'], about?: string): Verdict => verdict('ok', words, about);
const problem = (words: Verdict['words'], about?: string): Verdict => verdict('problem', words, about);
const unknown = (words: Verdict['words'], about?: string): Verdict => verdict('unknown', words, about);

function verdict(outcome: Outcome, words: Verdict['words'], about?: string): Verdict {
  return { outcome, words, ...(about !== undefined && { about }) };
}

const JUDGES: Readonly<Record<Check, (facts: Facts) => Verdict>> = {
  embedded: ({ place, isTop, frame }) => {
    if (place === 'plugin') return isTop ? problem('notFramed') : ok('framed');
    return frame ? ok('framePresent') : problem('noFrame');
  },

  origin: ({ place, origin, framedBy, hostOrigins, embedding, isTop }) => {
    if (place === 'host') {
      if (embedding === null) return ok('originAllowed', origin);
      if (embedding === 'ORIGIN_NOT_ALLOWED') return problem('originRefused', origin);
      return embedding === 'GATEWAY_UNEXPECTED' ? problem('hostUnknown') : unknown('originNotSaid');
    }
    if (isTop || framedBy === null || hostOrigins === null) return unknown('framerNotSaid');
    return hostOrigins.includes(framedBy)
      ? ok('originAllowed', framedBy)
      : problem('originRefused', framedBy);
  },

  'payment-permission': ({ place, allowsPayment, frame }) => {
    const allows =
      place === 'host' ? (frame ? (frame.allowsPayment ?? frame.asksForPayment) : null) : allowsPayment;
    if (place === 'host' && frame && !frame.asksForPayment) return problem('paymentNotAsked');
    if (allows === null) return unknown('permissionNotSaid');
    return allows ? ok('paymentAllowed') : problem('paymentNotAllowed');
  },

  sandbox: ({ origin, frame }) => {
    if (origin === 'null') return problem('pageSandboxed');
    const words = frame?.sandbox;
    const missing = words ? SANDBOX_NEEDS.filter((need) => !words.includes(need)) : [];
    return missing.length > 0 ? problem('frameSandboxed', missing.join(' ')) : ok('notSandboxed');
  },

  'content-policy': ({ place, blocked, isIsolated }) => {
    const [first] = blocked;
    if (first) return problem('policyBlocks', `${first.directive} (${first.url})`);
    return place === 'host' && isIsolated ? problem('pageIsolated') : ok('policyLetsThrough');
  },

  gateway: ({ embedding, session }) => {
    const answers = [embedding, typeof session === 'object' ? null : session];
    if (answers.includes('GATEWAY_UNREACHABLE')) return problem('gatewaySilent');
    if (answers.includes('GATEWAY_UNEXPECTED')) return problem('gatewayStrange');
    // A refusal is an answer, too.
    const hasAnswered = answers.some((answer) => answer !== undefined && answer !== 'TOKEN_UNAVAILABLE');
    return hasAnswered ? ok('gatewayAnswers') : unknown('gatewayNotAsked');
  },

  token: ({ place, hasToken, session }) => {
    if (place === 'host') {
      if (hasToken === undefined) return unknown('tokenNotAsked');
      return hasToken ? ok('tokenGiven') : problem('tokenNotGiven');
    }
    if (typeof session === 'object') return ok('tokenValid');
    if (session === undefined) return unknown('tokenNotAsked');
    if (session === 'TOKEN_UNAVAILABLE') return problem('tokenNotGiven');
    return /^token_|^not_allowed$/.test(session)
      ? problem('tokenRefused', session)
      : unknown('tokenNotTried');
  },

  clinic: ({ place, session }) => {
    if (place === 'host') return unknown('clinicNotSeen');
    if (typeof session !== 'object') return unknown('clinicNotSaid');
    const { payments, clinic } = session;
    if (!clinic || (!payments.ready && payments.reason === 'clinic_not_enabled'))
      return problem('clinic_not_enabled');
    return ok('clinicEnabled', clinic.name);
  },

  account: ({ place, session }) => {
    if (place === 'host') return unknown('accountNotSeen');
    if (typeof session !== 'object' || !session.clinic) return unknown('accountNotSaid');
    if (session.payments.ready) return ok('accountReady');
    const { reason } = session.payments;
    return reason === 'clinic_not_enabled' ? unknown('accountNotSaid') : problem(reason);
  },

  stripe: ({ hasStripe }) => {
    if (hasStripe === null) return unknown('stripeNotTried');
    return hasStripe ? ok('stripeThere') : problem('stripeSilent');
  },
};

/** Each check's outcome, in order. It sees facts only, and asks nobody. */
export function judge(facts: Facts): Judgement[] {
  return CHECKS.map((check) => ({ check, ...JUDGES[check](facts) }));
}
