import { type Day, parseDay } from '../../kit/days.ts';
import { currencyDigits, type Minor } from '../../kit/money.ts';
import type { PortalSettings } from '../../mapping/settings.ts';

export interface TargetPeriod {
  /** Both inclusive. */
  readonly from: Day;
  readonly to: Day;
  readonly amountMinor: Minor;
}

/**
 * The target of a partner, or of the programme for null, whose period holds `asOf`; of several the one with the
 * shortest period. Targets without an amount or with impossible dates do not count.
 */
export function targetAt(settings: PortalSettings, partnerId: string | null, asOf: Day): TargetPeriod | undefined {
  return settings.targets
    .flatMap((target): TargetPeriod[] => {
      const from = parseDay(target.from);
      const to = parseDay(target.to);
      if (target.partnerId !== partnerId || from === null || to === null || !(target.amount > 0)) return [];
      return [{ from, to, amountMinor: Math.round(target.amount * 10 ** currencyDigits(settings.currency)) }];
    })
    .filter(({ from, to }) => from <= asOf && asOf <= to)
    .sort((a, b) => a.to - a.from - (b.to - b.from))[0];
}
