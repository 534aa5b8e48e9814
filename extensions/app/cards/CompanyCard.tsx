import { CompanyCard, hubspot } from '@partner-pulse/ui';

hubspot.extend<'crm.record.tab'>(({ context }) => <CompanyCard context={context} />);
