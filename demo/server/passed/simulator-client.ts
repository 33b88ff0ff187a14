import { Fields } from './fields.ts';

/** A fault as the simulator takes it. */
export interface FaultRule {
  readonly effect: string;
  readonly route?: string;
  readonly type?: string;
  readonly delayMs?: number;
  readonly count?: number;
}

export interface RuleInForce extends FaultRule {
  readonly id: string;
}

/** What the demo asks of the Stripe simulator beside payments. Each call rejects when it does not answer. */
export class SimulatorClient {
  readonly #url: string;
  /** Where in its activity the last reading ended; null before the first. */
  #next: number | null = null;

  constructor(url: string) {
    this.#url = url;
  }

  /** What passed since the last reading; the first one only finds out where to begin. */
  async activity(): Promise<readonly unknown[]> {
    const answer = await this.#send('GET', `activity?after=${this.#next ?? 0}`);
    const isFirst = this.#next === null;
    this.#next = new Fields(answer).number('next');
    return isFirst ? [] : listIn(answer, 'entries');
  }

  async faults(): Promise<readonly RuleInForce[]> {
    const rules = listIn(await this.#send('GET', 'faults'), 'rules');
    return rules.map((rule) => {
      const fields = new Fields(rule);
      const [route, type] = [fields.textOrNull('route'), fields.textOrNull('type')];
      const [delayMs, count] = [fields.numberOrNull('delayMs'), fields.numberOrNull('count')];
      return {
        id: fields.text('id'),
        effect: fields.text('effect'),
        ...(route !== null && { route }),
        ...(type !== null && { type }),
        ...(delayMs !== null && { delayMs }),
        ...(count !== null && { count }),
      };
    });
  }

  async addFault(rule: FaultRule): Promise<void> {
    await this.#send('POST', 'faults', rule);
  }

  async removeFault(id: string): Promise<void> {
    await this.#send('DELETE', `faults/${id}`);
  }

  async removeFaults(): Promise<void> {
    await this.#send('DELETE', 'faults');
  }

  async #send(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${this.#url}/_simulator/${path}`, {
      method,
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
      // Whoever asks us asks again in a second.
      signal: AbortSignal.timeout(2_000),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`The simulator answered ${answer.status} to ${method} ${path}: ${text}`);
    return text === '' ? null : JSON.parse(text);
  }
}

function listIn(answer: unknown, name: string): readonly unknown[] {
  const list = typeof answer === 'object' && answer !== null ? Reflect.get(answer, name) : null;
  return Array.isArray(list) ? list : [];
}
