import { freePort, tryPort } from '../embedded/free-port.ts';
import { DemoError } from './data-folder.ts';

const USUAL_PORT = 4310;

/** Port of the page: the one asked for, the usual one, or a free one. @throws DemoError when the one asked for is taken */
export async function choosePort(asked: number | undefined): Promise<number> {
  if (asked === undefined) return (await tryPort(USUAL_PORT)) ?? freePort();
  const port = await tryPort(asked);
  if (port === undefined) {
    throw new DemoError(`Port ${asked} is taken by another program. Choose another one with --port.`);
  }
  return port;
}
