import { NoTurn } from '../activities/turns';

interface Waiter {
  readonly priority: number;
  readonly since: number;
  readonly start: () => void;
  readonly giveUp: (retryAfterMs: number) => void;
}

/** Every so many turns the one who has waited longest is served, however urgent the others are. */
const oldestEvery = 10;

/**
 * Turns, one at a time, the most urgent first. Who does not get one in time has sent nothing.
 */
export class Turns {
  private waiting: Waiter[] = [];
  private busy = false;
  private served = 0;
  private closedUntil = 0;

  /** @param turnWithinMs how long to wait for a turn at the most */
  constructor(
    private readonly turnWithinMs: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** No turn is given before `ms` have passed; who waits is told so at once. */
  close(ms: number): void {
    this.closedUntil = Math.max(this.closedUntil, this.now() + ms);
    const waiting = this.waiting;
    this.waiting = [];
    for (const waiter of waiting) waiter.giveUp(ms);
  }

  /** @throws {NoTurn} closed, or not served in time */
  async take<T>(priority: number, run: () => Promise<T>): Promise<T> {
    const closedFor = this.closedUntil - this.now();
    if (closedFor > 0) throw new NoTurn(closedFor);
    if (this.busy) await this.wait(priority);
    else this.busy = true;
    try {
      return await run();
    } finally {
      this.next();
    }
  }

  private wait(priority: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        clearTimeout(timer);
        this.waiting = this.waiting.filter((one) => one !== waiter);
      };
      const timer = setTimeout(() => waiter.giveUp(0), this.turnWithinMs);
      const waiter: Waiter = {
        priority,
        since: this.now(),
        start: () => {
          leave();
          resolve();
        },
        giveUp: (retryAfterMs) => {
          leave();
          reject(new NoTurn(retryAfterMs));
        },
      };
      this.waiting.push(waiter);
    });
  }

  private next(): void {
    this.served += 1;
    const [first, ...others] = this.waiting;
    this.busy = first !== undefined;
    if (first === undefined) return;
    // Who came first stands first, so the oldest is the first, and the most urgent the first of its priority.
    const oldest = this.served % oldestEvery === 0;
    const chosen = oldest ? first : others.reduce((best, one) => (one.priority < best.priority ? one : best), first);
    chosen.start();
  }
}
