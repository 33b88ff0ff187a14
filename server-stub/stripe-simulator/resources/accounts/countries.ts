interface Country {
  readonly currency: string;
  readonly timezone: string;
}

/** What an account of a country starts with; only those that the simulator opens accounts in. */
const COUNTRIES: Readonly<Record<string, Country>> = {
  AU: { currency: 'aud', timezone: 'Australia/Sydney' },
  CA: { currency: 'cad', timezone: 'America/Toronto' },
  DE: { currency: 'eur', timezone: 'Europe/Berlin' },
  ES: { currency: 'eur', timezone: 'Europe/Madrid' },
  FR: { currency: 'eur', timezone: 'Europe/Paris' },
  GB: { currency: 'gbp', timezone: 'Europe/London' },
  IE: { currency: 'eur', timezone: 'Europe/Dublin' },
  IT: { currency: 'eur', timezone: 'Europe/Rome' },
  JP: { currency: 'jpy', timezone: 'Asia/Tokyo' },
  NL: { currency: 'eur', timezone: 'Europe/Amsterdam' },
  NZ: { currency: 'nzd', timezone: 'Pacific/Auckland' },
  SG: { currency: 'sgd', timezone: 'Asia/Singapore' },
  US: { currency: 'usd', timezone: 'America/New_York' },
};

/** `code`: ISO 3166 alpha-2, in capitals. */
export function countryOf(code: string): Country | null {
  return COUNTRIES[code] ?? null;
}
