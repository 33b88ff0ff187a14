import { createServer } from 'node:net';

/** Throws, naming the variable that moves it, when something listens on the port already. */
export async function assertPortIsFree(port: number, variable: string): Promise<void> {
  const free = await new Promise<boolean>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(false) : reject(error),
    );
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
  if (!free) throw new PortInUseError(port, variable);
}

export class PortInUseError extends Error {
  override readonly name = 'PortInUseError';

  constructor(port: number, variable: string) {
    super(
      `Port ${port} is taken on this machine. Stop what uses it, or choose another: ${variable}=${port + 1000} npm start`,
    );
  }
}
