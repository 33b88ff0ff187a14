/** Markup that is already safe. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Piece = string | number | Html | readonly Html[];

/** Whatever is put in is escaped, unless it is markup itself. */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return new Html(strings.map((text, index) => text + render(pieces[index] ?? '')).join(''));
}

function render(piece: Piece): string {
  if (piece instanceof Html) return piece.text;
  if (typeof piece === 'object') return piece.map((part) => part.text).join('');
  return String(piece).replaceAll(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

export interface Page {
  readonly title: string;
  readonly language?: string;
  /** Names under `/assets/`. */
  readonly stylesheet: string;
  readonly script?: string;
  readonly body: Html;
}

export function renderPage(page: Page): string {
  return html`<!doctype html>
    <html lang="${page.language ?? 'en'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${page.title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/assets/${page.stylesheet}" />
        ${page.script ? html`<script src="/assets/${page.script}" defer></script>` : ''}
      </head>
      <body>
        ${page.body}
      </body>
    </html> `.text;
}
