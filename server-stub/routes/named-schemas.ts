export type Json = null | string | number | boolean | Json[] | { [key: string]: Json };

/** A word of ours that validation passes over. */
export const HERE = 'x-description-here';

/** A schema with a title, and what it is in this place beside what it always is. */
export function here<Schema extends object>(schema: Schema, description: string): Schema {
  return { ...schema, [HERE]: description };
}

/**
 * Moves every schema that has a title into `components.schemas`, once, and leaves a reference where it stood: a
 * reader meets `PaymentRequest` by its name, and a generator of clients makes one type of it.
 */
export function nameSchemas({ components, ...rest }: Record<string, Json>): Record<string, Json> {
  const named: Record<string, Json> = {};
  const visit = (node: Json): Json => {
    if (Array.isArray(node)) return node.map(visit);
    if (node === null || typeof node !== 'object') return node;
    const visited = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, visit(value)]));
    const { title, [HERE]: here, ...schema } = visited;
    if (typeof title !== 'string' || !isSchema(visited)) return visited;
    named[title] = schema;
    return { $ref: `#/components/schemas/${title}`, ...(here !== undefined && { description: here }) };
  };
  const visited = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, visit(value)]));
  const others = typeof components === 'object' && !Array.isArray(components) ? components : {};
  return { ...visited, components: { ...others, schemas: named } };
}

/** The document's own title, in `info`, names no schema. */
function isSchema(node: { [key: string]: Json }): boolean {
  return 'type' in node || 'anyOf' in node;
}
