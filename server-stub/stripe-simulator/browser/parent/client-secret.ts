import { IntegrationError } from './integration-error.ts';

export function checkClientSecret(where: string, clientSecret: unknown): asserts clientSecret is string {
  if (typeof clientSecret === 'string' && /^pi_\w+_secret_\w+$/.test(clientSecret)) return;
  throw new IntegrationError(
    `Invalid value for ${where}: clientSecret should be a client secret of the form \${id}_secret_\${secret}.`,
  );
}
