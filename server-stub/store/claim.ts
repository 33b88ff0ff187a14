import type { UpdateResult } from 'kysely';

/** What was found due and is still there to be taken: another process may have been quicker with some of it. */
export async function claim<Row>(
  due: readonly Row[],
  take: (row: Row) => Promise<UpdateResult>,
): Promise<Row[]> {
  const claimed: Row[] = [];
  for (const row of due) if ((await take(row)).numUpdatedRows > 0n) claimed.push(row);
  return claimed;
}
