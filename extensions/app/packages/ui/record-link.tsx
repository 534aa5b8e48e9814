import type { Contact } from '@partner-pulse/contract';
import { RECORD_WORDS } from '@partner-pulse/words';
import { Link, Text, useCrmSearch } from './sdk.ts';
import { OBJECT_TYPE, recordPath, useReader } from './viewer.tsx';

/** A company by name, opening its record. */
export function CompanyLink({ partner }: { readonly partner: { readonly recordId: string; readonly name: string } }) {
  const { portalId } = useReader();
  return <Link href={recordPath(portalId, OBJECT_TYPE.company, partner.recordId)}>{partner.name}</Link>;
}

/** Names of contacts as the viewer may see them. */
export interface Contacts {
  readonly isLoading: boolean;
  readonly byId: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
}

/**
 * Reads contacts through HubSpot's search under the viewer's own rights. One search for all of a card: an account allows
 * few searches a second, and a card with seven partners must not use them up.
 */
export function useContacts(ids: readonly string[]): Contacts {
  const search = useCrmSearch({
    objectType: OBJECT_TYPE.contact,
    properties: ['hs_object_id', 'firstname', 'lastname', 'jobtitle'],
    filterGroups: [{ filters: [{ propertyName: 'hs_object_id', operator: 'IN', values: [...ids] }] }],
    pageLength: ids.length,
  });
  return {
    isLoading: search.isLoading,
    byId: new Map(search.results.map((found) => [String(found.objectId), found.properties])),
  };
}

/** A person at the partner, opening its record; a viewer without rights reads that there is one, not who. */
export function ContactLink({ contact, contacts }: { readonly contact: Contact; readonly contacts: Contacts }) {
  const { portalId } = useReader();
  const properties = contacts.byId.get(contact.contactId);
  if (!properties)
    return <Text>{contacts.isLoading ? RECORD_WORDS.contact.loading : RECORD_WORDS.contact.hidden}</Text>;
  const { firstname, lastname, jobtitle } = properties;
  const name = [firstname, lastname].filter(Boolean).join(' ') || RECORD_WORDS.contact.unnamed;
  const facts = [jobtitle, contact.whyText].filter(Boolean).join(' · ');
  return (
    <>
      <Link href={recordPath(portalId, OBJECT_TYPE.contact, contact.contactId)}>{name}</Link>
      {facts !== '' && <Text variant="microcopy">{facts}</Text>}
    </>
  );
}

/** The same for a card with a single contact. */
export function OneContact({ contact }: { readonly contact: Contact }) {
  return <ContactLink contact={contact} contacts={useContacts([contact.contactId])} />;
}
