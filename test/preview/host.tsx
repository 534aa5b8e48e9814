import { createController, createRemoteReceiver, RemoteRenderer } from '@remote-ui/react/host';
import { createEndpoint, fromWebWorker } from '@remote-ui/rpc';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Glyph } from './components/glyph.tsx';
import { components } from './components/index.ts';
import { closeOverlays, OverlayHost } from './components/overlay.tsx';
import { type HeaderAction, HostProvider } from './host-context.ts';
import type { Backend, PageApi, PreviewContext, WorkerApi } from './protocol.ts';

export interface CardFrameProps {
  /** Address of the officially built bundle. */
  readonly bundleUrl: string;
  readonly title: string;
  readonly context: PreviewContext;
  readonly backend: Backend;
  /** Where an app page starts; `/` by default. */
  readonly path?: string;
  /** Called when a link inside the app's pages was followed. */
  readonly onNavigate?: (path: string) => void;
  /** Called once the first tree has arrived, or with what went wrong in the worker. */
  readonly onMounted?: (error: string | null) => void;
}

/** One card or page in HubSpot's frame: its bundle runs in a worker, its tree is drawn here. */
export function CardFrame({ bundleUrl, title, context, backend, path = '/', onNavigate, onMounted }: CardFrameProps) {
  const receiver = useMemo(() => createRemoteReceiver(), []);
  // The remote library types every component as one that takes anything; ours take HubSpot's own props.
  const controller = useMemo(() => createController(components as Parameters<typeof createController>[0]), []);
  const [actions, setActions] = useState<readonly HeaderAction[]>([]);
  const [notice, setNotice] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const worker = useRef<{ navigate: (path: string) => void } | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: one worker per mounted frame; a new card is a new frame.
  useEffect(() => {
    const thread = new Worker('/worker.js');
    const endpoint = createEndpoint<WorkerApi>(fromWebWorker(thread), { callable: ['render', 'navigate'] });
    worker.current = { navigate: (to) => void endpoint.call.navigate({ path: to, params: {} }) };
    worker.current.navigate(path);
    const fail = (message: string): void => {
      setError(message);
      onMounted?.(message);
    };
    const pageApi: PageApi = {
      hsFetch: (url, options) => backend.fetch(url, options),
      fetchCrmSearch: (request) => backend.search(request),
      log: async (level, data) => (level === 'error' ? fail(String(data)) : undefined),
      reportError: async (message) => fail(message),
    };
    endpoint.expose({ ...pageApi });
    endpoint.call.render(bundleUrl, receiver.receive, { context, actions: {} }, Object.keys(components)).then(
      () => onMounted?.(null),
      (reason: unknown) => fail(String(reason)),
    );
    return () => {
      closeOverlays();
      thread.terminate();
    };
  }, []);

  const navigate = (to: string): void => {
    worker.current?.navigate(to);
    onNavigate?.(to);
  };
  const services = { context, backend, setHeaderActions: setActions, navigate, announce: setNotice };
  return (
    <HostProvider value={services}>
      <section className="card">
        <header className="card-head">
          <span className="caret">
            <Glyph name="downCarat" />
          </span>
          <h3>{title}</h3>
          {actions.length > 0 && <ActionsMenu actions={actions} />}
        </header>
        <div className="card-body">
          {error === null ? (
            <RemoteRenderer receiver={receiver} controller={controller} />
          ) : (
            <pre className="crash">{error}</pre>
          )}
        </div>
        <footer className="card-foot">
          Powered by <b>Partner Pulse</b>
        </footer>
      </section>
      <OverlayHost />
      {notice !== null && (
        <button type="button" className="notice" onClick={() => setNotice(null)}>
          {notice}
        </button>
      )}
    </HostProvider>
  );
}

function ActionsMenu({ actions }: { readonly actions: readonly HeaderAction[] }) {
  const [open, setOpen] = useState(false);
  return (
    <div className="menu">
      <button type="button" className="menu-button" onClick={() => setOpen(!open)}>
        Actions <Glyph name="downCarat" />
      </button>
      {open && (
        <div className="menu-items">
          {actions.map((action) => (
            <button
              key={action.label}
              type="button"
              onClick={() => {
                setOpen(false);
                action.run();
              }}
            >
              {action.label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
