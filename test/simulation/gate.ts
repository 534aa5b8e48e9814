import type { Random } from '../worlds/kit/random.ts';

/** What a call of a process that died is answered: nothing it does from then on has any effect. */
export class Crash extends Error {
  constructor(who: string) {
    super(`${who} died`);
    this.name = 'Crash';
  }
}

/** One process of a history. */
export interface Actor {
  readonly name: string;
  isDead: boolean;
  /** Comes to its turn seldom: the world moves slower than the processes. */
  readonly isSlow?: boolean;
}

interface Waiting {
  readonly actor: Actor;
  readonly what: string;
  readonly go: () => void;
}

/**
 * Everything that leaves a room passes here, one at a time, and chance says who is next. So a seed fixes the order of all
 * calls of all processes, and a crash can fall before or after any of them.
 */
export class Gate {
  readonly trace: string[] = [];
  /** What a process ended with that should not have ended. */
  failure: unknown = null;
  readonly #random: Random;
  readonly #crashes: (what: string, moment: 'before' | 'after') => boolean;
  readonly #waiting: Waiting[] = [];
  #inside: Promise<void> | null = null;
  #actors = 0;

  constructor(random: Random, crashes: (what: string, moment: 'before' | 'after') => boolean) {
    this.#random = random;
    this.#crashes = crashes;
  }

  /** Waits for a turn. The answer ends it. @throws Crash when the process dies here */
  async enter(actor: Actor, what: string): Promise<() => void> {
    await new Promise<void>((go) => this.#waiting.push({ actor, what, go }));
    const inside = Promise.withResolvers<void>();
    this.#inside = inside.promise;
    const leave = () => {
      // After the call: what it did stays, and the process never hears of it.
      if (!actor.isDead && this.#crashes(what, 'after')) this.#die(actor, `after ${what}`);
      inside.resolve();
    };
    if (!actor.isDead && this.#crashes(what, 'before')) this.#die(actor, `before ${what}`);
    if (actor.isDead) {
      inside.resolve();
      throw new Crash(actor.name);
    }
    return leave;
  }

  /** One call. */
  async pass<T>(actor: Actor, what: string, work: () => Promise<T>): Promise<T> {
    const leave = await this.enter(actor, what);
    try {
      return await work();
    } finally {
      leave();
    }
  }

  /** Adds a process; the history goes on until all have ended. */
  start(work: () => Promise<void>): void {
    this.#actors += 1;
    const end = () => {
      this.#actors -= 1;
    };
    work().then(end, (error: unknown) => {
      this.failure ??= error;
      end();
    });
  }

  /** Lets everybody through, one call after another, until nobody is left. */
  async run(): Promise<void> {
    while (this.#actors > 0) {
      for (let idle = 0; this.#waiting.length === 0 && this.#actors > 0; idle += 1) {
        if (idle > 20_000) throw new Error('a process of the simulation waits for something that passes no gate');
        await new Promise((resolve) => setImmediate(resolve));
      }
      // Others may be about to arrive: all who can, do, before chance is asked.
      for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      const at = this.#choose();
      const [next] = this.#waiting.splice(at, 1);
      if (next === undefined) continue;
      this.trace.push(`${next.actor.name} ${next.what}`);
      next.go();
      // The continuation of `enter` sets it.
      await Promise.resolve();
      await this.#inside;
    }
    if (this.failure !== null) throw this.failure;
  }

  #choose(): number {
    const quick = this.#waiting.findIndex(({ actor }) => !actor.isSlow);
    for (;;) {
      const at = this.#random.int(0, this.#waiting.length - 1);
      if (quick === -1 || !this.#waiting[at]?.actor.isSlow || this.#random.chance(0.2)) return at;
    }
  }

  #die(actor: Actor, where: string): void {
    if (actor.isDead) return;
    actor.isDead = true;
    this.trace.push(`${actor.name} dies ${where}`);
  }
}
