import { basesOf, commentOf, eventMapOf, membersOf } from './declarations.mjs';
import { code, flow, table } from './markdown.mjs';

const HOST = 'src/host-bridge/host.ts';
const SERVICES = 'src/host-bridge/host-services.ts';
const CONTEXT = 'src/host-bridge/host-context.ts';
const EVENTS = 'src/host-bridge/host-events.ts';
const RELAY = 'src/host-bridge/relay/relay-adapter.ts';

/** @returns {string} docs/reference/host.md */
export function hostPage() {
  return `# The host's side

\`import { PaymentsHost } from 'video-call-payments/host'\`. ${flow(commentOf(HOST, 'PaymentsHost'))}

How to place it is in [Embedding](../embedding.md); what the codes mean, in [Errors](errors.md).

## Methods and properties

${table(['name', 'type', ''], membersOf(HOST, 'PaymentsHost').map(memberRow))}

\`addEventListener\` knows each event's class.

## Options

${optionTable(HOST, 'PaymentsHostOptions', SERVICES)}

### \`context\`: \`CallContext\`

${flow(commentOf(CONTEXT, 'CallContext'))}

${optionTable(CONTEXT, 'CallContext')}

\`updateContext()\` takes any of them again. A participant is \`{id, role, displayName?}\` by your own stable ids.

### \`panel\`: \`HostPanel\`

${optionTable(SERVICES, 'HostPanel')}

### \`relay\`: \`RelayAdapter\`

${optionTable(RELAY, 'RelayAdapter')}

## Events

On the \`PaymentsHost\` itself.

${table(['event', 'class', 'has', 'says'], eventRows())}
`;
}

function memberRow({ name, kind, type, doc }) {
  return [code(kind === 'method' ? `${name}()` : name), code(type), flow(doc)];
}

function optionTable(file, name, basesFile) {
  const bases = basesOf(file, name).flatMap((base) => membersOf(basesFile, base));
  const rows = [...membersOf(file, name), ...bases].map(({ name: key, kind, optional, type, doc }) => [
    code(kind === 'method' ? `${key}()` : key),
    optional ? '' : 'yes',
    code(type),
    flow(doc),
  ]);
  return table(['name', 'needed', 'type', ''], rows);
}

function eventRows() {
  return eventMapOf(EVENTS, 'PaymentsHostEventMap').map(({ event, className }) => [
    code(event),
    code(className),
    membersOf(EVENTS, className)
      .filter(({ name }) => name !== 'constructor')
      .map(({ name, type }) => code(`${name}: ${type}`))
      .join(', '),
    flow(commentOf(EVENTS, className)),
  ]);
}
