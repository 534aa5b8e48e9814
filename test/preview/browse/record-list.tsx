import { BAND_TONES, BAND_WORDS, type BandKey, DIRECTION_WORDS, ROLE_WORDS } from '@partner-pulse/words';
import { useEffect, useState } from 'react';
import { StatusTag } from '../components/status.tsx';
import type { FoundRecord, SearchAnswer } from '../protocol.ts';
import {
  FILTER_OPTIONS,
  FILTER_TITLES,
  type Filters,
  LISTS,
  type ListDefinition,
  NO_FILTERS,
  searchOf,
} from './lists.ts';
import { serverBackend } from './server-backend.ts';

const VARIANT = { good: 'success', warning: 'warning', bad: 'danger', neutral: 'default' } as const;
/** Long enough to type a word, short enough to feel immediate. */
const TYPING_MS = 250;

interface RecordListProps {
  readonly list: ListDefinition;
  readonly selectedId: number | null;
  readonly onList: (list: ListDefinition) => void;
  readonly onSelect: (list: ListDefinition, id: number) => void;
}

/** The record list: what a saved view in HubSpot would show, from HubSpot's own search. */
export function RecordList({ list, selectedId, onList, onSelect }: RecordListProps) {
  const [filters, setFilters] = useState<Filters>(NO_FILTERS);
  const found = useSearch(list, filters);
  return (
    <nav className="records">
      <div className="list-tabs" role="tablist">
        {LISTS.map((one) => (
          <button
            key={one.key}
            type="button"
            role="tab"
            aria-selected={one.key === list.key}
            onClick={() => onList(one)}
          >
            {one.title}
          </button>
        ))}
      </div>
      <div className="filters">
        <input
          type="search"
          aria-label="Search records"
          placeholder={`Search ${list.title.toLowerCase()}`}
          value={filters.text}
          onChange={(event) => setFilters({ ...filters, text: event.target.value })}
        />
        {list.filters.map((name) => (
          <select
            key={name}
            aria-label={FILTER_TITLES[name]}
            value={filters[name]}
            onChange={(event) => setFilters({ ...filters, [name]: event.target.value })}
          >
            <option value="">{FILTER_TITLES[name]}</option>
            {FILTER_OPTIONS[name].map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        ))}
      </div>
      <Found found={found} list={list} selectedId={selectedId} onSelect={onSelect} />
    </nav>
  );
}

type FoundState = { readonly answer: SearchAnswer | null; readonly error: string | null; readonly more: () => void };

function useSearch(list: ListDefinition, filters: Filters): FoundState {
  const [state, setState] = useState<Omit<FoundState, 'more'>>({ answer: null, error: null });
  useEffect(() => {
    let current = true;
    const timer = setTimeout(() => {
      serverBackend.search(searchOf(list, filters)).then(
        (answer) => current && setState({ answer, error: null }),
        (error: unknown) => current && setState({ answer: null, error: String(error) }),
      );
    }, TYPING_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [list, filters]);
  const more = (): void => {
    const { answer } = state;
    if (!answer?.after) return;
    void serverBackend.search(searchOf(list, filters, answer.after)).then((next) => {
      setState({ answer: { ...next, results: [...answer.results, ...next.results] }, error: null });
    });
  };
  return { ...state, more };
}

function Found({
  found,
  list,
  selectedId,
  onSelect,
}: Pick<RecordListProps, 'list' | 'selectedId' | 'onSelect'> & { readonly found: FoundState }) {
  const first = found.answer?.results[0]?.objectId;
  // Somebody who has just opened the page wants to see a card, not an invitation to look for one.
  useEffect(() => {
    if (selectedId === null && first !== undefined) onSelect(list, first);
  }, [selectedId, first, list, onSelect]);
  if (found.error !== null) return <p className="hint">{found.error}</p>;
  if (found.answer === null) return <p className="hint">Searching</p>;
  const { results, total, hasMore } = found.answer;
  return (
    <>
      <p className="hint">{total === 1 ? '1 record' : `${total.toLocaleString('en')} records`}</p>
      <ul>
        {results.map((record) => (
          <li key={record.objectId}>
            <a
              href={`/${list.place}/${record.objectId}`}
              aria-current={record.objectId === selectedId}
              onClick={(event) => {
                event.preventDefault();
                onSelect(list, record.objectId);
              }}
            >
              <Row list={list} record={record} />
            </a>
          </li>
        ))}
      </ul>
      {hasMore && (
        <button type="button" className="btn v-secondary z-sm" onClick={found.more}>
          Show more
        </button>
      )}
    </>
  );
}

function Row({ list, record }: { readonly list: ListDefinition; readonly record: FoundRecord }) {
  const { properties } = record;
  const band = properties[list.bandProperty] ?? null;
  return (
    <>
      <span className="row-top">
        <span className="row-name">{properties[list.nameProperty] || `Record ${record.objectId}`}</span>
        {properties.partner_pulse_score && <b>{properties.partner_pulse_score}</b>}
      </span>
      <span className="row-rest">
        {band && (
          <StatusTag variant={VARIANT[toneOf(band)]} hollow={toneOf(band) === 'neutral'}>
            {bandWord(band)}
          </StatusTag>
        )}
        <span>{restOf(list, properties)}</span>
      </span>
    </>
  );
}

const isBand = (value: string): value is BandKey => value in BAND_WORDS;
const toneOf = (band: string) => (isBand(band) ? BAND_TONES[band] : 'neutral');
const bandWord = (band: string): string => (isBand(band) ? BAND_WORDS[band] : 'New partner');
const wordIn = (words: Readonly<Record<string, string>>, key: string | null | undefined): string | null =>
  key ? (words[key] ?? key) : null;

function restOf(list: ListDefinition, properties: FoundRecord['properties']): string {
  if (list.key === 'deals') {
    const role =
      properties.partner_pulse_role === 'conflict' ? 'Conflict' : wordIn(ROLE_WORDS, properties.partner_pulse_role);
    return [properties.partner_pulse_partner_name, role].filter(Boolean).join(', ') || 'No partner';
  }
  if (list.key === 'companies') return properties.domain ?? '';
  return wordIn(DIRECTION_WORDS, properties.partner_pulse_direction) ?? '';
}
