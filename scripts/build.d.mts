/** Resolves when `dist/` is as the sources say; builds what is out of date. */
export function ensureBuilt(): Promise<void>;
