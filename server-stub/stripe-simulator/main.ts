import { buildSimulator } from './app.ts';
import { readEnvironment } from './environment.ts';

try {
  const { port, options } = readEnvironment(process.env);
  const { app } = buildSimulator(options);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      void app.close().then(() => process.exit(0));
    });
  }
  const address = await app.listen({ port, host: '127.0.0.1' });
  console.log(`Stripe simulator listens on ${address} (no real money moves)`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
