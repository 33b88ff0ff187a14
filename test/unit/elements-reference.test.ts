import assert from 'node:assert/strict';
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { ensureBuilt } from '../../scripts/build.mjs';
import {
  createManifest,
  type Manifest,
  type ManifestDeclaration,
} from '../../scripts/reference/manifest.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** A folder each. */
const TAGS = readdirSync(join(root, 'src/components')).filter((folder) => folder !== 'shared');
let manifest: Manifest;

before(async () => {
  await ensureBuilt();
  manifest = await createManifest();
});

function documented(tag: string): ManifestDeclaration {
  const found = manifest.modules.flatMap(({ declarations }) => declarations).find((e) => e.tagName === tag);
  assert.ok(found, `${tag} is in the manifest`);
  return found;
}

/** An element's own file, and every file of the components that it loads, at once or later. */
function sourcesOf(tag: string): Map<string, string> {
  const sources = new Map<string, string>();
  const visit = (file: string): void => {
    if (sources.has(file) || !file.startsWith('src/components/')) return;
    const source = read(file);
    sources.set(file, source);
    for (const [, path = ''] of source.matchAll(/(?:from |import\()'(\.[^']+\.ts)'/g))
      visit(join(dirname(file), path));
  };
  visit(`src/components/${tag}/${tag}.ts`);
  return sources;
}

function found(tag: string, pattern: RegExp): string[] {
  const all = [...sourcesOf(tag).values()].flatMap((source) => [...source.matchAll(pattern)]);
  return sorted(all.map((match) => match[1] ?? ''));
}

function sorted(names: Iterable<string>): string[] {
  return [...new Set(names)].sort();
}

/** The event that a class of ours is dispatched as. */
function eventOf(className: string): string {
  const [, event = ''] = new RegExp(`'([\\w-]+)': ${className};`).exec(read('src/events.ts')) ?? [];
  return event;
}

const namesOf = (list: readonly { readonly name: string }[] | undefined): string[] =>
  sorted((list ?? []).map(({ name }) => name));

for (const tag of TAGS) {
  describe(`what is documented of <${tag}>`, () => {
    test('names the parts that it renders, and no other', () => {
      assert.deepEqual(namesOf(documented(tag).cssParts), found(tag, /\spart(?:="|: ')([^"']+)["']/g));
    });

    test('names the slots that it renders, and no other', () => {
      const slots = found(tag, /<slot name=\$\{(\w+)\}/g).map((constant) => {
        const [value] = found(tag, new RegExp(`const ${constant} = '([^']+)'`, 'g'));
        return value ?? constant;
      });
      assert.deepEqual(namesOf(documented(tag).slots), sorted(slots));
    });

    test('names the events that it dispatches, and no other', () => {
      const own = read(`src/components/${tag}/${tag}.ts`);
      const facts = /facts: \[([^\]]+)\]/.exec(own)?.[1] ?? '';
      // A session's facts are dispatched in one place; whatever else is dispatched is made where that happens.
      const elsewhere = [...sourcesOf(tag)].filter(
        ([file, source]) => file !== 'src/components/shared/facts.ts' && source.includes('dispatchEvent('),
      );
      const made = elsewhere.flatMap(([, source]) => [
        ...source.matchAll(/(?:new |'[\w-]+': )(\w+Event)\b/g),
      ]);
      const told = [...facts.matchAll(/'([^']+)'/g)].map((match) => match[1] ?? '');
      const dispatched = sorted([...told, ...made.map(([, className = '']) => eventOf(className))]);
      assert.notEqual(dispatched.length, 0);
      assert.deepEqual(namesOf(documented(tag).events), dispatched);
      for (const { name, type } of documented(tag).events ?? [])
        assert.equal(eventOf(type.text), name, `${name} is a ${type.text}`);
      const shared = read('src/components/shared/facts.ts');
      for (const name of told) assert.ok(shared.includes(`'${name}': `), name);
    });

    test('names the attributes that it observes, and no other', async () => {
      const { [documented(tag).name]: element } = await import(
        new URL('dist/index.js', `file://${root}`).href
      );
      assert.deepEqual(namesOf(documented(tag).attributes), sorted(element.observedAttributes));
    });

    test('describes everything that it names', () => {
      const { members, attributes, events, slots, cssParts, cssProperties } = documented(tag);
      for (const list of [members, attributes, events, slots, cssParts, cssProperties])
        for (const { name, description } of list ?? []) assert.ok(description, `${name} has no description`);
    });

    test('claims no custom states, having none', () => {
      assert.deepEqual(namesOf(documented(tag).cssStates), found(tag, /states\.add\('([^']+)'/g));
    });
  });
}

test('every --payment-* property that a stylesheet reads is documented, with its default, and no other', () => {
  const files = globSync('src/{components,plugin-page}/**/*.{css,ts}', { cwd: root });
  const readProperties = sorted(
    files.flatMap((file) => [...read(file).matchAll(/var\(\s*(--payment-[\w-]+)/g)].map((m) => m[1] ?? '')),
  );
  assert.ok(readProperties.length > 10);
  for (const tag of TAGS) {
    const { cssProperties = [] } = documented(tag);
    assert.deepEqual(namesOf(cssProperties), readProperties);
    for (const { name, default: initial } of cssProperties) assert.ok(initial, name);
  }
});

test('the manifest goes by the files and names that a user of the package imports', async () => {
  for (const { path, exports } of manifest.modules) {
    assert.ok(existsSync(root + path), path);
    const names = Object.keys(await import(`file://${root}${path}`));
    for (const { kind, name } of exports) if (kind === 'js') assert.ok(names.includes(name), name);
  }
  const tags = manifest.modules.flatMap(({ exports }) =>
    exports.filter(({ kind }) => kind === 'custom-element-definition').map(({ name }) => name),
  );
  assert.deepEqual(sorted(tags), TAGS);
});

test('what is published beside the bundles is that manifest', () => {
  assert.deepEqual(JSON.parse(read('dist/custom-elements.json')), JSON.parse(JSON.stringify(manifest)));
  assert.equal(JSON.parse(read('package.json')).customElements, 'dist/custom-elements.json');
});
