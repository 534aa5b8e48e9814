import { DealCard, hubspot } from '@partner-pulse/ui';

hubspot.extend<'crm.record.tab'>(({ context }) => <DealCard context={context} />);
