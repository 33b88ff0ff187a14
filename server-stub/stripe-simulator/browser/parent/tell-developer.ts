/** For whoever reads the console, as Stripe.js does it too. */
export function tellDeveloper(text: string): void {
  // oxlint-disable-next-line no-console -- the console is where a developer looks for it.
  console.warn(text);
}
