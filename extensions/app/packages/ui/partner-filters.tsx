import type { ProgrammeReady } from '@partner-pulse/contract';
import { PAGE_WORDS, STANDING_KEYS, STANDING_WORDS } from '@partner-pulse/words';
import type { PartnerQuery } from './partner-filter.ts';
import { AutoGrid, SearchInput, Select } from './sdk.ts';

const { filters } = PAGE_WORDS;
const ALL = '';

interface PartnerFiltersProps {
  readonly query: PartnerQuery;
  readonly dimensions: ProgrammeReady['dimensions'];
  readonly onChange: (part: Partial<PartnerQuery>) => void;
}

/** Search, band and one segment at a time. */
export function PartnerFilters({ query, dimensions, onChange }: PartnerFiltersProps) {
  const chosen = dimensions.find(({ key }) => key === query.dimension);
  return (
    <AutoGrid columnWidth={180} flexible gap="sm">
      <SearchInput
        name="partner-search"
        label={filters.search}
        placeholder={filters.placeholder}
        value={query.search}
        clearable
        onInput={(search) => onChange({ search })}
        onChange={(search) => onChange({ search })}
      />
      <Select
        name="partner-standing"
        label={filters.standing}
        value={query.standing ?? ALL}
        options={[
          { value: ALL, label: filters.everyStanding },
          ...STANDING_KEYS.map((key) => ({ value: key, label: STANDING_WORDS[key] })),
        ]}
        onChange={(value) => onChange({ standing: STANDING_KEYS.find((key) => key === value) ?? null })}
      />
      {dimensions.length > 0 && (
        <Select
          name="partner-dimension"
          label={filters.dimension}
          value={query.dimension ?? ALL}
          options={[
            { value: ALL, label: filters.noDimension },
            ...dimensions.map(({ key, label }) => ({ value: key, label })),
          ]}
          onChange={(value) => onChange({ dimension: value === ALL ? null : String(value), value: null })}
        />
      )}
      {chosen && (
        <Select
          name="partner-segment"
          label={filters.value}
          value={query.value ?? ALL}
          options={[
            { value: ALL, label: filters.everyValue },
            ...chosen.values.map((value) => ({ value, label: value })),
          ]}
          onChange={(value) => onChange({ value: value === ALL ? null : String(value) })}
        />
      )}
    </AutoGrid>
  );
}
