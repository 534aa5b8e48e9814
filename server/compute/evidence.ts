import type { AccountFacts } from '../../app/facts/account-facts.ts';
import type { PackedFacts, TableRow } from '../../app/facts/tables.ts';
import { type ComponentKey, HEALTH_MODEL } from '../../app/health/model.ts';
import { selectRows } from '../../app/metrics/interpret.ts';
import type { Metric } from '../../app/metrics/metric.ts';
import type { Evidence } from './models.ts';

/** Ids travel in the card's answer: enough to open, few enough to stay small. */
const IDS_SHOWN = 100;

/** The deals behind each component of a partner's score: those of the metric's first fold, which is its main one. */
export function evidenceOf(
  metrics: readonly Metric[],
  facts: AccountFacts,
  packed: PackedFacts,
  partner: number,
  asOf: number,
): Partial<Record<ComponentKey, Evidence>> {
  const found: Partial<Record<ComponentKey, Evidence>> = {};
  for (const component of HEALTH_MODEL.components) {
    const metric = metrics.find((one) => one.meta.id === component.metric);
    const [fold] = Object.values(metric?.partner?.folds ?? {});
    if (!fold || fold.from === 'findings') continue;
    const { counted, excluded } = selectRows(fold, packed.partners, partner, facts, asOf);
    const table = packed.partners[fold.from];
    const deals = new Set(counted.map((row) => (table.at(row) as TableRow<'registrations'>).deal)); // all but findings have it
    const ids = [...deals].map((index) => facts.deals[index]?.id ?? '').filter(Boolean);
    found[component.key] = {
      ids: ids.slice(0, IDS_SHOWN),
      total: ids.length,
      excluded: Object.fromEntries([...excluded].map(([reason, rows]) => [reason, rows.length])),
    };
  }
  return found;
}
