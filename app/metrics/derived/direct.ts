/**
 * What a partner's deals are compared with: deals with no partner in any role, won in the same window, in the pipelines
 * where the partner's own deals are, and with customers of the same size where both sides have enough of them. A partner
 * that sells to large customers is then not held against all direct deals. Size alone, and not country and industry with
 * it: amounts and cycles follow it most, and finer cells hardly ever hold ten deals on both sides.
 */
import type { AccountFacts } from '../../facts/account-facts.ts';
import { memoByPair } from '../../kit/memo.ts';
import type { Excluded, Sorted } from '../fold.ts';
import type { PartnerContext } from '../metric.ts';
import { notEnoughData, type Result, value } from '../result.ts';
import { directSide, MIN_EACH_SIDE, ownSide, type Summed, sizeIn, sizesOf } from './direct-sides.ts';

/** A partner's own figures need this many deals. */
export const MIN_OWN = 3;

/** Figures of some deals. */
interface Summary {
  readonly count: number;
  readonly mean: number | undefined;
  readonly median: number | undefined;
}

/** Both sides of a comparison that holds. */
export interface Comparison {
  readonly own: Summary;
  readonly direct: Summary;
  /** How the sides were matched, in words. */
  readonly how: string;
  /** The partner's deals that are not in it, by reason; left out where all are. */
  readonly excluded: Excluded | undefined;
  /** Most of the partner's deals are not in it. */
  readonly isOfFew: boolean;
  /** Direct deals left out, by reason. */
  readonly directExcluded: Excluded;
}

const summary = ({ count, sum, median }: Summed): Summary => ({
  count,
  mean: count === 0 ? undefined : sum / count,
  median,
});

/** The partner's own mean or median, over all its deals. */
export function ownFigure(own: Sorted, take: 'mean' | 'median'): Result {
  const { excluded } = own;
  if (own.count < MIN_OWN) return notEnoughData(own.count, MIN_OWN, { excluded });
  const { count, sum, median } = ownSide(own).all;
  if (take === 'mean') return value(sum / count, { sample: count, numerator: sum, denominator: count, excluded });
  return median === undefined ? notEnoughData(0, MIN_OWN, { excluded }) : value(median, { sample: count, excluded });
}

/** As below. Of a partner without deals there is nothing to compare, and the direct side is not asked. */
export const comparedIn = (own: Sorted, context: PartnerContext<{ readonly direct: Sorted }>): Comparison | Result =>
  own.count === 0 ? tooFew(0, 0) : compared(own, context.reference.direct, context.facts);

const tooFew = memoByPair((own: number, direct: number) => {
  const reason = `${own} partner deals and ${direct} direct deals: too few to compare`;
  return notEnoughData(Math.min(own, direct), MIN_EACH_SIDE, { reason });
});

/**
 * Cells with enough deals on both sides are compared one by one, and the figures of each side are averaged by how many
 * deals the partner has in each: direct deals are so given the partner's mix of customers. Where no cell has enough, all
 * deals of the same pipelines are compared, and that is said.
 * @returns why not, where either side has too few deals
 */
export function compared(own: Sorted, direct: Sorted, facts: AccountFacts): Comparison | Result {
  const side = ownSide(own);
  const { cells } = side;
  const theirs = directSide(direct);
  const directCount = theirs.countAround(cells);
  if (Math.min(own.count, directCount) < MIN_EACH_SIDE) return tooFew(own.count, directCount);
  const matched: Pair[] = [];
  for (const { cell, own } of side.large) {
    const direct = theirs.cell(cell);
    if (direct.count >= MIN_EACH_SIDE) matched.push({ cell, own, direct });
  }
  const directExcluded = direct.excluded;
  if (matched.length > 0) return { ...matchedBy(matched, own, facts), directExcluded };
  return {
    own: summary(side.all),
    direct: summary(theirs.around(side)),
    how: side.hasSizes ? NO_SIZE_HAS_ENOUGH : SIZES_UNKNOWN,
    excluded: undefined,
    isOfFew: false,
    directExcluded,
  };
}

const NO_SIZE_HAS_ENOUGH = `Not matched by size of customer, since no size has ${MIN_EACH_SIDE} deals on both sides`;
const SIZES_UNKNOWN = 'Not matched by size of customer, since the size of the customers is not known';

interface Pair {
  readonly cell: number;
  readonly own: Summed;
  readonly direct: Summed;
}

function matchedBy(pairs: readonly Pair[], own: Sorted, facts: AccountFacts): Omit<Comparison, 'directExcluded'> {
  const count = pairs.reduce((sum, pair) => sum + pair.own.count, 0);
  // In an order that does not hang on which record came first: sums of fractions do.
  const sorted = pairs.toSorted(
    (a, b) => a.own.count - b.own.count || a.direct.count - b.direct.count || a.direct.sum - b.direct.sum,
  );
  const mixed = (figure: (pair: Pair) => number): number =>
    sorted.reduce((sum, pair) => sum + pair.own.count * figure(pair), 0) / count;
  const unsized = own.over(own.groups().filter((cell) => sizeIn(cell) === 0)).count;
  const { names } = sizesOf(facts);
  const sizes = [...new Set(pairs.map(({ cell }) => sizeIn(cell)))].sort((a, b) => a - b);
  return {
    own: {
      count,
      mean: pairs.reduce((sum, pair) => sum + pair.own.sum, 0) / count,
      median: mixed((pair) => pair.own.median ?? 0),
    },
    direct: {
      count: pairs.reduce((sum, pair) => sum + pair.direct.count, 0),
      mean: mixed((pair) => pair.direct.sum / pair.direct.count),
      median: mixed((pair) => pair.direct.median ?? 0),
    },
    how: `Within the same size of customer (employees ${sizes.map((size) => names[size - 1]).join(', ')}): ${count} of ${own.count} deals`,
    excluded: count === own.count ? undefined : notCompared(unsized, own.count - count - unsized),
    isOfFew: count * 2 < own.count,
  };
}

const notCompared = (unsized: number, others: number): Excluded => ({
  ...(unsized > 0 && { 'not compared: size of the customer not known': unsized }),
  ...(others > 0 && { [`not compared: fewer than ${MIN_EACH_SIDE} deals of that size on either side`]: others }),
});

const isComparison = (found: Comparison | Result): found is Comparison => 'own' in found;

/** A figure of the partner's side of the comparison, of the direct side, and their difference, which `says` puts in words. */
export function figuresOf(
  found: Comparison | Result,
  take: 'mean' | 'median',
  says: (difference: number) => string,
): { readonly own: Result; readonly direct: Result; readonly difference: Result } {
  if (!isComparison(found)) return { own: found, direct: found, difference: found };
  const { how, excluded, directExcluded } = found;
  const [own, direct] = [found.own[take] ?? 0, found.direct[take] ?? 0];
  const sample = found.own.count;
  const qualifier = found.isOfFew ? 'provisional' : undefined;
  return {
    own: value(own, { sample, reason: how, excluded, qualifier }),
    direct: value(direct, { sample: found.direct.count, reason: how, excluded: directExcluded }),
    difference: value(own - direct, { sample, reason: `${says(own - direct)}. ${how}`, excluded, qualifier }),
  };
}
