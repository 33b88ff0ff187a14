/** What the gallery's switches can be set to, the first of each being the usual one. */
export const CHOICES = {
  theme: ['device', 'light', 'dark', 'contrast'],
  width: ['360', '320', '480', 'full'],
  dir: ['auto', 'ltr', 'rtl'],
  text: ['100', '200'],
} as const;

type Choices = { readonly [Name in keyof typeof CHOICES]: (typeof CHOICES)[Name][number] };

/** What is shown, and how: all of it is in the address, so that a link or a picture opens the very state. */
export interface GalleryView extends Choices {
  /** An element's tag, or null for all of them. */
  readonly element: string | null;
  /** A state's id, or null for all of them. */
  readonly state: string | null;
  /** BCP 47. */
  readonly lang: string;
  /** Nothing but the elements: no switches, no words around them. */
  readonly only: boolean;
}

const USUAL: GalleryView = {
  element: null,
  state: null,
  lang: 'en',
  theme: 'device',
  width: '360',
  dir: 'auto',
  text: '100',
  only: false,
};

/** Reads an address' query; what it does not know is as usual. */
export function parseView(search: string): GalleryView {
  const query = new URLSearchParams(search);
  return {
    element: query.get('element') || null,
    state: query.get('state') || null,
    lang: query.get('lang') || USUAL.lang,
    theme: oneOf(CHOICES.theme, query.get('theme')),
    width: oneOf(CHOICES.width, query.get('width')),
    dir: oneOf(CHOICES.dir, query.get('dir')),
    text: oneOf(CHOICES.text, query.get('text')),
    only: query.get('only') === '1',
  };
}

/** The gallery's address for a view, with what is not usual in it. */
export function addressOf(view: GalleryView): string {
  const query = new URLSearchParams();
  for (const [name, usual] of Object.entries(USUAL)) {
    const value: unknown = view[name as keyof GalleryView];
    if (value !== usual) query.set(name, value === true ? '1' : String(value));
  }
  return query.size ? `/gallery?${query}` : '/gallery';
}

/** The choice of this name, else the usual one. */
function oneOf<Choice extends string>(choices: readonly [Choice, ...Choice[]], name: string | null): Choice {
  return choices.find((choice) => choice === name) ?? choices[0];
}
