import { ProblemError } from '../problem.ts';
import type { RequestCursor } from '../store/request-rows.ts';

/** Where a page ended, opaque to its reader. */
export function writeCursor({ createdAt, id }: RequestCursor): string {
  return Buffer.from(`${createdAt} ${id}`).toString('base64url');
}

export function readCursor(text: string | undefined): RequestCursor | undefined {
  if (text === undefined) return undefined;
  const match = /^(\d{1,15}) (\w{1,64})$/.exec(Buffer.from(text, 'base64url').toString());
  const [, createdAt, id] = match ?? [];
  if (createdAt === undefined || id === undefined)
    throw new ProblemError('invalid_request', 'This cursor is not one that a page gave.', 'cursor');
  return { createdAt: Number(createdAt), id };
}
