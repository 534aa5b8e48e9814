import type { AccountFacts } from '../../facts/account-facts.ts';
import { type Day, parseDay } from '../../kit/days.ts';
import { currencyDigits, type Minor } from '../../kit/money.ts';
import { type Rows, rowsOf, standing } from '../fold.ts';

export interface TargetPeriod {
  /** Both inclusive. */
  readonly from: Day;
  readonly to: Day;
  readonly amountMinor: Minor;
}

/** Targets supplied by feed; those entered in the settings stand beside them. */
export const TARGETS = { targets: rowsOf('targets', { reach: standing }) };

/**
 * The target of a partner, or of the programme for null, whose period holds `asOf`; of several the one with the
 * shortest period, and of those the one entered in the settings. Targets without an amount or with impossible dates do
 * not count.
 * @param rows the feed's rows of that partner, or all of them for the programme
 */
export function targetAt(
  facts: AccountFacts,
  partnerId: string | null,
  rows: Rows<'targets'>,
  asOf: Day,
): TargetPeriod | undefined {
  const entered = enteredTargets(facts, partnerId);
  return [...entered, ...suppliedTargets(facts, partnerId, rows)]
    .filter(({ from, to }) => from <= asOf && asOf <= to)
    .sort((a, b) => a.to - a.from - (b.to - b.from))[0];
}

function enteredTargets({ settings }: AccountFacts, partnerId: string | null): TargetPeriod[] {
  return settings.targets.flatMap((target): TargetPeriod[] => {
    const from = parseDay(target.from);
    const to = parseDay(target.to);
    if (target.partnerId !== partnerId || from === null || to === null || !(target.amount > 0)) return [];
    return [{ from, to, amountMinor: Math.round(target.amount * 10 ** currencyDigits(settings.currency)) }];
  });
}

/** Larger first, so that of two for the same period the choice does not depend on the order of rows. */
function suppliedTargets(facts: AccountFacts, partnerId: string | null, rows: Rows<'targets'>): TargetPeriod[] {
  const found: TargetPeriod[] = [];
  rows.each(({ starts, ends, amount, feedRow }) => {
    // The programme's table holds the rows of partners as well.
    const isAbout = partnerId !== null || facts.feedRows[feedRow]?.partner === null;
    if (isAbout && amount > 0) found.push({ from: starts, to: ends, amountMinor: amount });
  });
  return found.sort((a, b) => b.amountMinor - a.amountMinor);
}
