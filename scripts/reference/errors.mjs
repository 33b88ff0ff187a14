import { entriesOf, literalsOf } from './declarations.mjs';
import { code, flow, table } from './markdown.mjs';

/** @returns {string} docs/reference/errors.md */
export function errorsPage() {
  const words = (name) =>
    table(
      ['code', 'what it means, and what to do'],
      literalsOf('src/errors.ts', name).map(({ value, doc }) => [code(value), flow(doc)]),
    );
  const problems = entriesOf('src/contract/problem.ts', 'PROBLEM_STATUS');
  return `# Errors

Whatever goes wrong is a \`PaymentsError\`. Programs go by its \`code\`, which is stable; \`message\` is for developers and may
change; \`cause\` keeps what was caught. \`retryable\`: the same call may succeed later, unchanged. \`field\` is the field of
the input that is wrong, and \`status\` the HTTP status, when the gateway said so.

A declined card is no error: it is the request's \`lastAttempt\`, and the event \`attempt-failed\`. A call that went
unanswered may have been carried out: ask how things stand before you do it again. The elements and \`PaymentsHost\` say
what goes wrong in plain words, with a button to try again; the codes are for your log.

## Between the call's page and the plugin page

${words('BridgeErrorCode')}

## In the page

${words('PageErrorCode')}

## From the gateway

HTTP answers as \`application/problem+json\` ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)): \`{type, title, status,
code, detail, field?, instance?}\`. \`instance\` is the request's id in the gateway's log.

${table(
  ['code', 'status', 'what it means, and what to do'],
  problems.map(({ name, value, doc }) => [code(name), value, flow(doc)]),
)}
`;
}
