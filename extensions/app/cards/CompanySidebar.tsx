import { CompanySidebar, hubspot } from '@partner-pulse/ui';

hubspot.extend<'crm.record.sidebar'>(({ context }) => <CompanySidebar context={context} />);
