import type { Person } from '../../../src/contract/roles.ts';

export type CallRole = 'clinician' | 'patient';

/** What the demo's backend says of a visit. */
export interface VisitDetails {
  readonly callId: string;
  readonly role: CallRole;
  readonly self: Required<Person>;
  /** Who the visit is booked for, here or not. */
  readonly booked: Readonly<Record<CallRole, Required<Person>>>;
  readonly clinic: { readonly ref: string; readonly name: string };
  readonly hostId: string;
  /** Origins, as a browser reaches them. */
  readonly gateway: string;
  readonly simulator: string | null;
}

/** The page's path says who it is for. */
export function roleOfPath(path: string): CallRole {
  return path.startsWith('/clinician') ? 'clinician' : 'patient';
}

/** Throws when the call's name is not acceptable, or the demo is not there. */
export async function fetchVisitDetails(role: CallRole, query: URLSearchParams): Promise<VisitDetails> {
  const wanted = new URLSearchParams({ role });
  for (const name of ['call', 'clinic']) {
    const value = query.get(name);
    if (value) wanted.set(name, value);
  }
  const answer = await fetch(`/api/visit?${wanted}`);
  if (!answer.ok) throw new Error(`The demo answered ${answer.status} for this call.`);
  // Our own backend's answer, from the same release.
  const visit = (await answer.json()) as VisitDetails;
  const name = query.get('name')?.trim().slice(0, 60);
  return name ? { ...visit, self: { ...visit.self, displayName: name } } : visit;
}

/** One or two letters for a name: the last two words' first ones, without a title. */
export function initialsOf(name: string): string {
  const words = name
    .replace(/^(dr|dott|prof|mr|ms|mrs)\.?\s+/iu, '')
    .split(/\s+/)
    .filter(Boolean);
  return words
    .slice(-2)
    .map((word) => String.fromCodePoint(word.codePointAt(0) ?? 0x20).toUpperCase())
    .join('');
}

/** The page of the other person, of the same call. */
export function otherSideUrl(visit: VisitDetails): string {
  const url = new URL(visit.role === 'clinician' ? '/patient' : '/clinician', location.href);
  url.searchParams.set('call', visit.callId);
  url.searchParams.set('clinic', visit.clinic.ref);
  return url.href;
}
