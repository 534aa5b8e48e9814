import { createServer, type RequestListener } from 'node:http';

export interface Serving {
  readonly port: number;
  /** Takes no new connections, lets running requests end, closes idle ones. */
  close(): Promise<void>;
}

/** The address to listen on cannot be used; the message names the setting to change. */
export class ListenError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ListenError';
  }
}

/** Starts listening. @throws ListenError */
export function serve(handler: RequestListener, { port, host }: { port: number; host: string }): Promise<Serving> {
  const server = createServer(handler);
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(new ListenError(explain(cause, port, host), { cause })),
    );
    server.listen(port, host, () => {
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address !== null ? address.port : port,
        close: () => new Promise((closed) => server.close(() => closed())),
      });
    });
  });
}

function explain(cause: NodeJS.ErrnoException, port: number, host: string): string {
  switch (cause.code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken by another program. Set PORT to a free one (0 takes any).`;
    case 'EACCES':
      return `Port ${port} may not be used by this user. Set PORT to one above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is not an address of this machine. Set HOST to 127.0.0.1, or to 0.0.0.0 for all addresses.`;
    default:
      return `Cannot listen on ${host}:${port} (${cause.code}). Check HOST and PORT.`;
  }
}
