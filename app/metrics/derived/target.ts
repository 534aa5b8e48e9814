import { type Day, parseDay } from '../../kit/days.ts';
import { memo } from '../../kit/memo.ts';
import { currencyDigits, type Minor } from '../../kit/money.ts';
import type { PortalSettings } from '../../mapping/settings.ts';

export interface TargetPeriod {
  /** Both inclusive. */
  readonly from: Day;
  readonly to: Day;
  readonly amountMinor: Minor;
}

/** Whole periods by partner, shortest first. Targets without an amount or with impossible dates do not count. */
const targetsOf = memo((settings: PortalSettings): ReadonlyMap<string | null, TargetPeriod[]> => {
  const scale = 10 ** currencyDigits(settings.currency);
  const periods = settings.targets.flatMap((target) => {
    const [from, to] = [parseDay(target.from), parseDay(target.to)];
    if (from === null || to === null || !(target.amount > 0)) return [];
    return [{ partnerId: target.partnerId, period: { from, to, amountMinor: Math.round(target.amount * scale) } }];
  });
  periods.sort((a, b) => a.period.to - a.period.from - (b.period.to - b.period.from));
  const byPartner = Map.groupBy(periods, ({ partnerId }) => partnerId);
  return new Map([...byPartner].map(([partnerId, all]) => [partnerId, all.map(({ period }) => period)]));
});

/**
 * The target of a partner, or of the programme for null, whose period holds `asOf`; of several the one with the
 * shortest period.
 */
export const targetAt = (settings: PortalSettings, partnerId: string | null, asOf: Day): TargetPeriod | undefined =>
  targetsOf(settings)
    .get(partnerId)
    ?.find(({ from, to }) => from <= asOf && asOf <= to);
