import { commentOf, eventMapOf } from './declarations.mjs';
import { code, flow, sentence, table } from './markdown.mjs';

const EVENTS = 'src/events.ts';

/** @returns {string} docs/reference/elements.md */
export function elementsPage(manifest) {
  const elements = elementsOf(manifest);
  return `# Elements

\`import 'video-call-payments/define'\` registers them. Each takes its session from its \`session\` property, else from the
document's \`<meta name="payments-gateway">\`; what they show follows the role in the access token.

${elements.map(elementSection).join('\n\n')}

## Events

${flow(commentOf(EVENTS, 'PaymentRequestEvent'))}

${flow(commentOf(EVENTS, 'StripeAccountEvent'))}

${flow(commentOf(EVENTS, 'AccessRequestEvent'))}

They bubble and cross shadow roots; only \`access-form-chosen\` can be cancelled. Listen on the document, or on anything
around the elements: of several elements of one session only one tells each fact.

${table(['event', 'class', 'says'], eventRows())}

Those of a payment have \`request\`: the \`PaymentRequest\` as it is since then. \`AttemptFailedEvent\` has \`attempt\` too: its
\`lastAttempt\`, with \`outcome\`, Stripe's \`code\`, and \`at\`. Those of a request for access have \`request\` likewise, an
\`AccessRequest\`. Those of a Stripe account have \`account\`;
\`StripeAccountRemovedEvent\` has \`by\`: \`admin\`, \`stripe\` or \`operator\`.

## CSS properties

The same for every element. Set them on the element or on anything around it; from a call's page, give them to
\`PaymentsHost\` as \`context.theme.tokens\`. A default of \`light-dark(a, b)\` is \`a\` on light and \`b\` on dark, by the
\`theme.mode\` that the host gives, else by the browser's. Stripe's card form follows the computed values.

${cssPropertyTable(elements)}

## Types

\`document.querySelector('pay-now')\` is a \`PayNow\`: each element is in \`HTMLElementTagNameMap\`, and each event in
\`HTMLElementEventMap\`. For JSX see [Frameworks](../embedding.md#frameworks). Editors and documentation tools find
\`dist/custom-elements.json\` by the package's \`customElements\` field.
`;
}

/** The README's tables. */
export function elementsSummary(manifest) {
  const elements = elementsOf(manifest);
  const rows = elements.map(({ tagName, description, attributes, events }) => [
    code(`<${tagName}>`),
    sentence(flow(description).split('. ')[0]),
    (attributes ?? []).map(({ name }) => code(name)).join(', '),
    (events ?? []).map(({ name }) => code(name)).join(', '),
  ]);
  return `${table(['tag', 'for', 'attributes', 'events'], rows)}

Every event of a payment has the \`request\` that it is about. Looks: ${cssPropertiesOf(elements)
    .map(({ name }) => code(name))
    .join(', ')}, and \`::part()\`s.`;
}

function elementsOf({ modules }) {
  return modules.flatMap(({ declarations }) => declarations.filter(({ tagName }) => tagName));
}

function elementSection(element) {
  const attributes = new Map((element.attributes ?? []).map((each) => [each.fieldName, each.name]));
  const properties = element.members.map(({ name, type, default: initial, description }) => [
    code(name),
    code(attributes.get(name)),
    code(type?.text),
    code(initial),
    sentence(description ?? ''),
  ]);
  const rows = (list) => (list ?? []).map(({ name, description }) => [code(name), sentence(description)]);
  return [
    `## \`<${element.tagName}>\``,
    `${flow(element.description)} Class \`${element.name}\`.`,
    table(['property', 'attribute', 'type', 'default', ''], properties),
    ...(element.events
      ? [
          table(
            ['event', 'class', 'when'],
            element.events.map(({ name, type, description }) => [
              code(name),
              code(type.text),
              sentence(description),
            ]),
          ),
        ]
      : []),
    ...(element.slots ? [table(['slot', ''], rows(element.slots))] : []),
    table(['part', ''], rows(element.cssParts)),
  ].join('\n\n');
}

function eventRows() {
  return eventMapOf(EVENTS, 'HTMLElementEventMap').map(({ event, className }) => [
    code(event),
    code(className),
    flow(commentOf(EVENTS, className)),
  ]);
}

function cssPropertiesOf(elements) {
  return elements[0].cssProperties;
}

function cssPropertyTable(elements) {
  return table(
    ['property', 'syntax', 'default', 'for'],
    cssPropertiesOf(elements).map(({ name, syntax, default: initial, description }) => [
      code(name),
      code(syntax),
      code(initial),
      sentence(description),
    ]),
  );
}
