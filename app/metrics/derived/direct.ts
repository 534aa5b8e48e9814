/**
 * What a partner's deals are compared with: deals with no partner in any role, won in the same window, in the pipelines
 * where the partner's own deals are, and with customers of the same size where both sides have enough of them. A partner
 * that sells to large customers is then not held against all direct deals. Size alone, and not country and industry with
 * it: amounts and cycles follow it most, and finer cells hardly ever hold ten deals on both sides.
 */
import type { AccountFacts } from '../../facts/account-facts.ts';
import { memo } from '../../kit/memo.ts';
import type { Excluded, Numbers, Sorted } from '../fold.ts';
import { notEnoughData, type Result, type Shared, value } from '../result.ts';

/** A partner's own figures need this many deals, a comparison this many on each side. */
export const MIN_OWN = 3;
export const MIN_EACH_SIDE = 10;

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
  /** The partner's deals that are not in it, by reason. */
  readonly excluded: Excluded;
  /** Most of the partner's deals are not in it. */
  readonly isOfFew: boolean;
  /** Direct deals left out, by reason. */
  readonly directExcluded: Excluded;
}

/** Cells are pipelines times sizes; 0 stands for a customer whose size is not known. */
const SIZES_AT_MOST = 1024;

interface Sizes {
  readonly names: readonly string[];
  /** By deal, the place of its customer's size in `names`, counted from 1. */
  readonly ofDeal: Int32Array;
}

/** A deal with customers of several sizes is of none. */
const sizesOf = memo(({ customers, deals }: AccountFacts): Sizes => {
  const names = [...new Set(customers.flatMap(({ size }) => size ?? []))].sort(
    (a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10) || (a < b ? -1 : 1),
  );
  const places = customers.map(({ size }) => (size === null ? 0 : names.indexOf(size) + 1));
  const ofDeal = Int32Array.from(deals, ({ customers: own }) => {
    const [first = -1, ...others] = own;
    const place = places[first] ?? 0;
    return others.every((other) => places[other] === place) ? place : 0;
  });
  return { names, ofDeal };
});

/** Numbers of won deals are kept apart by pipeline and size of customer. */
export const byCell = (row: { readonly pipeline: number; readonly deal: number }, facts: AccountFacts): number =>
  row.pipeline * SIZES_AT_MOST + (sizesOf(facts).ofDeal[row.deal] ?? 0);
const pipelineOf = (cell: number): number => Math.floor(cell / SIZES_AT_MOST);
const sizeIn = (cell: number): number => cell % SIZES_AT_MOST;

const summary = ({ count, sum, median }: Summed): Summary => ({
  count,
  mean: count === 0 ? undefined : sum / count,
  median,
});

/** One cell of one side. */
interface Summed {
  readonly count: number;
  readonly sum: number;
  readonly median: number | undefined;
}
const summed = (numbers: Numbers): Summed => ({
  count: numbers.count,
  sum: numbers.sum,
  median: numbers.median(),
});

/** Direct deals of one cell, or of all cells of some pipelines: each worked out once per date. */
const directIn = memo((direct: Sorted) => {
  const known = new Map<string, Summed>();
  const over = (key: string, cells: () => readonly number[]): Summed => {
    const hit = known.get(key) ?? summed(direct.over(cells()));
    known.set(key, hit);
    return hit;
  };
  return {
    cell: (cell: number) => over(`${cell}`, () => [cell]),
    pipelines: (wanted: readonly number[]) =>
      over(`in ${wanted.join()}`, () => direct.groups().filter((cell) => wanted.includes(pipelineOf(cell)))),
  };
});

/** The partner's own mean or median, over all its deals. */
export function ownFigure(own: Sorted, take: 'mean' | 'median', shared: Shared = {}): Result {
  if (own.count < MIN_OWN) return notEnoughData(own.count, MIN_OWN, shared);
  const figure = take === 'mean' ? own.sum / own.count : own.median();
  const counts = take === 'mean' ? { numerator: own.sum, denominator: own.count } : {};
  return figure === undefined
    ? notEnoughData(0, MIN_OWN, shared)
    : value(figure, { sample: own.count, ...counts, ...shared });
}

/**
 * Cells with enough deals on both sides are compared one by one, and the figures of each side are averaged by how many
 * deals the partner has in each: direct deals are so given the partner's mix of customers. Where no cell has enough, all
 * deals of the same pipelines are compared, and that is said.
 * @returns why not, where either side has too few deals
 */
export function compared(own: Sorted, direct: Sorted, facts: AccountFacts): Comparison | Result {
  const cells = own.groups();
  const theirs = directIn(direct);
  const all = theirs.pipelines([...new Set(cells.map(pipelineOf))]);
  const have = Math.min(own.count, all.count);
  if (have < MIN_EACH_SIDE) {
    const reason = `${own.count} partner deals and ${all.count} direct deals: too few to compare`;
    return notEnoughData(have, MIN_EACH_SIDE, { reason });
  }
  const matched = cells
    .filter((cell) => sizeIn(cell) !== 0)
    .map((cell) => ({ cell, numbers: own.over([cell]) }))
    .filter(({ cell, numbers }) => Math.min(numbers.count, theirs.cell(cell).count) >= MIN_EACH_SIDE)
    .map(({ cell, numbers }) => ({ cell, own: summed(numbers), direct: theirs.cell(cell) }));
  const directExcluded = direct.excluded;
  if (matched.length > 0) return { ...matchedBy(matched, own, facts), directExcluded };
  const how = cells.some((cell) => sizeIn(cell) !== 0)
    ? `no size has ${MIN_EACH_SIDE} deals on both sides`
    : 'the size of the customers is not known';
  return {
    own: summary(summed(own)),
    direct: summary(all),
    how: `Not matched by size of customer, since ${how}`,
    excluded: {},
    isOfFew: false,
    directExcluded,
  };
}

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
  const others = own.count - count - unsized;
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
    excluded: {
      ...(unsized > 0 && { 'not compared: size of the customer not known': unsized }),
      ...(others > 0 && { [`not compared: fewer than ${MIN_EACH_SIDE} deals of that size on either side`]: others }),
    },
    isOfFew: count * 2 < own.count,
  };
}

const isComparison = (found: Comparison | Result): found is Comparison => 'own' in found;

/** What is said beside every figure of a comparison. */
const besideOf = ({ own, how, excluded, isOfFew }: Comparison): Shared => ({
  sample: own.count,
  reason: how,
  ...(Object.keys(excluded).length > 0 && { excluded }),
  ...(isOfFew && { qualifier: 'provisional' }),
});

/** A figure of the partner's side of the comparison, of the direct side, and their difference, which `says` puts in words. */
export function figuresOf(
  found: Comparison | Result,
  take: 'mean' | 'median',
  says: (difference: number) => string,
): { readonly own: Result; readonly direct: Result; readonly difference: Result } {
  if (!isComparison(found)) return { own: found, direct: found, difference: found };
  const beside = besideOf(found);
  const [own = 0, direct = 0] = [found.own[take], found.direct[take]];
  return {
    own: value(own, beside),
    direct: value(direct, { sample: found.direct.count, reason: found.how, excluded: found.directExcluded }),
    difference: value(own - direct, { ...beside, reason: `${says(own - direct)}. ${found.how}` }),
  };
}
