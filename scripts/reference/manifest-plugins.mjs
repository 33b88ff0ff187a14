import { readFileSync } from 'node:fs';

const TOKENS = new URL('../../src/components/shared/tokens.styles.ts', import.meta.url);

/** What makes the analyzer's findings ours: only what is public, by the paths that a user of the package imports. */
export function manifestPlugins() {
  return [publicOnly(), sharedCssProperties(), publishedPaths()];
}

function publicOnly() {
  return {
    name: 'public-only',
    packageLinkPhase({ customElementsManifest }) {
      for (const declaration of declarations(customElementsManifest)) {
        const members = declaration.members?.filter(
          ({ name, privacy, static: isStatic, inheritedFrom }) =>
            privacy === undefined && !isStatic && !inheritedFrom && name !== 'render' && name !== 'updated',
        );
        declaration.members = members;
        for (const attribute of declaration.attributes ?? []) {
          // A default that is a constant's name: the property knows its value.
          const field = members?.find(({ name }) => name === attribute.fieldName);
          if (field) Object.assign(attribute, { type: field.type, default: field.default });
        }
      }
    },
  };
}

/** Every element has the same ones: they are described once, where they are read. */
function sharedCssProperties() {
  return {
    name: 'shared-css-properties',
    packageLinkPhase({ customElementsManifest }) {
      const cssProperties = readCssProperties(readFileSync(TOKENS, 'utf8'));
      for (const declaration of declarations(customElementsManifest)) {
        if (declaration.customElement) declaration.cssProperties = cssProperties;
      }
    },
  };
}

/** @param {string} source a stylesheet in TypeScript: `@cssproperty` lines, and a `var()` with a default for each */
export function readCssProperties(source) {
  const documented = source.matchAll(/^ \* @cssproperty \{([^}]+)\} (--[\w-]+) - (.+)$/gm);
  return [...documented].map(([, syntax, name, description]) => ({
    name,
    syntax: syntax.startsWith('<') ? syntax : `<${syntax}>`,
    default: defaultOf(source, name),
    description,
  }));
}

/** What stands after the comma in `var(name, …)`, on one line. */
function defaultOf(source, name) {
  const start = new RegExp(String.raw`var\(\s*${name},`).exec(source);
  if (!start) throw new Error(`${name} is described but read nowhere, or has no default.`);
  const from = start.index + start[0].length;
  let depth = 1;
  let end = from;
  for (; depth > 0; end += 1) depth += { '(': 1, ')': -1 }[source[end]] ?? 0;
  return source
    .slice(from, end - 1)
    .replace(/\s+/g, ' ')
    .trim();
}

function publishedPaths() {
  return {
    name: 'published-paths',
    packageLinkPhase({ customElementsManifest: manifest }) {
      const all = declarations(manifest);
      const index = 'dist/index.js';
      manifest.modules = [
        {
          kind: 'javascript-module',
          path: index,
          declarations: all,
          exports: all.map(({ name }) => ({ kind: 'js', name, declaration: { name, module: index } })),
        },
        {
          kind: 'javascript-module',
          path: 'dist/define.js',
          declarations: [],
          exports: all.flatMap(({ name, tagName }) =>
            tagName
              ? [{ kind: 'custom-element-definition', name: tagName, declaration: { name, module: index } }]
              : [],
          ),
        },
      ];
    },
  };
}

function declarations({ modules }) {
  return modules.flatMap((module) => module.declarations);
}
