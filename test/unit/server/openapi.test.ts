import assert from 'node:assert/strict';
import { test } from 'node:test';

import { startGateway } from '../../support/server/gateway-fixture.ts';

interface Schema {
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
}

interface Operation {
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly { readonly name: string; readonly description?: string }[];
  readonly responses: Readonly<Record<string, { readonly description: string }>>;
}

interface Openapi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

function* properties(schema: Schema, path: string): Generator<[string, Schema]> {
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    yield [`${path}.${name}`, property];
    yield* properties(property, `${path}.${name}`);
  }
  for (const each of [...(schema.anyOf ?? []), ...(schema.items ? [schema.items] : [])])
    yield* properties(each, path);
}

test('OpenAPI says of everything what it is, times and money with their units', async (context) => {
  const gateway = await startGateway(context);
  const { body } = await gateway.call<Openapi>('/openapi.json');

  const all = Object.entries(body.components.schemas).flatMap(([name, schema]) => [
    [name, schema] as const,
    ...properties(schema, name),
  ]);
  assert.ok(all.length > 60);
  for (const [path, schema] of all) {
    assert.ok(schema.description ?? schema.$ref, `${path} has no description`);
    if (path.endsWith('At')) assert.match(schema.description ?? '', /UTC milliseconds/, path);
    if (/\.(amount|amountRefunded|minimum|maximum)$/.test(path))
      assert.match(schema.description ?? '', /Stripe’s units of the currency/, path);
  }
});

test('OpenAPI says of every route what it does, with what, and names its objects', async (context) => {
  const gateway = await startGateway(context);
  const { body } = await gateway.call<Openapi>('/openapi.json');

  const operations = Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [`${method} ${path}`, operation] as const),
  );
  assert.ok(operations.length > 12);
  for (const [name, { summary, tags, parameters = [], responses }] of operations) {
    assert.ok(summary && tags?.length, name);
    for (const parameter of parameters) assert.ok(parameter.description, `${name}, ${parameter.name}`);
    if (name.includes('/v1/'))
      for (const [status, { description }] of Object.entries(responses))
        assert.notEqual(description, 'Default Response', `${name}, ${status}`);
  }
  assert.doesNotMatch(JSON.stringify(body.paths), /"properties"/, 'an object that has no name');
  const names = Object.keys(body.components.schemas);
  for (const [, name = ''] of JSON.stringify(body).matchAll(/#\/components\/schemas\/(\w+)/g))
    assert.ok(names.includes(name), name);
});
