import type { Contact } from '@partner-pulse/contract';
import { CARD_WORDS } from '@partner-pulse/words';
import { Link, Text, useCrmSearch } from './sdk.ts';
import { OBJECT_TYPE, recordPath, useViewer } from './viewer.tsx';

/** A company by name, opening its record. */
export function CompanyLink({ partner }: { readonly partner: { readonly recordId: string; readonly name: string } }) {
  const { portalId } = useViewer();
  return <Link href={recordPath(portalId, OBJECT_TYPE.company, partner.recordId)}>{partner.name}</Link>;
}

/**
 * A person at the partner. The name comes from HubSpot's search under the viewer's own rights; a viewer without them
 * reads that there is a contact, not who.
 */
export function ContactLink({ contact }: { readonly contact: Contact }) {
  const { portalId } = useViewer();
  const search = useCrmSearch({
    objectType: OBJECT_TYPE.contact,
    properties: ['firstname', 'lastname', 'jobtitle'],
    filterGroups: [{ filters: [{ propertyName: 'hs_object_id', operator: 'EQ', value: contact.contactId }] }],
    pageLength: 1,
  });
  const found = search.results[0];
  if (!found) return <Text>{search.isLoading ? CARD_WORDS.contact.loading : CARD_WORDS.contact.hidden}</Text>;
  const { firstname, lastname, jobtitle } = found.properties;
  const name = [firstname, lastname].filter(Boolean).join(' ') || CARD_WORDS.contact.unnamed;
  const facts = [jobtitle, contact.whyText].filter(Boolean).join(' · ');
  return (
    <>
      <Link href={recordPath(portalId, OBJECT_TYPE.contact, contact.contactId)}>{name}</Link>
      {facts !== '' && <Text variant="microcopy">{facts}</Text>}
    </>
  );
}
