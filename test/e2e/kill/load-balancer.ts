import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

export interface LoadBalancer {
  readonly url: string;
  /** Requests that the first web answered by nobody, and another one did. */
  readonly movedOn: () => number;
  close(): Promise<void>;
}

/**
 * Hands requests to the webs in turn, and to the next one where a web does not answer, as any balancer in front of the
 * server does. All our requests may be repeated: HubSpot itself repeats them.
 */
export function startLoadBalancer(ports: () => readonly number[]): Promise<LoadBalancer> {
  const agent = new Agent({ keepAlive: true });
  let turn = 0;
  let moved = 0;

  function forward(port: number, incoming: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> {
    return new Promise((resolve, reject) => {
      const { method, url: path, headers } = incoming;
      const out = request({ host: '127.0.0.1', port, method, path, headers, agent }, (answer) => {
        buffer(answer).then((text) => {
          response.writeHead(answer.statusCode ?? 502, answer.headers).end(text);
          resolve();
        }, reject);
      });
      out.once('error', reject);
      out.end(body);
    });
  }

  const server = createServer(async (incoming, response) => {
    const body = await buffer(incoming);
    const up = ports().filter((port) => port > 0);
    turn += 1;
    for (let tries = 0; tries < up.length; tries += 1) {
      try {
        await forward(up[(turn + tries) % up.length] ?? 0, incoming, body, response);
        if (tries > 0) moved += 1;
        return;
      } catch {
        // Its web was killed: the next one gets the request.
      }
    }
    response.writeHead(502).end();
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      resolve({
        url: `http://127.0.0.1:${port}`,
        movedOn: () => moved,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
            agent.destroy();
          }),
      });
    });
  });
}
