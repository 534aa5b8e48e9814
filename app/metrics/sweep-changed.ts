/**
 * A sweep for partners of whom some have other facts than before. What is said of a partner from its own facts alone is
 * asked of those some; what holds partners against the programme, or against each other, is asked of everyone again.
 */
import type { AccountFacts } from '../facts/account-facts.ts';
import type { PackedFacts } from '../facts/tables.ts';
import type { Day } from '../kit/days.ts';
import type { Metric } from './metric.ts';
import type { Sink } from './sink.ts';
import { sweep } from './sweep.ts';

/** Metrics that look across the account through its facts, without naming a reference. */
const ACROSS: ReadonlySet<string> = new Set(['gaming-patterns', 'new-market-penetration']);

/** Whether a partner's answer follows from the facts of that partner alone. */
export const isOwn = ({ meta, partner }: Metric): boolean =>
  partner !== undefined && partner.reference === undefined && !ACROSS.has(meta.id);

/** @param changed indexes of partners; every partner's where left out */
export function sweepChanged(
  metrics: readonly Metric[],
  facts: AccountFacts,
  packed: PackedFacts,
  dates: readonly Day[],
  sink: Sink,
  changed?: ReadonlySet<number>,
): void {
  const forms = metrics.map(({ program: _, ...metric }) => metric);
  if (changed === undefined) {
    sweep(forms, facts, packed, dates, sink);
    return;
  }
  sweepOwn(metrics, facts, packed, dates, sink, changed);
  sweep(
    forms.filter((metric) => !isOwn(metric)),
    facts,
    packed,
    dates,
    sink,
  );
}

/** Only what is said of the changed partners from their own facts. */
export function sweepOwn(
  metrics: readonly Metric[],
  facts: AccountFacts,
  packed: PackedFacts,
  dates: readonly Day[],
  sink: Sink,
  changed: ReadonlySet<number>,
): void {
  const forms = metrics.filter(isOwn).map(({ program: _, ...metric }) => metric);
  sweep(forms, facts, packed, dates, sink, [...changed]);
}
