/** Collects what happened and lets a test wait for the n-th of it, instead of sleeping. */
export class Recorder<T> {
  readonly #items: T[] = [];
  #wake = Promise.withResolvers<void>();

  get count(): number {
    return this.#items.length;
  }

  push(item: T): void {
    this.#items.push(item);
    this.#wake.resolve();
    this.#wake = Promise.withResolvers<void>();
  }

  async first(n: number): Promise<T[]> {
    while (this.#items.length < n) await this.#wake.promise;
    return this.#items.slice(0, n);
  }
}
