/** Numbers that come and go one by one and are kept in order, so that the middle one is read off. For few of them: each costs a move of those behind it. */
export class OrderedNumbers {
  readonly #numbers: number[] = [];

  get count(): number {
    return this.#numbers.length;
  }

  add(number: number): void {
    const numbers = this.#numbers;
    let at = numbers.push(number) - 1;
    for (; at > 0 && (numbers[at - 1] as number) > number; at--) numbers[at] = numbers[at - 1] as number;
    numbers[at] = number;
  }

  /** Takes away one of them; it must be there. */
  remove(number: number): void {
    const numbers = this.#numbers;
    for (let at = numbers.indexOf(number); at + 1 < numbers.length; at++) numbers[at] = numbers[at + 1] as number;
    numbers.pop();
  }

  /** Undefined for none. */
  median(): number | undefined {
    const { length } = this.#numbers;
    const low = this.#numbers[(length - 1) >> 1];
    const high = this.#numbers[length >> 1];
    return low === undefined || high === undefined ? undefined : (low + high) / 2;
  }
}
