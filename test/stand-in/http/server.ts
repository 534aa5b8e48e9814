import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { iso } from '../clock.ts';
import type { Core } from '../core.ts';
import { answer, bearer } from './answer.ts';
import { faultReply } from './fault-reply.ts';
import type { Reply } from './reply.ts';
import { type Call, createRouter, type Match, type Route } from './router.ts';

/** Addresses longer than this are refused before anything else. hubspot-api.md 3.4 */
const MAX_URL_CHARACTERS = 16_000;
/** Node's own limit on the request head, above ours so that ours answers. */
const MAX_HEAD_BYTES = 256 * 1024;
const CONTROL_PREFIX = '/__stand-in/';

const TOO_LONG: Reply = {
  status: 414,
  text: '<html><body>414 Request-URI Too Large</body></html>',
  contentType: 'text/html',
};

interface Incoming extends Call {
  readonly url: string;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** The bytes and headers of a reply. Error bodies get the ids that HubSpot puts on each. */
function render(reply: Reply, id: string): { payload: string; headers: Record<string, string> } {
  const headers: Record<string, string> = { 'X-HubSpot-Correlation-Id': id, ...reply.headers };
  if (reply.text !== undefined) {
    return { payload: reply.text, headers: { 'Content-Type': reply.contentType ?? 'text/html', ...headers } };
  }
  if (reply.body === undefined) return { payload: '', headers };
  const { body } = reply;
  const failed = typeof body === 'object' && body !== null && 'status' in body && body.status === 'error';
  const shown = failed ? { ...body, correlationId: id, ...('policyName' in body ? { requestId: id } : {}) } : body;
  return { payload: JSON.stringify(shown), headers: { 'Content-Type': 'application/json;charset=utf-8', ...headers } };
}

function send(response: ServerResponse, reply: Reply, id: string, truncate: boolean): void {
  const { payload, headers } = render(reply, id);
  const bytes = Buffer.from(payload);
  response.writeHead(reply.status, { ...headers, ...(reply.status === 204 ? {} : { 'Content-Length': bytes.length }) });
  if (truncate) {
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
  } else {
    response.end(bytes);
  }
}

/** A listener that answers for every account of `core`. `control` routes see no faults, limits or journal. */
export function createServer(core: Core, routes: readonly Route[], control: readonly Route[]): Server {
  const find = createRouter(routes);
  const findControl = createRouter(control);
  let requests = 0;

  const hubIdOf = (authorization: string | undefined): number | null => {
    const token = bearer(authorization);
    return token === null ? null : (core.tokens.access(token)?.grant?.hubId ?? null);
  };

  const serve = (call: Incoming, match: Match | null, response: ServerResponse): void => {
    requests += 1;
    const id = `00000000-0000-4000-8000-${requests.toString(16).padStart(12, '0')}`;
    const { method, path, query, authorization } = call;
    const account = hubIdOf(authorization);
    const fault = core.faults.next(method, path, account);
    const note = (status: number, ids = 0) => {
      const at = iso(core.clock.now());
      const kind = match?.route.class ?? 'other';
      core.journal.add({
        at,
        account,
        method,
        path,
        query: `${query}`,
        class: kind,
        status,
        ids,
        fault: fault !== null,
      });
    };
    const carriedOut = !fault || fault.applied === true || fault.truncate === true;
    const trueReply = (): Reply =>
      call.url.length > MAX_URL_CHARACTERS ? TOO_LONG : answer(core, match, call, authorization);
    const reply = carriedOut ? trueReply() : null;
    if (fault?.hang) {
      note(0, reply?.ids);
      return;
    }
    if (fault?.drop) {
      note(0, reply?.ids);
      response.destroy();
      return;
    }
    const sent = fault && !fault.truncate ? faultReply(fault) : (reply ?? faultReply({ status: 500 }));
    note(sent.status, sent.ids);
    send(response, sent, id, fault?.truncate === true);
  };

  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const raw = await readBody(request);
    const url = request.url ?? '/';
    const { pathname: path, searchParams: query } = new URL(url, 'http://stand-in');
    const method = request.method ?? 'GET';
    const own = path.startsWith(CONTROL_PREFIX);
    const match = own ? findControl(method, path) : find(method, path);
    const call = {
      method,
      path,
      query,
      raw,
      params: match?.params ?? {},
      url,
      authorization: request.headers.authorization,
    };
    if (own) send(response, answer(core, match, call, undefined), 'control', false);
    else serve(call, match, response);
  };

  return createHttpServer({ maxHeaderSize: MAX_HEAD_BYTES }, (request, response) => {
    receive(request, response).catch((error: unknown) => {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      if (response.headersSent) response.destroy();
      else
        send(response, { status: 500, text: `The stand-in failed: ${message}`, contentType: 'text/plain' }, '-', false);
    });
  });
}
