import { hubspot, SettingsPage } from '@partner-pulse/ui/settings';

hubspot.extend<'settings'>(({ context }) => <SettingsPage context={context} />);
