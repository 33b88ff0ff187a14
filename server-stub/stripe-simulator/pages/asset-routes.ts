import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { FastifyInstance, FastifyReply } from 'fastify';

import { BRAND_MARKS } from './brand-marks.ts';
import { cardFrameStyles } from './styles/card-frame.ts';
import { hostedStyles } from './styles/hosted.ts';
import { challengeStyles } from './styles/challenge.ts';
import { dashboardStyles } from '../dashboard/styles/dashboard.ts';
import { expressFrameStyles } from './styles/express-frame.ts';
import { methodStyles } from './styles/methods.ts';
import { faultsStyles } from './styles/faults.ts';
import { receiptStyles } from './styles/receipt.ts';
import { sheetStyles } from './styles/sheet.ts';

const STYLES: ReadonlyMap<string, string> = new Map([
  ['card-frame.css', [cardFrameStyles, methodStyles].join('')],
  ['express-frame.css', [cardFrameStyles, expressFrameStyles].join('')],
  ['sheet.css', [cardFrameStyles, methodStyles, sheetStyles].join('')],
  ['challenge.css', challengeStyles],
  ['dashboard.css', dashboardStyles],
  ['faults.css', faultsStyles],
  ['hosted.css', hostedStyles],
  ['receipt.css', receiptStyles],
]);

/** Built from `browser/`; the address in a page, and the file's name. */
const SCRIPTS: readonly (readonly [string, string])[] = [
  ['/stripe.js', 'stripe.js'],
  ['/assets/card-frame.js', 'card-frame.js'],
  ['/assets/express-frame.js', 'express-frame.js'],
  ['/assets/email-frame.js', 'email-frame.js'],
  ['/assets/sheet.js', 'sheet.js'],
  ['/assets/challenge.js', 'challenge.js'],
  ['/assets/faults.js', 'faults.js'],
];

export function mountAssets(app: FastifyInstance, assetsDir: string): void {
  for (const [url, file] of SCRIPTS) {
    app.get(url, async (_request, reply) => {
      try {
        return send(reply, 'text/javascript; charset=utf-8', await readFile(join(assetsDir, file), 'utf8'));
      } catch (error) {
        if (!isMissing(error)) throw error;
        return reply
          .code(404)
          .type('text/plain; charset=utf-8')
          .send(`${file} is not built yet: looked in ${assetsDir}\n`);
      }
    });
  }
  for (const [name, styles] of STYLES) {
    app.get(`/assets/${name}`, (_request, reply) => send(reply, 'text/css; charset=utf-8', styles));
  }
  for (const [brand, svg] of Object.entries(BRAND_MARKS)) {
    app.get(`/assets/brands/${brand}.svg`, (_request, reply) => send(reply, 'image/svg+xml', svg));
  }
}

function send(reply: FastifyReply, type: string, text: string): FastifyReply {
  return reply
    .headers({
      'content-type': type,
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      // Pages with cross-origin isolation load it too.
      'cross-origin-resource-policy': 'cross-origin',
      'access-control-allow-origin': '*',
    })
    .send(text);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
