import { AppPages, hubspot } from '@partner-pulse/ui';

hubspot.extend<'pages'>(({ context }) => <AppPages context={context} />);
