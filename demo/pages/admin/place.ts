/** Where somebody is in the *Configure* pages: all of it is in the address. */
export interface Place {
  readonly role: AdminRole;
  /** The host's own reference. */
  readonly clinic: string;
  readonly page: PageName;
}

export type AdminRole = 'clinic-admin' | 'organisation-admin';
export const PAGES = ['access', 'account', 'payments'] as const;
export type PageName = (typeof PAGES)[number];

export function readPlace(query: URLSearchParams, clinics: readonly { readonly ref: string }[]): Place {
  const asked = query.get('clinic');
  const page = query.get('page');
  return {
    role: query.get('role') === 'organisation-admin' ? 'organisation-admin' : 'clinic-admin',
    clinic: clinics.find(({ ref }) => ref === asked)?.ref ?? clinics[0]?.ref ?? '',
    page: PAGES.find((name) => name === page) ?? 'account',
  };
}

/** The address of a place, which keeps language and appearance. */
export function addressOf({ role, clinic, page }: Place, from = location.href): string {
  const url = new URL(from);
  for (const [name, value] of Object.entries({ role, clinic, page })) url.searchParams.set(name, value);
  url.hash = '';
  return url.pathname + url.search;
}
