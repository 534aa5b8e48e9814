/** A block that grows longer is cut in two, so that a number moves few others when it comes or goes. */
const MOST_IN_BLOCK = 512;

/**
 * Numbers that come and go one by one and are kept in order, so that the middle one is read off. They stand in blocks: the
 * few of most partners in one, and a hundred thousand of one cost each no more than a look along the blocks.
 */
export class OrderedNumbers {
  /** Each in order and before the next; none is empty. */
  readonly #blocks: number[][] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(number: number): void {
    this.#count++;
    const at = this.#blockOf(number);
    const block = this.#blocks[at];
    if (block === undefined) {
      this.#blocks.push([number]);
      return;
    }
    let place = block.push(number) - 1;
    for (; place > 0 && (block[place - 1] as number) > number; place--) block[place] = block[place - 1] as number;
    block[place] = number;
    if (block.length > MOST_IN_BLOCK) this.#blocks.splice(at + 1, 0, block.splice(MOST_IN_BLOCK >> 1));
  }

  /** Takes away one of them; it must be there. */
  remove(number: number): void {
    this.#count--;
    const at = this.#blockOf(number);
    const block = this.#blocks[at] as number[];
    for (let place = block.indexOf(number); place + 1 < block.length; place++)
      block[place] = block[place + 1] as number;
    block.pop();
    if (block.length === 0) this.#blocks.splice(at, 1);
  }

  /** Undefined for none. */
  median(): number | undefined {
    const low = this.#at((this.#count - 1) >> 1);
    const high = this.#at(this.#count >> 1);
    return low === undefined || high === undefined ? undefined : (low + high) / 2;
  }

  /** The first block that ends at the number or behind it, else the last one. */
  #blockOf(number: number): number {
    const last = this.#blocks.length - 1;
    let at = 0;
    while (at < last && (this.#blocks[at]?.at(-1) as number) < number) at++;
    return at;
  }

  #at(rank: number): number | undefined {
    let before = 0;
    for (const block of this.#blocks) {
      if (rank < before + block.length) return block[rank - before];
      before += block.length;
    }
    return undefined;
  }
}
