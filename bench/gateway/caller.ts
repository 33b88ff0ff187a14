import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

export interface Call {
  readonly method?: 'GET' | 'POST';
  readonly token?: string;
  readonly key?: string;
  readonly body?: object;
}

/** Calls by bare node:http: what asks should cost little beside what answers. @throws on anything but 2xx. */
export function call<Answer = unknown>(
  url: string,
  { method = 'GET', token, key, body }: Call,
): Promise<Answer> {
  const payload = body && JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      {
        agent,
        method,
        headers: {
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(key !== undefined && { 'idempotency-key': key }),
          ...(payload !== undefined && {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(payload),
          }),
        },
      },
      (answer) => {
        let text = '';
        answer.on('data', (chunk) => (text += String(chunk)));
        answer.on('end', () => {
          const { statusCode = 0 } = answer;
          if (statusCode >= 200 && statusCode < 300) resolve(JSON.parse(text) as Answer);
          else reject(new Error(`${method} ${url}: ${statusCode} ${text}`));
        });
      },
    );
    asked.on('error', reject);
    asked.end(payload);
  });
}
