import { tellDeveloper } from './tell-developer.ts';

interface Known<Name extends string> {
  /** Options that have their effect here. */
  readonly simulated: readonly Name[];
  /** Options of Stripe's that change nothing here. */
  readonly ignored: readonly Name[];
}

/** Says what has no effect: a name that Stripe does not know, in Stripe's words; one that we do not, in ours. */
export function warnUnknown<Name extends string>(
  where: string,
  given: object | undefined,
  { simulated, ignored }: Known<Name>,
): void {
  for (const name of Object.keys(given ?? {})) {
    if (simulated.some((known) => known === name)) continue;
    if (ignored.some((known) => known === name)) {
      tellNoEffect(where, name);
    } else {
      tellDeveloper(
        `[Stripe.js] Unrecognized ${where} parameter: ${name} is not a recognized parameter. This may cause issues with your integration in the future.`,
      );
    }
  }
}

/** Not of an unknown name: Stripe has it. */
export function tellNoEffect(where: string, name: string): void {
  tellDeveloper(`[Stripe simulator] ${where}: \`${name}\` has no effect here; Stripe may honour it.`);
}
