import { code, sentence, table } from './markdown.mjs';

const CREDENTIALS = {
  accessToken: 'access token',
  apiKey: 'API key',
  operatorKey: 'operator key',
};
/** What any route may answer with, said once. */
const ANYWHERE = ['invalid_request', 'too_many_requests', 'internal', 'shutting_down'];

/** @returns {string} docs/reference/http-api.md */
export function httpApiPage(openapi) {
  const operations = Object.entries(openapi.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      name: `${method.toUpperCase()} ${path}`,
    })),
  );
  const tags = [...new Set(operations.flatMap((operation) => operation.tags))];
  return `# HTTP API

The gateway's, as its own \`/openapi.json\` describes it. A call's page needs none of it: the elements and \`PaymentsHost\`
make the calls. A host's backend needs two: it [mints tokens](#post-v1tokens), and [reads requests](#get-v1payment-requestsid) to be
sure of a payment.

- **JSON** both ways, as \`application/json\`; a body's unknown fields are refused.
- **Credentials** go as \`Authorization: Bearer …\`, and never in a cookie. An access token is one person in one call, for
  15 minutes unless said; an API key is a host's backend; the operator key is whoever runs the gateway.
- **Money** is a whole number in [Stripe's units](https://docs.stripe.com/currencies#zero-decimal) of the currency: \`8500\` is
  $85.00, and ¥8,500. **Times** are UTC milliseconds. **Ids** are opaque text: a prefix, and 128 random bits.
- **Errors** are [\`Problem\`](#problem)s with a stable \`code\`: what each means is in [Errors](errors.md). Any route may
  answer ${ANYWHERE.map(code).join(', ')}: below are those besides.
- **No answer** is no failure: make the same call again. What makes something takes an \`Idempotency-Key\`.

${tags.map((tag) => overview(tag, operations)).join('\n\n')}

${operations.map((operation) => operationSection(operation)).join('\n\n')}

# Objects

${Object.entries(openapi.components.schemas).map(objectSection).join('\n\n')}
`;
}

function overview(tag, operations) {
  const rows = operations
    .filter(({ tags }) => tags.includes(tag))
    .map((operation) => [
      `[${code(operation.name)}](${anchor(operation.name)})`,
      sentence(operation.summary),
      credentials(operation),
    ]);
  return `**${tag}**\n\n${table(['route', 'does', 'credential'], rows)}`;
}

function credentials({ security = [] }) {
  return security.flatMap((each) => Object.keys(each).map((key) => CREDENTIALS[key])).join(' or ');
}

function operationSection(operation) {
  const { name, summary, description, parameters = [], requestBody, responses = {} } = operation;
  const body = requestBody?.content['application/json'].schema;
  const credential = credentials(operation);
  return [
    `## ${name}`,
    `**${sentence(summary)}** ${sentence(description ?? '')} Credential: ${credential || 'none'}.`,
    ...(parameters.length > 0
      ? [
          table(
            ['parameter', 'in', 'needed', ''],
            parameters.map((each) => [
              code(each.name),
              each.in,
              each.required ? 'yes' : '',
              each.description,
            ]),
          ),
        ]
      : []),
    ...(body ? [`Body: ${typeOf(body)}.`] : []),
    table(['answer', '', 'body'], Object.entries(responses).flatMap(responseRows)),
    ...errors(responses),
  ].join('\n\n');
}

function responseRows([status, { description, content = {} }]) {
  if (content['application/problem+json']) return [];
  const [[type, { schema }] = ['', {}]] = Object.entries(content);
  const said = description === 'Default Response' ? '' : description;
  return [[status, said, schema && (type === 'application/json' ? typeOf(schema) : code(type))]];
}

/** The codes that are this route's own, by status. */
function errors(responses) {
  const lines = Object.entries(responses).flatMap(([status, { description, content }]) => {
    const codes = content?.['application/problem+json']
      ? description.split(', ').filter((each) => !ANYWHERE.includes(each.replaceAll('`', '')))
      : [];
    return codes.length > 0 ? [`${status} ${codes.join(', ')}`] : [];
  });
  return lines.length > 0 ? [`Errors: ${lines.join(' · ')}.`] : [];
}

function objectSection([name, schema]) {
  return [`## ${name}`, sentence(schema.description ?? ''), ...fields(schema)].filter(Boolean).join('\n\n');
}

function fields(schema) {
  if (!schema.anyOf) return [fieldTable(schema)];
  const variants = schema.anyOf;
  const isShared = (field) =>
    variants.every(
      ({ properties }) => JSON.stringify(properties[field]) === JSON.stringify(variants[0].properties[field]),
    );
  const own = ({ properties }) => Object.keys(properties).filter((field) => !isShared(field));
  const tag = own(variants[0])[0];
  const shared = Object.keys(variants[0].properties).filter(isShared);
  return [
    ...(shared.length > 0 ? [fieldTable(variants[0], shared)] : []),
    `${shared.length > 0 ? 'And, by' : 'By'} ${code(tag)}:`,
    table(
      [code(tag), '', 'has besides'],
      variants.map((variant) => [
        typeOf(variant.properties[tag]),
        variant.properties[tag].description,
        own(variant)
          .filter((field) => field !== tag)
          .map(
            (field) =>
              `${code(field)}: ${typeOf(variant.properties[field])}. ${note(variant.properties[field])}`,
          )
          .join(' '),
      ]),
    ),
  ];
}

/** What the type alone does not say: a reference says it where it leads. */
function note({ description, $ref }) {
  return $ref && !description ? '' : (description ?? '');
}

function fieldTable(schema, only = Object.keys(schema.properties)) {
  return table(
    ['field', 'type', 'needed', ''],
    only.flatMap((name) => fieldRows(schema, name, '')),
  );
}

/** A row, and one for each field of an object in it that has no name of its own. */
function fieldRows({ properties, required = [] }, name, prefix) {
  const schema = properties[name];
  const inner = objectIn(schema);
  return [
    [code(prefix + name), typeOf(schema), required.includes(name) ? 'yes' : '', schema.description],
    ...(inner
      ? Object.keys(inner.properties).flatMap((key) => fieldRows(inner, key, `${prefix}${name}.`))
      : []),
  ];
}

/** The object that a value may be; of several, all that any of them has. */
function objectIn(schema) {
  if (schema.properties) return schema;
  const objects = schema.anyOf?.filter(({ properties }) => properties) ?? [];
  if (objects.length === 0) return undefined;
  const names = [...new Set(objects.flatMap(({ properties }) => Object.keys(properties)))];
  return {
    properties: Object.fromEntries(
      names.map((name) => {
        const having = objects.flatMap(({ properties }) => properties[name] ?? []);
        const description = having.map((each) => each.description).join(' ');
        return [name, having.length === 1 ? having[0] : { anyOf: having, description }];
      }),
    ),
    required: names.filter((name) => objects.every(({ required = [] }) => required.includes(name))),
  };
}

function typeOf(schema) {
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1);
    return `[${name}](${anchor(name)})`;
  }
  if (schema.const !== undefined) return code(JSON.stringify(schema.const));
  if (schema.enum) return schema.enum.map((value) => code(JSON.stringify(value))).join(' or ');
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(' or ');
  if (schema.type === 'array') return `list of ${typeOf(schema.items)}`;
  if (schema.properties) return code(`{${Object.keys(schema.properties).join(', ')}}`);
  return schema.type;
}

/** As GitHub makes them of a heading. */
function anchor(heading) {
  return `#${heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-')}`;
}
