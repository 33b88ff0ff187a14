#!/usr/bin/env node
import { endBy } from './ending.ts';
import { holdYoungGeneration, releaseYoungGeneration } from './young-generation.ts';

/** SQLite without a flag, and what the language has since then. */
const OLDEST_NODE = 24;

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
  console.error(`The gateway needs Node ${OLDEST_NODE} or newer; this is ${process.versions.node}.`);
  process.exit(1);
}
endBy(() => process.exit(0));
holdYoungGeneration();
const { explain, serve } = await import('./serve.ts');

try {
  await serve();
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}
releaseYoungGeneration();
