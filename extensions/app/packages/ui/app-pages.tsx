import { PartnerPage } from './partner-page.tsx';
import { ProgrammePage } from './programme-page.tsx';
import { createPageRouter, PageRoutes } from './sdk.ts';
import { ReaderProvider } from './viewer.tsx';

/** The part of HubSpot's context that a page uses. */
export interface PageContext {
  readonly user: { readonly locale?: string; readonly language?: string };
  readonly portal: { readonly id: number };
}

const Router = createPageRouter(
  <PageRoutes>
    <PageRoutes.IndexRoute component={ProgrammePage} />
    <PageRoutes.Route path="/partners/:partnerId" component={PartnerPage} />
  </PageRoutes>,
);

/** The app's pages: the programme, and a page per partner. */
export function AppPages({ context }: { readonly context: PageContext }) {
  const reader = { portalId: context.portal.id, locale: context.user.locale ?? context.user.language };
  return (
    <ReaderProvider value={reader}>
      <Router />
    </ReaderProvider>
  );
}
