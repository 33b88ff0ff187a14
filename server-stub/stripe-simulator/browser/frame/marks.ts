/** A mark of `/assets/brands/`; without a label it is an ornament. */
export function icon(name: string, label: string, width = 24): HTMLImageElement {
  const image = new Image(width, 16);
  image.src = `/assets/brands/${name}.svg`;
  image.alt = label;
  return image;
}
