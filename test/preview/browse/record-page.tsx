import { useEffect, useState } from 'react';
import { CardFrame } from '../host.tsx';
import type { FoundRecord } from '../protocol.ts';
import { type BrowsedAccount, readProperties, serverBackend, type WrittenProperty } from './server-backend.ts';

interface RecordPageProps extends BrowsedAccount {
  readonly place: 'company' | 'deal';
  readonly id: number;
}

interface RecordCardProps extends RecordPageProps {
  readonly isSidebar?: boolean;
}

const CARDS = {
  company: {
    bundleUrl: '/cards/CompanyCard/CompanyCard.js',
    title: 'Partner health',
    objectTypeId: '0-2',
    nameProperty: 'name',
    object: 'companies',
  },
  deal: {
    bundleUrl: '/cards/DealCard/DealCard.js',
    title: 'Partner on this deal',
    objectTypeId: '0-3',
    nameProperty: 'dealname',
    object: 'deals',
  },
} as const;
/** Beside a company's record HubSpot shows another card, with less in it. */
const SIDEBAR = {
  ...CARDS.company,
  bundleUrl: '/cards/CompanySidebar/CompanySidebar.js',
  title: 'Partner health in brief',
} as const;
const WIDTHS = [
  ['wide', 'Record page'],
  ['narrow', 'Side panel, 380 px'],
  ['sidebar', 'Sidebar, 350 px'],
] as const;

type Width = (typeof WIDTHS)[number][0];

/** One record: its name, the card in HubSpot's frame, and the properties that were written to it. */
export function RecordPage({ portalId, viewer, place, id }: RecordPageProps) {
  const card = CARDS[place];
  const [width, setWidth] = useState<Width>('wide');
  const record = useRecord(card.object, card.objectTypeId, card.nameProperty, id);
  return (
    <main className="record">
      <header className="record-head">
        <div>
          <div className="hint">
            {place === 'company' ? 'Company' : 'Deal'} {id}
          </div>
          <h1>{record.found?.properties[card.nameProperty] ?? (record.missing ? 'No such record' : ' ')}</h1>
        </div>
        <div className="widths" role="tablist" aria-label="Width">
          {WIDTHS.filter(([key]) => key !== 'sidebar' || place === 'company').map(([key, label]) => (
            <button key={key} type="button" role="tab" aria-selected={key === width} onClick={() => setWidth(key)}>
              {label}
            </button>
          ))}
        </div>
      </header>
      <div className={`stage ${width}`}>
        <RecordCard
          key={String(width === 'sidebar')}
          {...{ portalId, viewer, place, id }}
          isSidebar={width === 'sidebar'}
        />
      </div>
      {record.found && <Properties properties={record.properties} record={record.found} />}
    </main>
  );
}

/** The record's card, asked of the running server. `data-state` on the page's body says how it went. */
export function RecordCard({ portalId, viewer, place, id, isSidebar = false }: RecordCardProps) {
  const card = isSidebar ? SIDEBAR : CARDS[place];
  return (
    <CardFrame
      bundleUrl={card.bundleUrl}
      title={card.title}
      backend={serverBackend}
      onMounted={(error) => {
        document.body.dataset.state = error === null ? 'mounted' : 'failed';
      }}
      context={{
        location: isSidebar ? 'crm.record.sidebar' : 'crm.record.tab',
        user: { ...viewer, locale: navigator.language.toLowerCase(), language: 'en' },
        portal: { id: portalId, timezone: Intl.DateTimeFormat().resolvedOptions().timeZone },
        crm: { objectId: id, objectTypeId: card.objectTypeId },
      }}
    />
  );
}

interface RecordState {
  readonly properties: readonly WrittenProperty[];
  readonly found: FoundRecord | null;
  readonly missing: boolean;
}
const NOTHING: RecordState = { properties: [], found: null, missing: false };

function useRecord(object: 'companies' | 'deals', objectType: string, nameProperty: string, id: number): RecordState {
  const [state, setState] = useState(NOTHING);
  useEffect(() => {
    let current = true;
    const read = async (): Promise<void> => {
      const properties = await readProperties(object);
      const { results } = await serverBackend.search({
        objectType,
        properties: [nameProperty, ...properties.map(({ name }) => name)],
        filterGroups: [{ filters: [{ propertyName: 'hs_object_id', operator: 'EQ', value: String(id) }] }],
        pageLength: 1,
      });
      if (current) setState({ properties, found: results[0] ?? null, missing: results.length === 0 });
    };
    read().catch(() => current && setState({ ...NOTHING, missing: true }));
    return () => {
      current = false;
    };
  }, [object, objectType, nameProperty, id]);
  return state;
}

/** What lists, reports and workflows in HubSpot can use. */
function Properties({
  properties,
  record,
}: {
  readonly properties: readonly WrittenProperty[];
  readonly record: FoundRecord;
}) {
  const written = properties.filter(({ name }) => record.properties[name]);
  if (written.length === 0) return null;
  return (
    <section className="properties">
      <h2>Properties on this record</h2>
      <dl>
        {written.map(({ name, label, options }) => {
          const value = record.properties[name] ?? '';
          return (
            <div key={name}>
              <dt>{label}</dt>
              <dd>{options[value] ?? value}</dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
