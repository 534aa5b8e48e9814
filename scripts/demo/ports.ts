import { createServer } from 'node:net';
import { DemoError } from './data-folder.ts';

const USUAL_PORT = 4310;

/** Port of the page: the one asked for, the usual one, or a free one. @throws DemoError when the one asked for is taken */
export async function choosePort(asked: number | undefined): Promise<number> {
  if (asked === undefined) return (await tryPort(USUAL_PORT)) ?? freePort();
  const port = await tryPort(asked);
  if (port === undefined)
    throw new DemoError(`Port ${asked} is taken by another program. Choose another one with --port.`);
  return port;
}

export async function freePort(): Promise<number> {
  const port = await tryPort(0);
  if (port === undefined) throw new DemoError('No port is free on 127.0.0.1.');
  return port;
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      const found = typeof address === 'object' && address !== null ? address.port : undefined;
      probe.close(() => resolve(found));
    });
  });
}
