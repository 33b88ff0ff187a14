import type { GatewaySession } from '../contract/gateway-session.ts';
import type { PaymentsErrorCode } from '../errors.ts';

/** What was seen of one side, before anybody judges it. */
export interface Facts {
  /** `host`: the call's page, which frames. `plugin`: the page with the elements, which is framed. */
  readonly place: 'host' | 'plugin';
  /** This page's origin; `null` in a sandbox. */
  readonly origin: string;
  /** The page is not in a frame. */
  readonly isTop: boolean;
  /** The origin of the page around this one; null where the browser does not say. */
  readonly framedBy: string | null;
  /** The origins that this page may be framed by; null when it does not know. */
  readonly hostOrigins: readonly string[] | null;
  /** Whether wallets are allowed in this page; null where the browser does not say. */
  readonly allowsPayment: boolean | null;
  /** The page keeps out of its frames whatever does not ask to be let in (COEP). */
  readonly isIsolated: boolean;
  /** The payments frame in this page, if there is one. */
  readonly frame: FrameFacts | null;
  /** What this page's content security policy kept from happening meanwhile. */
  readonly blocked: readonly BlockedLoad[];
  /** The gateway's word on this page's origin: null for yes, a code for no, undefined when it was not asked. */
  readonly embedding: PaymentsErrorCode | null | undefined;
  /** In the call's page: whether it gives a token; undefined when there was nobody to ask for one. */
  readonly hasToken: boolean | undefined;
  /** In the framed page: who the token says it is, or the code of what went wrong; undefined as above. */
  readonly session: GatewaySession | PaymentsErrorCode | undefined;
  /** Whether Stripe.js is there or can be had; null when it was not tried. */
  readonly hasStripe: boolean | null;
}

export interface FrameFacts {
  /** The frame's `allow` attribute names payments. */
  readonly asksForPayment: boolean;
  /** What the browser says; null where it does not. */
  readonly allowsPayment: boolean | null;
  /** The words of its `sandbox` attribute; null without one. */
  readonly sandbox: readonly string[] | null;
}

export interface BlockedLoad {
  /** `frame-src`, `connect-src`, `script-src-elem`, … */
  readonly directive: string;
  readonly url: string;
}
