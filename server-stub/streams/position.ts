/** Where a reader stands in a topic. */
export interface Position {
  readonly seq: number;
  /**
   * When that change was made, in UTC milliseconds; null where it is not known. It tells a change from another one that
   * has got the same number in a database that was put back.
   */
  readonly at: number | null;
}

/** As `id` of an event, `Last-Event-ID` and `streamPosition`: nobody but the gateway reads it. */
export function writePosition({ seq, at }: Position): string {
  return at === null ? String(seq) : `${seq}-${at}`;
}

/** Whatever is not a position of ours is one that nobody knows. */
export function readPosition(text: string): Position {
  const [, seq, at] = /^(\d{1,15})(?:-(\d{1,15}))?$/.exec(text) ?? [];
  return { seq: seq === undefined ? -1 : Number(seq), at: at === undefined ? null : Number(at) };
}
