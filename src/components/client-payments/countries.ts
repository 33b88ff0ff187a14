/**
 * Where Stripe opens accounts. Source: https://stripe.com/global
 * Asked for only where the clinic's currency leaves it open.
 */
const COUNTRIES =
  'AE AT AU BE BG BR CA CH CY CZ DE DK EE ES FI FR GB GI GR HK HR HU IE IN IT JP LI LT LU LV MT MX MY NL NO NZ PL PT RO SE SG SI SK TH US';

/** Code and name of each, by name in the person's language. */
export function countriesIn(locale: string): readonly (readonly [code: string, name: string])[] {
  const names = new Intl.DisplayNames(locale, { type: 'region' });
  const byName = new Intl.Collator(locale);
  return COUNTRIES.split(' ')
    .map((code) => [code, names.of(code) ?? code] as const)
    .toSorted(([, a], [, b]) => byName.compare(a, b));
}
