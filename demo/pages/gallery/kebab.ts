/** `too_many_decimals` and `notEmbedded` as an id: `too-many-decimals`, `not-embedded`. */
export function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replaceAll('_', '-');
}
