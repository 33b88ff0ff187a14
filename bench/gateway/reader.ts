import { connect, type Socket } from 'node:net';
import { createParser } from 'eventsource-parser';

import type { PaymentRequest } from '../../src/contract/payment-request.ts';
import type { Gateway } from './rig.ts';

/** One event stream over a bare socket: ten thousand of them are to cost this process little. */
export class Reader {
  onRequest: (request: PaymentRequest) => void = () => undefined;
  readonly #socket: Socket;

  private constructor(socket: Socket) {
    this.#socket = socket;
    const parser = createParser({
      onEvent: ({ event, data }) => {
        if (event === 'request') this.onRequest(JSON.parse(data));
      },
    });
    // Chunked: what stands between the chunks is no line of the stream, and is passed over.
    socket.on('data', (chunk) => parser.feed(chunk.toString()));
  }

  static open({ port }: Gateway, token: string): Promise<Reader> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () =>
        socket.write(`GET /v1/events HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${token}\r\n\r\n`),
      );
      socket.once('error', reject);
      socket.once('data', (head) => {
        if (!head.toString().startsWith('HTTP/1.1 200')) reject(new Error(head.toString()));
        else resolve(new Reader(socket));
      });
    });
  }

  close(): void {
    this.#socket.destroy();
  }
}
