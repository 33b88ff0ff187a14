import type { DemoConfig } from './config.ts';

/** What to open, printed once everything answers. */
export function welcome(config: DemoConfig, callId: string): string {
  const demo = `http://localhost:${config.demoPort}`;
  const lines = [
    '',
    'The demo is running.',
    '',
    `  Both sides of the call    ${demo}/`,
    `  The clinician             ${demo}/clinician`,
    `  The patient               ${demo}/patient`,
    `  The clinic's admin        ${demo}/admin?clinic=riverside`,
    `  Every state, in a gallery ${demo}/gallery`,
    '',
    `  Call                      ${callId}`,
    `  Gateway                   ${config.gatewayUrl}`,
  ];
  if (config.simulatorUrl) {
    lines.push(
      `  Stripe simulator          ${config.simulatorUrl}`,
      '',
      '  No real money moves. Card 4242 4242 4242 4242 pays, 4000 0000 0000 0002 is declined,',
      '  4000 0000 0000 3220 asks for the bank; any date to come, any security code.',
    );
  }
  lines.push('', `  State and logs            ${config.dataDir}`, '  Stop                      Ctrl+C', '');
  return lines.join('\n');
}
