import { Html } from '../pages/html.ts';

/** 20 by 20, drawn with the text's colour. */
const PATHS = {
  home: 'M3 9.5 10 3.5l7 6V16a1 1 0 0 1-1 1h-3.5v-4.5h-5V17H4a1 1 0 0 1-1-1z',
  card: 'M2.5 6.5A1.5 1.5 0 0 1 4 5h12a1.5 1.5 0 0 1 1.5 1.5v7A1.5 1.5 0 0 1 16 15H4a1.5 1.5 0 0 1-1.5-1.5zm0 2h15M5.5 12H8',
  scale: 'M10 3v14M6 17h8M4 6h12M4 6l-2 5.5h4zm12 0-2 5.5h4z',
  flag: 'M5 17.5V3m0 1h10l-2 3.5L15 11H5',
  bolt: 'M11 2.5 4.5 11H10l-1 6.5L15.5 9H10z',
  mail: 'M2.5 5.5h15v9.5h-15zm0 .5 7.5 5.5L17.5 6',
  plus: 'M10 4.5v11m-5.5-5.5h11',
  check: 'm4.5 10.5 3.5 3.5 7.5-8',
  cross: 'm5.5 5.5 9 9m0-9-9 9',
  clock: 'M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15M10 6v4.5l3 1.5',
  shield: 'M10 2.5 4 4.800V9.5c0 4 2.5 6.5 6 8 3.5-1.5 6-4 6-8V4.800z',
  back: 'M7.5 4.5 3.5 8.5l4 4M4 8.5h8a4 4 0 0 1 0 8H8.5',
  search: 'M9 3.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11m4 9.5 4 4',
  download: 'M10 3.5v9m-3.5-3.5 3.5 3.5 3.5-3.5M4 16.5h12',
  next: 'm8 5 5 5-5 5',
  tools: 'M4 6h7m4 0h1M4 10h2m4 0h6M4 14h6m4 0h2M11 4.5v3M6 8.5v3m4 1v3',
  code: 'm7 6-4 4 4 4m6-8 4 4-4 4',
} as const;

export type IconName = keyof typeof PATHS;

/** Beside words that say the same. */
export function icon(name: IconName): Html {
  return new Html(
    `<svg class="icon" viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false"><path d="${PATHS[name]}"/></svg>`,
  );
}
