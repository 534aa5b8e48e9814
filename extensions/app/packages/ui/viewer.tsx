import { createContext, useContext } from 'react';

/** Who looks at which record. HubSpot gives it to the card; everything below reads it from here. */
export interface Viewer {
  readonly portalId: number;
  readonly locale: string | undefined;
  readonly objectId: number;
  readonly objectTypeId: string;
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
