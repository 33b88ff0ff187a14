/** Resolves when `dist/` is as the sources say; builds what is out of date. */
export function ensureBuilt(): Promise<void>;

/** Writes the gateway and the simulator as JavaScript. */
export function buildServer(outDir: string): Promise<void>;
