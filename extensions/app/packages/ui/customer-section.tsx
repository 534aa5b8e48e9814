import type { CustomerSection as CustomerAnswer } from '@partner-pulse/contract';
import { RECORD_WORDS } from '@partner-pulse/words';
import { BandTag } from './band-tag.tsx';
import { CompanyLink, ContactLink, type Contacts, useContacts } from './record-link.tsx';
import { AutoGrid, Flex, Inline, Tag, Text, Tile } from './sdk.ts';

/** The partners that brought and serve this customer. */
export function CustomerSection({ customer }: { readonly customer: CustomerAnswer }) {
  return (
    <Flex direction="column" gap="sm">
      <Text format={{ fontWeight: 'bold' }}>{customer.title}</Text>
      <AutoGrid columnWidth={300} flexible gap="md">
        <Partners rows={customer.partners} />
      </AutoGrid>
    </Flex>
  );
}

type Row = CustomerAnswer['partners'][number];

const NO_CONTACTS: Contacts = { isLoading: false, byId: new Map() };

function Partners({ rows }: { readonly rows: readonly Row[] }) {
  const ids = rows.flatMap((row) => (row.contact === null ? [] : [row.contact.contactId]));
  if (ids.length > 0) return <PartnersWithContacts rows={rows} ids={ids} />;
  return rows.map((row) => <CustomerPartner key={row.partner.recordId} row={row} contacts={NO_CONTACTS} />);
}

function PartnersWithContacts({ rows, ids }: { readonly rows: readonly Row[]; readonly ids: readonly string[] }) {
  const contacts = useContacts(ids);
  return rows.map((row) => <CustomerPartner key={row.partner.recordId} row={row} contacts={contacts} />);
}

function CustomerPartner({ row, contacts }: { readonly row: Row; readonly contacts: Contacts }) {
  return (
    <Tile compact>
      <Flex direction="column" gap="xs">
        <Inline gap="sm" align="center">
          <CompanyLink partner={row.partner} />
          {row.band !== null && <BandTag band={row.band} />}
        </Inline>
        <Inline gap="xs">
          {row.roles.map((role) => (
            <Tag key={role.key} variant="default">
              {role.word}
            </Tag>
          ))}
        </Inline>
        <Text variant="microcopy">{row.sinceText}</Text>
        {row.contact !== null && <ContactLink contact={row.contact} contacts={contacts} />}
        {row.manager !== null && (
          <Text variant="microcopy">{`${RECORD_WORDS.customer.manager}: ${row.manager.name}`}</Text>
        )}
      </Flex>
    </Tile>
  );
}
