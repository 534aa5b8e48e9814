import { CardFrame } from '../host.tsx';
import { type BrowsedAccount, serverBackend } from './server-backend.ts';

const PREFIX = '/app';

/** The app's pages as wide as the window. The address behind `/app` is HubSpot's address behind the app's own. */
export function AppPage({ portalId, viewer }: BrowsedAccount) {
  return (
    <>
      <header className="top">
        <b>Partner Pulse</b>
        <span>The app page of account {portalId}</span>
        <nav>
          <a href="/">Records and cards</a>
          <a href="/settings">Settings page</a>
        </nav>
      </header>
      <div className="shot">
        <CardFrame
          bundleUrl="/cards/Pages/Pages.js"
          title="Partner Pulse"
          backend={serverBackend}
          path={location.pathname.slice(PREFIX.length) || '/'}
          onNavigate={(path) => history.pushState(null, '', PREFIX + path)}
          onMounted={(error) => {
            document.body.dataset.state = error === null ? 'mounted' : 'failed';
          }}
          context={{
            location: 'pages',
            user: { ...viewer, locale: navigator.language.toLowerCase(), language: 'en' },
            portal: { id: portalId, timezone: Intl.DateTimeFormat().resolvedOptions().timeZone },
          }}
        />
      </div>
    </>
  );
}
