import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Bytes that go over the line at once, and the pause after them in milliseconds. */
const piece = 128;
const pauseMs = 2;

/** A slow connection to a server. */
export interface SlowLine {
  /** The server's URL, by way of this line. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Opens a slow line to the server at `url`. Answers go over it in small pieces, and when the server's end of the
 * connection is gone what has not come over is lost: so clients see answers that break off. On loopback they would
 * not, the system has taken over the whole answer by the time that its process is killed.
 */
export async function openSlowLine(url: string): Promise<SlowLine> {
  const { hostname, port, pathname } = new URL(url);
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ host: hostname, port: Number(port), noDelay: true });
    const ends = [client, upstream];
    for (const end of ends) {
      sockets.add(end);
      end.on('error', () => undefined);
      end.on('close', () => {
        sockets.delete(end);
        for (const other of ends) other.destroy();
      });
    }
    client.on('data', (bytes) => upstream.write(bytes));
    let waiting: Promise<void> = Promise.resolve();
    upstream.on('data', (bytes) => {
      waiting = waiting.then(() => sendSlowly(client, bytes));
    });
    // Ended in order or not: what waits is lost.
    upstream.on('end', () => upstream.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${pathname}`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

async function sendSlowly(client: Socket, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length && !client.destroyed; at += piece) {
    client.write(bytes.subarray(at, at + piece));
    await sleep(pauseMs);
  }
}
