import { nodeResolve } from '@rollup/plugin-node-resolve';
import replace from '@rollup/plugin-replace';
import terser from '@rollup/plugin-terser';
import { minifyHTMLLiterals } from 'minify-literals';

export const plugins = [
  // `sideEffects` in our package.json speaks of what is published, not of these files.
  nodeResolve({ browser: true, ignoreSideEffectsForRoot: true }),
  // postmate's build reads it in 16 places, and a browser has no `process`.
  replace({ preventAssignment: true, values: { 'process.env.NODE_ENV': '"production"' } }),
];

/** White space and comments in `html` and `css` templates, which a minifier of JavaScript leaves alone. */
const literals = {
  name: 'minify-literals',
  async transform(code, id) {
    if (!/\b(?:html|css|svg)\s*`/.test(code) || id.includes('node_modules')) return null;
    return (await minifyHTMLLiterals(code, { fileName: id })) ?? null;
  },
};

export const minified = [...plugins, literals, terser({ module: true, ecma: 2020 })];
