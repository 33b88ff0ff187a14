/** Tells a developer, in the console, what is wrong with how an element is used. */
export function warn(host: Element, message: string, cause?: unknown): void {
  // oxlint-disable-next-line no-console -- The one place where the elements speak to developers.
  console.warn(`<${host.localName}>: ${message}`, ...(cause === undefined ? [] : [cause]));
}
