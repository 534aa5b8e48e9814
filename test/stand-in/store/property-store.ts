import type { Properties, WorldOwner, WorldStage } from '../../worlds/world.ts';
import { isCalendarDate, isInstant } from '../../worlds/zoned-day.ts';
import { STAGE_PROPERTIES, type TypeName } from './object-types.ts';
import {
  type PropertyDefinition,
  type PropertyGroup,
  type PropertyOption,
  type PropertyType,
  plainOptions,
} from './property-definition.ts';
import { stageNamePart } from './stage-times.ts';
import { STANDARD_GROUP, standardProperties } from './standard-properties.ts';

/** The property definitions and groups of one type in one account. */
export class PropertyStore {
  readonly definitions = new Map<string, PropertyDefinition>();
  readonly groups = new Map<string, PropertyGroup>();
  readonly #knownFrom = new Map<string, number>();

  /** A definition that reads and writes know at `now`; archived ones are unknown. */
  find(name: string, now: number): PropertyDefinition | undefined {
    const definition = this.definitions.get(name);
    if (!definition || definition.archivedAt !== null) return undefined;
    return (this.#knownFrom.get(name) ?? 0) <= now ? definition : undefined;
  }

  /** Adds or replaces a definition; `knownFrom` (epoch ms) delays when reads and writes know it. */
  put(definition: PropertyDefinition, knownFrom = 0): void {
    this.definitions.set(definition.name, definition);
    if (knownFrom > 0) this.#knownFrom.set(definition.name, knownFrom);
  }

  inGroup(group: string): PropertyDefinition[] {
    return [...this.definitions.values()].filter((one) => one.groupName === group && one.archivedAt === null);
  }
}

const FIELD_TYPE: Readonly<Record<PropertyType, string>> = {
  bool: 'booleancheckbox',
  date: 'date',
  datetime: 'date',
  enumeration: 'select',
  number: 'number',
  phone_number: 'phonenumber',
  string: 'text',
};

/** Accepts while every value seen has the shape. */
const SHAPES: readonly (readonly [PropertyType, (text: string) => boolean])[] = [
  ['bool', (text) => text === 'true' || text === 'false'],
  ['date', isCalendarDate],
  ['datetime', isInstant],
  ['number', (text) => /^-?\d+(\.\d+)?$/.test(text)],
];

/** The types of the columns that rows have beyond `known`: the narrowest that every value fits, text otherwise. */
function columnTypes(rows: readonly Properties[], known: ReadonlySet<string>): Map<string, PropertyType> {
  const open = new Map<string, (readonly [PropertyType, (text: string) => boolean])[]>();
  const filled = new Set<string>();
  for (const row of rows) {
    for (const name in row) {
      if (known.has(name)) continue;
      const shapes = open.get(name) ?? [...SHAPES];
      const value = row[name];
      if (value === null || value === undefined) {
        open.set(name, shapes);
        continue;
      }
      filled.add(name);
      open.set(name, shapes.length === 0 ? shapes : shapes.filter(([, fits]) => fits(value)));
    }
  }
  return new Map(
    [...open].map(([name, shapes]) => [name, filled.has(name) ? (shapes[0]?.[0] ?? 'string') : 'string'] as const),
  );
}

/** Values of listed columns, so that a world may use options of its own. */
function valuesOf(rows: readonly Properties[], name: string): string[] {
  const values = new Set<string>();
  for (const row of rows) for (const part of row[name]?.split(';') ?? []) if (part !== '') values.add(part);
  return [...values];
}

function stageOptions(stages: readonly WorldStage[], of: 'stage' | 'pipeline'): PropertyOption[] {
  const labels = new Map(stages.map((s) => (of === 'stage' ? [s.stage, s.stageLabel] : [s.pipeline, s.pipelineLabel])));
  return [...labels].map(([value, label], displayOrder) => ({ label, value, displayOrder, hidden: false }));
}

const STAGE_TIMES = [
  ['hs_v2_date_entered_', 'Date entered', 'datetime', 'date'],
  ['hs_v2_date_exited_', 'Date exited', 'datetime', 'date'],
  ['hs_v2_latest_time_in_', 'Latest time in', 'number', 'number'],
  ['hs_v2_cumulative_time_in_', 'Cumulative time in', 'number', 'number'],
] as const;

export interface PropertySeed {
  readonly type: TypeName;
  readonly rows: readonly Properties[];
  readonly stages: readonly WorldStage[];
  readonly owners: readonly WorldOwner[];
  /** Epoch ms. */
  readonly now: number;
}

/** The properties an account starts with: HubSpot's own, one family per stage, and the world's further columns. */
export function seedProperties({ type, rows, stages, owners, now }: PropertySeed): PropertyStore {
  const store = new PropertyStore();
  const [groupName, groupLabel] = STANDARD_GROUP[type];
  store.groups.set(groupName, { name: groupName, label: groupLabel, displayOrder: 0, archived: false });
  const base = {
    description: '',
    groupName,
    options: [],
    displayOrder: -1,
    formField: false,
    hidden: false,
    hasUniqueValue: false,
    hubspotDefined: true,
    readOnlyValue: false,
    createdAt: now,
    updatedAt: now,
    archivedAt: null,
  };
  const place = STAGE_PROPERTIES[type];
  const own = stages.filter((stage) => stage.object === type);
  for (const { options, readOnly, ...standard } of standardProperties(type)) {
    const offered = standard.type === 'enumeration' ? [...new Set([...options, ...valuesOf(rows, standard.name)])] : [];
    store.put({
      ...base,
      ...standard,
      readOnlyValue: readOnly,
      hasUniqueValue: type === 'contacts' && standard.name === 'email',
      options:
        standard.name === place?.stage
          ? stageOptions(own, 'stage')
          : standard.name === place?.pipeline
            ? stageOptions(own, 'pipeline')
            : standard.name === 'hubspot_owner_id'
              ? plainOptions(owners.map((owner) => owner.id))
              : plainOptions(offered),
    });
  }
  for (const { stage, stageLabel, pipelineLabel } of place ? own : []) {
    for (const [prefix, words, valueType, fieldType] of STAGE_TIMES) {
      const label = `${words} "${stageLabel} (${pipelineLabel})"`;
      const name = `${prefix}${stageNamePart(stage)}`;
      store.put({ ...base, name, label, type: valueType, fieldType, readOnlyValue: true });
    }
  }
  for (const [name, valueType] of columnTypes(rows, new Set(store.definitions.keys()))) {
    const fieldType = FIELD_TYPE[valueType];
    store.put({ ...base, name, label: name, type: valueType, fieldType, hubspotDefined: false });
  }
  return store;
}
