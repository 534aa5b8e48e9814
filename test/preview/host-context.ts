import { createContext, useContext } from 'react';
import type { Backend, PreviewContext } from './protocol.ts';

export interface HeaderAction {
  readonly label: string;
  readonly run: () => void;
}

/** What HubSpot's page around a card gives to its components. */
export interface HostServices {
  readonly context: PreviewContext;
  readonly backend: Backend;
  /** Fills the card's own header menu. */
  readonly setHeaderActions: (actions: readonly HeaderAction[]) => void;
  /** Shows another page of the app; on a record there is none. */
  readonly navigate: (path: string) => void;
  /** Says what HubSpot would open here. */
  readonly announce: (message: string) => void;
}

const HostContext = createContext<HostServices | null>(null);
export const HostProvider = HostContext.Provider;

export function useHost(): HostServices {
  const host = useContext(HostContext);
  if (!host) throw new Error('Host components render inside <HostProvider> only.');
  return host;
}
