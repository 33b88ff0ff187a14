/** Currencies of one country only, as far as Stripe is there. The euro, say, leaves it open. */
const COUNTRY: Readonly<Record<string, string>> = {
  aed: 'AE',
  aud: 'AU',
  brl: 'BR',
  cad: 'CA',
  chf: 'CH',
  czk: 'CZ',
  dkk: 'DK',
  gbp: 'GB',
  hkd: 'HK',
  huf: 'HU',
  jpy: 'JP',
  mxn: 'MX',
  myr: 'MY',
  nok: 'NO',
  nzd: 'NZ',
  pln: 'PL',
  ron: 'RO',
  sek: 'SE',
  sgd: 'SG',
  thb: 'TH',
  usd: 'US',
};

/** ISO 3166-1 alpha-2; null when the currency does not say. */
export function countryOfCurrency(currency: string): string | null {
  return COUNTRY[currency] ?? null;
}
