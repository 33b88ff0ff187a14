#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';

/** SQLite without a flag, and what the language has since then. */
const OLDEST_NODE = 24;

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
  console.error(`The gateway needs Node ${OLDEST_NODE} or newer; this is ${process.versions.node}.`);
  process.exit(1);
}
/*
 * Loading grows V8's young generation to a size that an idle gateway never needs again and that V8 does not
 * give back (24 MB, measured): so it may grow only once everything is loaded.
 */
setFlagsFromString('--semi-space-growth-factor=1');
const { explain, serve } = await import('./serve.ts');

try {
  await serve();
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}
setFlagsFromString('--semi-space-growth-factor=2');
