import type { Account } from '../store/account.ts';
import type { Grant } from '../tokens.ts';
import type { Reply } from './reply.ts';

export type RequestClass =
  | 'list'
  | 'batchRead'
  | 'search'
  | 'associations'
  | 'properties'
  | 'batchUpdate'
  | 'oauth'
  | 'other';

/** Which limit counts a request: the ten-secondly one, the one of search, or none. */
export type LimitClass = 'general' | 'search' | 'exempt';

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly params: Readonly<Record<string, string>>;
  /** The body as received. */
  readonly raw: string;
  readonly authorization?: string | undefined;
}

/** A call by an installed app, after its token was accepted. */
export interface AppCall extends Call {
  readonly account: Account;
  readonly grant: Grant;
  /** Epoch ms. */
  readonly now: number;
}

interface RouteBase {
  readonly method: string;
  /** `/crm/objects/:version/:type`; a segment with a colon is a parameter. */
  readonly path: string;
  readonly class: RequestClass;
}

export interface OpenRoute extends RouteBase {
  readonly open: true;
  readonly handle: (call: Call) => Reply;
}

export interface AppRoute extends RouteBase {
  readonly open?: false;
  readonly limit: LimitClass;
  /** Sets of scopes: every set must be met, by any one of its members. */
  readonly scopes?: (call: Call) => readonly (readonly string[])[];
  readonly handle: (call: AppCall) => Reply;
}

export type Route = OpenRoute | AppRoute;

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** The versions of the dated API that the stand-in knows. */
const VERSIONS = new Set(['2026-03', '2026-09']);

function matchPath(pattern: readonly string[], segments: readonly string[]): Record<string, string> | null {
  if (pattern.length !== segments.length) return null;
  const params: Record<string, string> = {};
  for (const [at, part] of pattern.entries()) {
    const segment = segments[at] ?? '';
    if (part === ':version' ? !VERSIONS.has(segment) : !part.startsWith(':') && part !== segment) return null;
    if (part.startsWith(':')) params[part.slice(1)] = segment;
  }
  return params;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Finds the route of a request; earlier routes win, so fixed paths go before those with parameters. */
export function createRouter(routes: readonly Route[]): (method: string, path: string) => Match | null {
  const table = routes.map((route) => ({ route, pattern: route.path.split('/').slice(1) }));
  return (method, path) => {
    const segments = path.replace(/\/$/, '').split('/').slice(1).map(decoded);
    for (const { route, pattern } of table) {
      const params = route.method === method ? matchPath(pattern, segments) : null;
      if (params) return { route, params };
    }
    return null;
  };
}
