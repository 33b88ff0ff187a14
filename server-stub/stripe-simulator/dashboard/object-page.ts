import type { ObjectQuery, ObjectStore, StoredKind, StoredObjects } from '../store/object-store.ts';

export interface ObjectRows<T> {
  /** Newest first. */
  readonly data: readonly T[];
  /** The cursors of the pages beside this one; null where there is none. */
  readonly newer: string | null;
  readonly older: string | null;
}

const SHOWN = 25;

/** The page that an address asks for by `after` or `before`; null when that names nothing here. */
export function objectPage<K extends StoredKind>(
  objects: ObjectStore,
  kind: K,
  account: string,
  query: URLSearchParams,
  where: ObjectQuery['where'] = {},
): ObjectRows<StoredObjects[K]> | null {
  const [after, before] = [query.get('after'), query.get('before')];
  const backwards = !after && Boolean(before);
  const page = objects.list(kind, account, {
    limit: SHOWN,
    where,
    ...(after ? { startingAfter: after } : before ? { endingBefore: before } : {}),
  });
  if (!page) return null;
  const { data, hasMore } = page;
  return {
    data,
    newer: (backwards ? hasMore : Boolean(after)) ? (data[0]?.id ?? null) : null,
    older: backwards || hasMore ? (data.at(-1)?.id ?? null) : null,
  };
}
