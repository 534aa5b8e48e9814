/**
 * The properties this product keeps on companies and deals. They are the product for everyone who filters lists,
 * builds reports and runs workflows, so their names never change and their descriptions say what they mean.
 */

import type { LIFECYCLE_STAGES } from '../health/lifecycle.ts';
import type { Metric } from '../metrics/metric.ts';

export const PROPERTY_GROUP = { name: 'partner_pulse', label: 'Partner Pulse' } as const;

export interface PropertyOption {
  readonly value: string;
  readonly label: string;
}

export interface PropertyDefinition {
  readonly object: 'companies' | 'deals';
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly type: 'number' | 'string' | 'enumeration' | 'date';
  readonly fieldType: 'number' | 'text' | 'select' | 'date';
  /** How HubSpot shows a number. */
  readonly display?: 'percentage' | 'currency';
  readonly options?: readonly PropertyOption[];
}

/** Words for the options of enumerations; the caller hands in the product's words. */
export interface PropertyWords {
  readonly bands: Readonly<Record<'healthy' | 'watch' | 'at-risk' | 'not-enough-data' | 'new', string>>;
  readonly directions: Readonly<Record<'up' | 'steady' | 'down' | 'unknown', string>>;
  readonly lifecycle: Readonly<Record<(typeof LIFECYCLE_STAGES)[number], string>>;
  readonly quality: Readonly<Record<'A' | 'B' | 'C' | 'none', string>>;
  readonly roles: Readonly<Record<'sourced' | 'influenced' | 'resold' | 'serviced', string>>;
}

/** Company properties that hold a measure of the catalogue: name, metric and measure, and how to show it. */
export const MEASURE_PROPERTIES = [
  {
    name: 'partner_pulse_sourced_revenue_12m',
    metric: 'sourced-revenue',
    measure: 'revenue-365d',
    display: 'currency',
  },
  { name: 'partner_pulse_open_pipeline', metric: 'pipeline', measure: 'sourced', display: 'currency' },
  { name: 'partner_pulse_coverage', metric: 'coverage', measure: 'coverage', display: undefined },
  { name: 'partner_pulse_registrations_30d', metric: 'registration-velocity', measure: 'per-30d', display: undefined },
  { name: 'partner_pulse_close_rate', metric: 'close-rate', measure: 'close-rate', display: 'percentage' },
] as const;

const number = (name: string, label: string, description: string, display?: 'percentage' | 'currency') =>
  ({
    object: 'companies',
    name,
    label,
    description,
    type: 'number',
    fieldType: 'number',
    ...(display && { display }),
  }) as const;

const choice = (
  object: 'companies' | 'deals',
  name: string,
  label: string,
  description: string,
  words: Readonly<Record<string, string>>,
) =>
  ({
    object,
    name,
    label,
    description,
    type: 'enumeration',
    fieldType: 'select',
    options: Object.entries(words).map(([value, word]) => ({ value, label: word })),
  }) as const;

/** Every property, made from the catalogue's meta where it holds a measure. */
export function propertyDefinitions(catalogue: readonly Metric[], words: PropertyWords): PropertyDefinition[] {
  const measures = MEASURE_PROPERTIES.flatMap(({ name, metric: id, measure, display }) => {
    const meta = catalogue.find((metric) => metric.meta.id === id)?.meta;
    const label = meta?.measures[measure]?.label;
    return meta && label
      ? [number(name, label, `${meta.question} ${meta.formula} Definition v${meta.version}.`, display)]
      : [];
  });
  return [
    number(
      'partner_pulse_score',
      'Partner health score',
      'Partner health, 0 to 100. Empty when there is not enough data.',
    ),
    choice(
      'companies',
      'partner_pulse_band',
      'Partner health',
      'Band of the health score: healthy from 66 and watch from 33, unless the account has set other lines; or what a person set for a time.',
      words.bands,
    ),
    choice(
      'companies',
      'partner_pulse_direction',
      'Partner health direction',
      'Score against 13 week-ends ago; 3 points either way are steady.',
      words.directions,
    ),
    {
      object: 'companies',
      name: 'partner_pulse_top_reason',
      label: 'Partner health: top reason',
      description: 'What moved the score most, in one sentence.',
      type: 'string',
      fieldType: 'text',
    },
    number(
      'partner_pulse_known_weight',
      'Partner health: share known',
      'Share of the score that rests on known data.',
      'percentage',
    ),
    {
      object: 'companies',
      name: 'partner_pulse_as_of',
      label: 'Partner health: as of',
      description: 'The date the values stand for.',
      type: 'date',
      fieldType: 'date',
    },
    {
      object: 'companies',
      name: 'partner_pulse_definition_version',
      label: 'Partner health: definition',
      description: 'Version of the definitions the values were made with.',
      type: 'string',
      fieldType: 'text',
    },
    choice(
      'companies',
      'partner_pulse_lifecycle_stage',
      'Partner lifecycle stage',
      'Set by what the partner has done: registered, won, gone quiet.',
      words.lifecycle,
    ),
    ...measures,
    {
      object: 'companies',
      name: 'partner_pulse_last_activity',
      label: 'Last partner activity',
      description: 'Date of the last qualifying event, such as a registration or a won deal.',
      type: 'date',
      fieldType: 'date',
    },
    choice(
      'companies',
      'partner_pulse_data_quality',
      'Partner data quality',
      'How complete the records behind the values are.',
      words.quality,
    ),
    {
      object: 'companies',
      name: 'partner_pulse_override_until',
      label: 'Partner health: set by a person until',
      description: 'Last day on which a person\u2019s band stands in for the computed one. Empty while none does.',
      type: 'date',
      fieldType: 'date',
    },
    choice(
      'companies',
      'partner_pulse_computed_band',
      'Partner health: computed band',
      'What would be shown if no person had set a band. Empty while none has.',
      words.bands,
    ),
    number(
      'partner_pulse_computed_score',
      'Partner health: computed score',
      'What would be shown if no person had set a band or score. Empty while none has.',
    ),
    {
      object: 'deals',
      name: 'partner_pulse_partner_name',
      label: 'Partner',
      description: 'The partner on this deal.',
      type: 'string',
      fieldType: 'text',
    },
    {
      object: 'deals',
      name: 'partner_pulse_partner_id',
      label: 'Partner record id',
      description: 'HubSpot record id of the partner company.',
      type: 'string',
      fieldType: 'text',
    },
    choice(
      'deals',
      'partner_pulse_role',
      'Partner role',
      'What the partner did on this deal; conflict where two sources disagree.',
      { ...words.roles, conflict: 'Conflict' },
    ),
    choice(
      'deals',
      'partner_pulse_partner_band',
      'Partner health of the deal',
      'Band of the health score of the partner on this deal.',
      words.bands,
    ),
  ];
}
