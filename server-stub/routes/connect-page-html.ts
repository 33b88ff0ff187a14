import { createHash } from 'node:crypto';

import type { VisitEnd } from '../accounts/visits.ts';
import { CONNECT_WORDS, type ConnectLanguage } from './connect-page-words.ts';

const STYLE = `
:root { color-scheme: light dark; }
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; min-height: 100dvh; display: grid; place-items: center; padding: 24px 16px;
  background: light-dark(#f3f5f8, #0f1318); color: light-dark(#14202e, #eef2f7);
  font: 400 1rem / 1.5 system-ui, sans-serif;
}
main {
  width: min(30rem, 100%); min-width: 0; padding: clamp(24px, 6vw, 40px); border-radius: 16px;
  border: 1px solid light-dark(#dde3ea, #2b333d); background: light-dark(#fff, #171c23);
}
svg { display: block; width: 44px; height: 44px; margin-bottom: 20px; }
.good { color: light-dark(#0b6e4f, #5fd3a8); }
.stopped { color: light-dark(#7a5200, #f0c265); }
h1 { margin: 0 0 8px; font-size: 1.375rem; line-height: 1.25; letter-spacing: -0.01em; text-wrap: balance; }
p { margin: 0; overflow-wrap: anywhere; text-wrap: pretty; }
p + p { margin-top: 16px; padding-top: 16px; border-top: 1px solid light-dark(#dde3ea, #2b333d); }
strong { font-weight: 600; white-space: nowrap; }
@media (forced-colors: active) { main { border-color: CanvasText; } }
`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** Nothing runs in it, nothing is fetched, and nobody may frame it. */
export const CONNECT_PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  vary: 'accept-language',
};

const TICK = '<path d="M14 23.5l6 6 10.5-12.5"/>';
const BANG = '<path d="M22 13.5v11M22 30.2v.3"/>';

/** What somebody reads whom Stripe has led back, and who came from nowhere that we know. */
export function connectPage(end: VisitEnd, language: ConnectLanguage): string {
  const { title, text, next } = CONNECT_WORDS[language][end];
  const isGood = end === 'came_back' || end === 'answered';
  return `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>${escape(title)}</title>
    <style>${STYLE}</style>
  </head>
  <body>
    <main>
      <svg class="${isGood ? 'good' : 'stopped'}" viewBox="0 0 44 44" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><circle cx="22" cy="22" r="20" stroke-width="2.5"/>${isGood ? TICK : BANG}</svg>
      <h1>${escape(title)}</h1>
      <p>${escape(text)}</p>
      <p>${emphasiseButtons(escape(next))}</p>
    </main>
  </body>
</html>
`;
}

/** What is in quotation marks is to be pressed. */
function emphasiseButtons(html: string): string {
  return html.replaceAll(/“.+?”|«.+?»/g, '<strong>$&</strong>');
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
