const KEY = 'payments:access-link';

/**
 * The secret of the link, out of the address at once: what stays in it is in the history, and in every picture of
 * the screen. The tab keeps it over a reload.
 */
export function takeSecret(location: Location, history: History, storage: Storage | null): string | null {
  const fragment = location.hash.slice(1);
  if (fragment !== '') history.replaceState(null, '', location.pathname + location.search);
  try {
    if (fragment !== '') storage?.setItem(KEY, fragment);
    return fragment || (storage?.getItem(KEY) ?? null);
  } catch {
    return fragment || null;
  }
}

export function forgetSecret(storage: Storage | null): void {
  try {
    storage?.removeItem(KEY);
  } catch {
    // Refused: then it was never kept.
  }
}
