import { readLogLine } from './gateway-log.ts';
import { LogTail } from './log-tail.ts';
import { PassedLog } from './passed-log.ts';
import { SimulatorClient } from './simulator-client.ts';
import { readActivity } from './stripe-activity.ts';
import { Switches } from './switches.ts';

/** Puts together what can be told of the gateway and of Stripe, and what can be made to go wrong there. */
export function behindThePages(options: {
  readonly gatewayLog: string;
  /** Null with real Stripe keys: what Stripe is asked is then in its own dashboard. */
  readonly simulatorUrl: string | null;
}) {
  const gateway = new LogTail(options.gatewayLog);
  const readGateway = async () => (await gateway.read()).flatMap((line) => readLogLine(line) ?? []);
  if (options.simulatorUrl === null) return { passed: new PassedLog([readGateway]), switches: null };

  const simulator = new SimulatorClient(options.simulatorUrl);
  const switches = new Switches(simulator);
  const readStripe = async () => {
    const facts = (await simulator.activity()).flatMap((entry) => readActivity(entry) ?? []);
    switches.note(facts);
    return facts;
  };
  return { passed: new PassedLog([readGateway, readStripe]), switches };
}
