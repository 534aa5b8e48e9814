import { PageLink } from './sdk.ts';

/** A partner by name, opening its page inside the app. */
export function PartnerLink({ partner }: { readonly partner: { readonly recordId: string; readonly name: string } }) {
  return (
    <PageLink to="/partners/:partnerId" params={{ partnerId: partner.recordId }}>
      {partner.name}
    </PageLink>
  );
}
