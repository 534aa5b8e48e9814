import type { ReactNode } from 'react';
import { ReaderProvider, type Viewer, ViewerProvider } from './viewer.tsx';

/** The part of HubSpot's context that a card on a record uses. */
export interface RecordContext {
  readonly user: { readonly locale?: string; readonly language?: string };
  readonly portal: { readonly id: number };
  readonly crm: { readonly objectId: number; readonly objectTypeId: string };
}

export interface CardProps {
  readonly context: RecordContext;
}

export function CardFrame({ context, children }: CardProps & { readonly children: ReactNode }) {
  const viewer = viewerOf(context);
  return (
    <ReaderProvider value={viewer}>
      <ViewerProvider value={viewer}>{children}</ViewerProvider>
    </ReaderProvider>
  );
}

const viewerOf = (context: RecordContext): Viewer => ({
  portalId: context.portal.id,
  locale: context.user.locale ?? context.user.language,
  objectId: context.crm.objectId,
  objectTypeId: context.crm.objectTypeId,
});
