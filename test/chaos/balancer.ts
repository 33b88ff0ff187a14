import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * One address for several gateway processes, as a balancer gives it: each connection goes to the next process that
 * takes it. It knows nothing of HTTP, so that a killed process cuts its callers off as it would anywhere.
 */
export class Balancer {
  readonly #ports: readonly number[];
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;
  #turn = 0;

  constructor(ports: readonly number[]) {
    this.#ports = ports;
    this.#server = createServer((client) => this.#serve(client, this.#ports.length));
  }

  async listen(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #serve(client: Socket, tries: number): void {
    this.#track(client);
    const port = this.#ports[this.#turn % this.#ports.length] ?? 0;
    this.#turn += 1;
    const server = connect(port, '127.0.0.1');
    this.#track(server);
    let isConnected = false;
    server.once('connect', () => {
      isConnected = true;
      client.pipe(server);
      server.pipe(client);
    });
    server.on('error', () => undefined);
    client.on('error', () => undefined);
    server.once('close', () => {
      if (!isConnected && tries > 1 && !client.destroyed) this.#serve(client, tries - 1);
      else client.destroy();
    });
    client.once('close', () => server.destroy());
  }

  #track(socket: Socket): void {
    if (this.#sockets.has(socket)) return;
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
  }
}
