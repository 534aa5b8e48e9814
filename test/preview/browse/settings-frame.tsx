import { CardFrame } from '../host.tsx';
import { serverBackend } from './server-backend.ts';

/** The app's settings page, which HubSpot shows under Connected apps. */
export function SettingsFrame({ portalId }: { readonly portalId: number }) {
  return (
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
          user: { id: 1, email: 'viewer@example.com', locale: navigator.language.toLowerCase(), language: 'en' },
          portal: { id: portalId, timezone: Intl.DateTimeFormat().resolvedOptions().timeZone },
          crm: { objectId: 0, objectTypeId: '' },
        }}
      />
    </div>
  );
}
