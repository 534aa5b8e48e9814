import { createContext, useContext } from 'react';

/** Who looks. HubSpot gives it to cards and pages; everything below reads it from here. */
export interface Reader {
  readonly portalId: number;
  readonly locale: string | undefined;
}

/** Who looks at which record. */
export interface Viewer extends Reader {
  readonly objectId: number;
  readonly objectTypeId: string;
}

const ReaderContext = createContext<Reader | null>(null);
export const ReaderProvider = ReaderContext.Provider;

/** For what stands on records and on pages alike. */
export function useReader(): Reader {
  const reader = useContext(ReaderContext);
  if (!reader) throw new Error('Wrap the page in <PageFrame>, or the card in <CardFrame>.');
  return reader;
}

const ViewerContext = createContext<Viewer | null>(null);
export const ViewerProvider = ViewerContext.Provider;

export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext);
  if (!viewer) throw new Error('Wrap the card in <CardFrame>: nothing below it knows the record otherwise.');
  return viewer;
}

export const OBJECT_TYPE = { contact: '0-1', company: '0-2', deal: '0-3' } as const;

/** Address of a record inside HubSpot, relative to its own host. */
export const recordPath = (portalId: number, objectTypeId: string, objectId: string | number): string =>
  `/contacts/${portalId}/record/${objectTypeId}/${objectId}`;
