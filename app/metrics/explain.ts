/**
 * Which records a number rests on. Results store counts only; asked for one metric, one subject and one date, this finds
 * the records again with the same folds that made the number.
 */
import type { AccountFacts } from '../facts/account-facts.ts';
import type { RecordRef } from '../facts/record-ref.ts';
import type { PackedFacts, TableName, TableRow, Tables } from '../facts/tables.ts';
import type { Day } from '../kit/days.ts';
import type { Fold } from './fold.ts';
import { partnerInputs, programInputs, selectRows } from './interpret.ts';
import type { Lists, Metric } from './metric.ts';
import { missingMapping } from './missing-mapping.ts';

export interface Evidence {
  /** Name of the fold in the metric's file, or of a list that the metric makes from its folds. */
  readonly name: string;
  /** Over which deals: the partner's own, the whole programme's, or those of each partner on the roster. */
  readonly over: 'partner' | 'program' | 'peers' | 'list';
  readonly records: readonly RecordRef[];
  readonly excluded: readonly { readonly reason: string; readonly records: readonly RecordRef[] }[];
}

/**
 * Records behind a metric as of the end of `asOf`; each record stands once per fold.
 * @param partner index into `facts.partners`, or null for the programme
 * @returns nothing where the metric has no form for the subject or the account has not mapped what it needs
 */
export function explain(
  metric: Metric,
  facts: AccountFacts,
  packed: PackedFacts,
  partner: number | null,
  asOf: Day,
): Evidence[] {
  if (missingMapping(metric, facts.mapped)) return [];
  const select = (over: Evidence['over'], folds: Folds, tables: Tables, subjects: readonly number[]) =>
    Object.entries(folds ?? {}).map(([name, fold]) => evidenceOf(name, over, fold, tables, subjects, facts, asOf));

  if (partner === null) {
    const { program } = metric;
    const inputs = programInputs(metric, facts, packed, asOf);
    if (!program || !inputs) return [];
    return [
      ...select('program', program.folds, packed.program, [0]),
      ...select(
        'peers',
        program.peers,
        packed.partners,
        inputs.context.peers.map((peer) => peer.index),
      ),
      ...listed(program.list?.(inputs.values, inputs.context), facts),
    ];
  }
  const form = metric.partner;
  const inputs = partnerInputs(metric, facts, packed, partner, asOf);
  if (!form || !inputs) return [];
  return [
    ...select('partner', form.folds, packed.partners, [partner]),
    ...select('program', form.reference, packed.program, [0]),
    ...listed(form.list?.(inputs.values, inputs.context), facts),
  ];
}

type Folds = Readonly<Record<string, Fold>> | undefined;

function evidenceOf(
  name: string,
  over: Evidence['over'],
  fold: Fold,
  tables: Tables,
  subjects: readonly number[],
  facts: AccountFacts,
  asOf: Day,
): Evidence {
  const table = tables[fold.from];
  const records: RecordRef[] = [];
  const excluded = new Map<string, RecordRef[]>();
  const recordsOf = (rows: readonly number[]) =>
    rows.flatMap((row) => recordOf(table.at(row) as TableRow<TableName>, facts)); // a row of the fold's own table
  for (const subject of subjects) {
    const selected = selectRows(fold, tables, subject, facts, asOf);
    records.push(...recordsOf(selected.counted));
    for (const [reason, rows] of selected.excluded) {
      excluded.set(reason, [...(excluded.get(reason) ?? []), ...recordsOf(rows)]);
    }
  }
  return {
    name,
    over,
    records: once(records),
    excluded: [...excluded].map(([reason, refs]) => ({ reason, records: once(refs) })),
  };
}

/** What stands behind a row: the first of its indexes that points to something. */
function recordOf(row: TableRow<TableName>, facts: AccountFacts): RecordRef[] {
  const at = <T>(items: readonly T[], index: number, refer: (item: T) => RecordRef): RecordRef[] =>
    index < 0 ? [] : items.slice(index, index + 1).map(refer);
  if ('finding' in row) return at(facts.findings, row.finding, ({ record }) => record);
  const found = [
    'deal' in row ? at(facts.deals, row.deal, ({ id }) => ({ type: 'deal', id })) : [],
    'loose' in row ? at(facts.registrations, row.loose, ({ id, record }) => ({ type: record, id })) : [],
    'contact' in row && typeof row.contact === 'number' && !('feedRow' in row)
      ? at(facts.contacts, row.contact, ({ id }) => ({ type: 'contact', id }))
      : [],
    'engagement' in row ? at(facts.engagements, row.engagement, ({ id, kind }) => ({ type: kind, id })) : [],
    'ticket' in row ? at(facts.tickets, row.ticket, ({ id }) => ({ type: 'ticket', id })) : [],
    'lead' in row ? at(facts.leads, row.lead, ({ id, record }) => ({ type: record, id })) : [],
    'discussion' in row ? at(facts.discussions, row.discussion, ({ id, record }) => ({ type: record, id })) : [],
    'feedRow' in row
      ? at(facts.feedRows, row.feedRow, ({ kind, key }) => ({ type: 'feed-row', id: `${kind}/${key}` }))
      : [],
  ];
  return found.find((refs) => refs.length > 0) ?? [];
}

/** A deal of two partners, or a record with two findings, is one record. */
const once = (records: readonly RecordRef[]): RecordRef[] => [
  ...new Map(records.map((record) => [`${record.type}/${record.id}`, record])).values(),
];

/** A number in a list is a deal. */
const listed = (lists: Lists | undefined, facts: AccountFacts): Evidence[] =>
  Object.entries(lists ?? {}).map(([name, items]) => ({
    name,
    over: 'list',
    records: once(
      items.flatMap((item): RecordRef[] =>
        typeof item === 'number' ? facts.deals.slice(item, item + 1).map(({ id }) => ({ type: 'deal', id })) : [item],
      ),
    ),
    excluded: [],
  }));
