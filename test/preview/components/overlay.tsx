import type { ModalProps, PanelProps } from '@hubspot/ui-extensions';
import { createContext, type ReactNode, useContext, useEffect, useId, useSyncExternalStore } from 'react';

/** Overlays open above the whole page, so their state lives outside the card's tree. */
const nodes = new Map<string, ReactNode>();
const listeners = new Set<() => void>();
let openId: string | null = null;

function changed(): void {
  for (const listener of listeners) listener();
}

function setOpen(id: string | null): void {
  openId = id;
  changed();
}

export const closeOverlays = (): void => setOpen(null);

/** Registers a component's `overlay` and returns how to open it; undefined without one. */
export function useOverlay(overlay: ReactNode): (() => void) | undefined {
  const id = useId();
  useEffect(() => {
    if (!overlay) return;
    nodes.set(id, overlay);
    changed();
    return () => {
      nodes.delete(id);
      if (openId === id) openId = null;
      changed();
    };
  }, [id, overlay]);
  return overlay ? () => setOpen(id) : undefined;
}

const CloseContext = createContext<() => void>(() => {});

/** Draws the open overlay, if any. */
export function OverlayHost() {
  const id = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => openId,
  );
  // Re-read on every change of content as well: an open panel fills after its search.
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => (id === null ? null : nodes.get(id)),
  );
  if (id === null) return null;
  return <CloseContext.Provider value={closeOverlays}>{nodes.get(id)}</CloseContext.Provider>;
}

type OverlayProps = (ModalProps | PanelProps) & { readonly kind: 'modal' | 'panel' };

function Overlay({ kind, title, width, children, onOpen, onClose }: OverlayProps) {
  const close = useContext(CloseContext);
  // biome-ignore lint/correctness/useExhaustiveDependencies: HubSpot calls these once per opening.
  useEffect(() => {
    onOpen?.();
    return () => onClose?.();
  }, []);
  return (
    <div className={`overlay ${kind}`}>
      <div className={`sheet w-${width ?? 'sm'}`} role="dialog" aria-label={title}>
        <header>
          <h3>{title}</h3>
          <button type="button" aria-label="Close" onClick={close}>
            ×
          </button>
        </header>
        {children}
      </div>
    </div>
  );
}

export const Modal = (props: ModalProps) => <Overlay {...props} kind="modal" />;
export const Panel = (props: PanelProps) => <Overlay {...props} kind="panel" />;
export const OverlayBody = ({ children }: { children?: ReactNode }) => <div className="sheet-body">{children}</div>;
