import { setFlagsFromString } from 'node:v8';

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
