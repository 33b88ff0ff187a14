import type { Stripe } from 'stripe';

/** The version that stripe-node pins: its types are what our objects are written against. */
export const API_VERSION: Stripe.LatestApiVersion = '2026-10-28.endive';

/** From these versions on the writable `payment_method_types` is gone. */
const DYNAMIC_METHODS_ONLY = { released: '2026-09-30', preview: '2026-08-26' };

/**
 * Since this day each version carries the name of its major release, which begins on the day given.
 * Source: https://docs.stripe.com/changelog
 */
const NAMED_SINCE = '2024-09-30';
const RELEASES: Readonly<Record<string, string>> = {
  acacia: '2024-09-30',
  basil: '2025-03-31',
  clover: '2025-09-30',
  dahlia: '2026-03-25',
  endive: '2026-09-30',
};
const FIRST_VERSION = '2011-01-01';

/**
 * What a caller without a `Stripe-Version` header gets is the account's own default at Stripe. Here it
 * counts as an older one, because clients without a version (the Stripe CLI) still send what it took.
 */
export function refusesPaymentMethodTypes(requested: string | null): boolean {
  if (requested === null) return false;
  const { date, release } = partsOf(requested);
  return date >= DYNAMIC_METHODS_ONLY[release === 'preview' ? 'preview' : 'released'];
}

/**
 * Whether the text can be a version of Stripe's API: a real day, no later than the one simulated, with the
 * name of the release that it falls in. Which days of a release have a version is Stripe's to know.
 */
export function isApiVersion(text: string): boolean {
  const { betas, date, release } = partsOf(text);
  if (!betas.every((beta) => /^[a-z0-9_]+=v\d+$/.test(beta))) return false;
  if (!isDay(date) || date < FIRST_VERSION || date > API_VERSION.slice(0, 10)) return false;
  if (release === null) return date < NAMED_SINCE;
  if (release === 'preview') return date >= NAMED_SINCE;
  return release === releaseAt(date);
}

/** E.g. `2026-10-28.endive`, `2024-06-20`, `2025-08-27.basil; some_beta=v1`. */
function partsOf(text: string): { date: string; release: string | null; betas: readonly string[] } {
  const [version = '', ...betas] = text.split(';').map((part) => part.trim());
  const [date = '', release = null] = version.split('.');
  return { date, release, betas };
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function releaseAt(date: string): string | null {
  const begun = Object.entries(RELEASES).filter(([, from]) => from <= date);
  return begun.at(-1)?.[0] ?? null;
}
