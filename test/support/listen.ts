import { createServer, type RequestListener } from 'node:http';

export interface Listening {
  /** `http://127.0.0.1:port`, without a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves on a free loopback port. */
export function listen(handler: RequestListener): Promise<Listening> {
  const server = createServer(handler);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address !== 'object' || address === null) throw new Error('a TCP server has an address with a port');
      resolve({
        url: `http://127.0.0.1:${address.port}`,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      });
    });
  });
}
