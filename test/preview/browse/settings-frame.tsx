import { CardFrame } from '../host.tsx';
import { type BrowsedAccount, serverBackend } from './server-backend.ts';

/** The app's settings page, which HubSpot shows under Connected apps. */
export function SettingsFrame({ portalId, viewer }: BrowsedAccount) {
  return (
    <>
      <header className="top">
        <b>Partner Pulse</b>
        <span>The settings page of account {portalId}, as the admin who installed the app sees it</span>
        <nav>
          <a href="/">Records and cards</a>
          <a href="/app">App page</a>
        </nav>
      </header>
      <div className="shot">
        <CardFrame
          bundleUrl="/cards/SettingsPage/SettingsPage.js"
          title="Partner Pulse"
          backend={serverBackend}
          onMounted={(error) => {
            document.body.dataset.state = error === null ? 'mounted' : 'failed';
          }}
          context={{
            location: 'settings',
            user: { ...viewer, locale: navigator.language.toLowerCase(), language: 'en' },
            portal: { id: portalId, timezone: Intl.DateTimeFormat().resolvedOptions().timeZone },
            crm: { objectId: 0, objectTypeId: '' },
          }}
        />
      </div>
    </>
  );
}
