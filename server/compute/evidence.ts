import type { AccountFacts } from '../../app/facts/account-facts.ts';
import type { PackedFacts } from '../../app/facts/tables.ts';
import { type ComponentKey, HEALTH_MODEL } from '../../app/health/model.ts';
import { explain } from '../../app/metrics/explain.ts';
import type { Metric } from '../../app/metrics/metric.ts';
import type { Evidence } from './models.ts';

/** Ids travel in the card's answer: enough to open, few enough to stay small. */
const IDS_SHOWN = 100;

/** The deals behind each component of a partner's score, and those left out with the reason. */
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
    const behind =
      metric && explain(metric, facts, packed, partner, asOf).find(({ name }) => name === component.records);
    if (!behind) continue;
    found[component.key] = {
      ids: behind.records.slice(0, IDS_SHOWN).map(({ id }) => id),
      total: behind.records.length,
      excluded: Object.fromEntries(behind.excluded.map(({ reason, records }) => [reason, records.length])),
    };
  }
  return found;
}
