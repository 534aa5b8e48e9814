import type { AccountFacts } from '../../facts/account-facts.ts';
import { type Day, parseDay } from '../../kit/days.ts';
import { memo } from '../../kit/memo.ts';
import { currencyDigits, type Minor } from '../../kit/money.ts';
import type { PortalSettings } from '../../mapping/settings.ts';
import { type Rows, rowsOf, standing } from '../fold.ts';
import type { Context } from '../metric.ts';
import { notSetUp, type Result } from '../result.ts';

export interface TargetPeriod {
  /** Both inclusive. */
  readonly from: Day;
  readonly to: Day;
  readonly amountMinor: Minor;
}

/** Targets supplied by feed; those entered in the settings stand beside them. */
export const TARGETS = { targets: rowsOf('targets', { reach: standing }) };

/**
 * The target of a partner, or of the programme for null, whose period holds the date; of several the one with the
 * shortest period, and of those the one entered in the settings. Targets without an amount or with impossible dates do
 * not count.
 * @param rows the feed's rows of that partner, or all of them for the programme
 */
export function targetAt(
  { facts, hasCome }: Pick<Context, 'facts' | 'hasCome'>,
  partnerId: string | null,
  rows: Rows<'targets'>,
): TargetPeriod | undefined {
  const entered = enteredTargets(facts.settings).get(partnerId);
  if (entered === undefined && rows.count === 0) return undefined; // as of nearly every partner
  return [...(entered ?? []), ...suppliedTargets(facts, partnerId, rows)]
    .filter(({ from, to }) => hasCome(from) && !hasCome(to + 1))
    .sort((a, b) => a.to - a.from - (b.to - b.from))[0];
}

/** What to do where the programme has no target: about the goal that the settings name, if that is why. */
export const noProgramTarget = ({ goalProblem }: AccountFacts): Result =>
  notSetUp(
    goalProblem ??
      'Enter a target of the programme, or supply one by the feed "targets", for a period that holds the date',
  );

/** Whole periods by partner. */
const enteredTargets = memo((settings: PortalSettings): ReadonlyMap<string | null, TargetPeriod[]> => {
  const scale = 10 ** currencyDigits(settings.currency);
  const periods = settings.targets.flatMap((target) => {
    const [from, to] = [parseDay(target.from), parseDay(target.to)];
    if (from === null || to === null || !(target.amount > 0)) return [];
    return [{ partnerId: target.partnerId, period: { from, to, amountMinor: Math.round(target.amount * scale) } }];
  });
  const byPartner = Map.groupBy(periods, ({ partnerId }) => partnerId);
  return new Map([...byPartner].map(([partnerId, all]) => [partnerId, all.map(({ period }) => period)]));
});

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
