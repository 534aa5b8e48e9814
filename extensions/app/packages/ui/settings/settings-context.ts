import type { Choice } from '@partner-pulse/contract';
import { createContext, useContext } from 'react';

/** What every part of the settings page knows. */
export interface SettingsScope {
  readonly locale: string | undefined;
  readonly isAdmin: boolean;
  /** Of the settings shown; goes back with every change. */
  readonly version: number;
  readonly owners: readonly Choice[];
  readonly reload: () => void;
}

const SettingsContext = createContext<SettingsScope | null>(null);
export const SettingsProvider = SettingsContext.Provider;

export function useSettings(): SettingsScope {
  const scope = useContext(SettingsContext);
  if (!scope) throw new Error('Parts of the settings page render inside <SettingsPage> only.');
  return scope;
}
