/**
 * The two sides of a comparison with direct deals. What is known of each is kept with it: the direct side changes every
 * week and is the same for all partners, a partner's own deals change seldom.
 */
import type { AccountFacts } from '../../facts/account-facts.ts';
import { memo, memoOn } from '../../kit/memo.ts';
import type { Numbers, Sorted } from '../fold.ts';

/** A comparison needs this many deals on each side. */
export const MIN_EACH_SIDE = 10;

/** Cells are pipelines times sizes; 0 stands for a customer whose size is not known. */
const SIZES_AT_MOST = 1024;

interface Sizes {
  readonly names: readonly string[];
  /** By deal, the place of its customer's size in `names`, counted from 1. */
  readonly ofDeal: Int32Array;
}

/** A deal with customers of several sizes is of none. */
export const sizesOf = memo(({ customers, deals }: AccountFacts): Sizes => {
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
export const sizeIn = (cell: number): number => cell % SIZES_AT_MOST;

/** Figures of some deals of one side. */
export interface Summed {
  readonly count: number;
  readonly sum: number;
  readonly median: number | undefined;
}
const summed = (numbers: Numbers): Summed => ({
  count: numbers.count,
  sum: numbers.sum,
  median: numbers.median(),
});

/** The partner's side: while its deals do not change, nothing of them is worked out again. */
class OwnSide {
  readonly cells: readonly number[];
  readonly #own: Sorted;
  #all: Summed | undefined;
  #pipelines: string | undefined;
  #large: readonly { readonly cell: number; readonly own: Summed }[] | undefined;

  constructor(own: Sorted) {
    this.cells = own.groups();
    this.#own = own;
  }

  get all(): Summed {
    this.#all ??= summed(this.#own);
    return this.#all;
  }

  /** Cells of one size that have enough deals to be compared by themselves. */
  get large(): readonly { readonly cell: number; readonly own: Summed }[] {
    this.#large ??= this.cells.flatMap((cell) => {
      const numbers = sizeIn(cell) === 0 ? undefined : this.#own.over([cell]);
      return numbers === undefined || numbers.count < MIN_EACH_SIDE ? [] : [{ cell, own: summed(numbers) }];
    });
    return this.#large;
  }

  get hasSizes(): boolean {
    return this.cells.some((cell) => sizeIn(cell) !== 0);
  }

  /** The pipelines of its cells, as a name for all of them together. */
  get pipelines(): string {
    this.#pipelines ??= [...new Set(this.cells.map(pipelineOf))].join();
    return this.#pipelines;
  }
}
export const ownSide = memoOn((own: Sorted) => new OwnSide(own));

/** Direct deals of one cell, or of all cells of some pipelines: each worked out once per date. */
class DirectSide {
  readonly #direct: Sorted;
  readonly #cells = new Map<number, Summed>();
  readonly #pipelines = new Map<string, Summed>();
  readonly #countByPipeline = new Map<number, number>();

  constructor(direct: Sorted) {
    this.#direct = direct;
    for (const cell of direct.groups()) {
      const pipeline = pipelineOf(cell);
      const before = this.#countByPipeline.get(pipeline) ?? 0;
      this.#countByPipeline.set(pipeline, before + direct.over([cell]).count);
    }
  }

  /** How many there are in the pipelines of some cells, which stand in ascending order: those of a pipeline are neighbours. */
  countAround(cells: readonly number[]): number {
    let count = 0;
    let before: number | undefined;
    for (const cell of cells) {
      const pipeline = pipelineOf(cell);
      if (pipeline !== before) count += this.#countByPipeline.get(pipeline) ?? 0;
      before = pipeline;
    }
    return count;
  }

  cell(cell: number): Summed {
    const hit = this.#cells.get(cell);
    if (hit) return hit;
    const figures = summed(this.#direct.over([cell]));
    this.#cells.set(cell, figures);
    return figures;
  }

  /** All of the pipelines that a partner's deals are in. */
  around({ cells, pipelines }: OwnSide): Summed {
    const hit = this.#pipelines.get(pipelines);
    if (hit) return hit;
    const wanted = new Set(cells.map(pipelineOf));
    const all = summed(this.#direct.over(this.#direct.groups().filter((cell) => wanted.has(pipelineOf(cell)))));
    this.#pipelines.set(pipelines, all);
    return all;
  }
}
export const directSide = memo((direct: Sorted) => new DirectSide(direct));
