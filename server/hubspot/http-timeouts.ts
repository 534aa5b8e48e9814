/**
 * HubSpot's client has no time-outs and offers no way to pass one to `fetch`. Node's `fetch` asks the process-wide
 * dispatcher for every request, so the limits are set there, for HubSpot's own origin only: other requests of this
 * process keep Node's defaults (five minutes).
 */
interface DispatchOptions {
  readonly origin?: string | URL;
  readonly headersTimeout?: number;
  readonly bodyTimeout?: number;
}

interface Dispatcher {
  dispatch(options: DispatchOptions, handler: unknown): boolean;
}

export interface WaitingLimits {
  /** Longest wait for an answer to begin, and longest pause inside one. */
  readonly headersTimeoutMs: number;
  readonly bodyTimeoutMs: number;
}

/** Node registers its dispatcher under both names; which one `fetch` reads depends on the version of Node. */
const DISPATCHER_NAMES = ['undici.globalDispatcher.1', 'undici.globalDispatcher.2'].map((name) => Symbol.for(name));

const limitsByOrigin = new Map<string, WaitingLimits>();
let installed = false;

/** From now on an answer of `origin` that takes longer than its limits ends its request with an error. */
export function limitWaiting(origin: string, limits: WaitingLimits): void {
  limitsByOrigin.set(origin, limits);
  if (installed) return;
  installed = true;
  // Node makes its dispatcher when its fetch classes are first touched.
  new Response(null);
  for (const name of DISPATCHER_NAMES) wrapDispatcher(name);
}

function wrapDispatcher(name: symbol): void {
  const inner: unknown = Reflect.get(globalThis, name);
  if (!isDispatcher(inner)) return;
  const limited = {
    dispatch(options: DispatchOptions, handler: unknown) {
      const limits = limitsByOrigin.get(String(options.origin));
      if (limits === undefined) return inner.dispatch(options, handler);
      const { headersTimeoutMs: headersTimeout, bodyTimeoutMs: bodyTimeout } = limits;
      return inner.dispatch({ ...options, headersTimeout, bodyTimeout }, handler);
    },
  };
  // Everything else (close, events) stays the original's.
  Reflect.set(globalThis, name, Object.setPrototypeOf(limited, inner));
}

function isDispatcher(value: unknown): value is Dispatcher {
  return typeof value === 'object' && value !== null && 'dispatch' in value && typeof value.dispatch === 'function';
}
