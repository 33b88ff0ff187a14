import { readFileSync } from 'node:fs';

import { ts } from '@custom-elements-manifest/analyzer';

const root = new URL('../../', import.meta.url);
const sources = new Map();

/** @returns {ts.SourceFile} */
function source(file) {
  const known = sources.get(file);
  if (known) return known;
  const text = readFileSync(new URL(file, root), 'utf8');
  const parsed = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  sources.set(file, parsed);
  return parsed;
}

/** What a file declares by that name, for itself or for everybody (`declare global`). */
function find(file, name) {
  const all = source(file).statements.flatMap((statement) =>
    ts.isModuleDeclaration(statement) ? [...statement.body.statements] : [statement],
  );
  for (const statement of all) {
    if (statement.name?.text === name) return statement;
    if (!ts.isVariableStatement(statement)) continue;
    const declared = statement.declarationList.declarations.find((each) => each.name.getText() === name);
    if (declared) return declared;
  }
  throw new Error(`${file} declares no ${name}.`);
}

/** The doc comment of what a file declares by that name. */
export function commentOf(file, name) {
  return docOf(find(file, name));
}

/** The doc comment of a node, without its stars; empty without one. */
function docOf(node) {
  const text = node.getSourceFile().getFullText();
  const comment = (ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [])
    .map(({ pos, end }) => text.slice(pos, end))
    .findLast((each) => each.startsWith('/**'));
  return plain(comment ?? '');
}

/** The comment that stands before a union's bar, which belongs to no node. */
function docBefore(node) {
  const text = node.getSourceFile().getFullText();
  const before = text.slice(0, node.getStart()).replace(/\|\s*$/, '');
  return plain(/\/\*\*(?:(?!\*\/)[\s\S])*\*\/\s*$/.exec(before)?.[0] ?? '');
}

function plain(comment) {
  return comment
    .replace(/^\/\*\*|\*\/\s*$/g, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, '').trimEnd())
    .join('\n')
    .trim();
}

/**
 * What can be read or called of a class or an interface, in its order: `{name, kind, optional, type, doc}`.
 * A method that is written more than once is one, by its first form.
 */
export function membersOf(file, name) {
  const members = new Map();
  for (const member of find(file, name).members) {
    if (!member.name || ts.isPrivateIdentifier(member.name)) continue;
    if (member.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.OverrideKeyword)) continue;
    const isMethod = ts.isMethodDeclaration(member) || ts.isMethodSignature(member);
    const key = member.name.getText();
    if (members.has(key)) continue;
    members.set(key, {
      name: key,
      kind: isMethod ? 'method' : 'property',
      optional: member.questionToken !== undefined,
      type: isMethod ? signature(member) : oneLine(member.type?.getText() ?? ''),
      doc: docOf(member),
    });
  }
  return [...members.values()];
}

/** `(container: HTMLElement): Promise<void>` */
function signature(method) {
  const parameters = method.parameters.map((each) => oneLine(each.getText())).join(', ');
  return `(${parameters}): ${oneLine(method.type?.getText() ?? 'void')}`;
}

/** What an interface takes from others, by their names. */
export function basesOf(file, name) {
  return (find(file, name).heritageClauses ?? []).flatMap((clause) =>
    clause.types.map((type) => type.expression.getText()),
  );
}

/** The words of a union of string literals, each with its comment. */
export function literalsOf(file, name) {
  return find(file, name).type.types.map((type) => ({
    value: type.literal.text,
    doc: docBefore(type),
  }));
}

/** The keys of an object literal, each with its value's source and its comment. */
export function entriesOf(file, name) {
  const { initializer } = find(file, name);
  const object = ts.isAsExpression(initializer) ? initializer.expression : initializer;
  return object.properties.map((property) => ({
    name: property.name.getText(),
    value: property.initializer.getText(),
    doc: docOf(property),
  }));
}

/** Which class an event's name stands for: the members of an event map. */
export function eventMapOf(file, name) {
  return membersOf(file, name).map((member) => ({
    event: member.name.replaceAll("'", ''),
    className: member.type,
  }));
}

function oneLine(text) {
  return text
    .replace(/\/\*\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
