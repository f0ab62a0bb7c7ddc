import { ApiError, ApiThrottled } from '../clients/errors';
import type { Send } from '../clients/http';
import { NoTurn } from '../activities/turns';
import { Turns } from './turns';

export interface LaneOptions {
  /** How long a call waits for its turn, ms. Default 90 s: longer than a call may take. */
  readonly turnWithinMs?: number;
  /** Called when the lane stops for a while: it should not take more work meanwhile. */
  readonly onPause?: (ms: number) => void;
  /** Told of every call that goes out, and of every one that did not get its turn. */
  readonly onTurn?: (turn: Turn) => void;
}

/** How a call's wait for its turn ended. */
export interface Turn {
  readonly got: boolean;
  readonly priority: number;
  readonly waitedMs: number;
}

/** A call starts only with so much of the lease left, ms. */
const leaseReserveMs = 2_000;
/** Ongoing limits consecutive failures: after so many the lane rests. */
const failuresInARow = 5;
const longestRestMs = 300_000;
const throttledForMs = 30_000;

/**
 * The way to one goods owner: one call at a time, whatever makes it, and only while this process holds the lease.
 * It rests when Ongoing asks for it (429), and after failures in a row.
 */
export class Lane {
  private readonly turns: Turns;
  private leaseUntil = Number.POSITIVE_INFINITY;
  private current: AbortController | undefined;
  private failures = 0;
  /** Milliseconds in which a call was under way, since the start: for the lane's utilisation. */
  busyMs = 0;

  constructor(private readonly options: LaneOptions = {}) {
    this.turns = new Turns(options.turnWithinMs ?? 90_000);
  }

  /** @param until by `performance.now()`; a call that is under way is aborted when that has passed unrenewed */
  holdLease(until: number): void {
    this.leaseUntil = until;
  }

  /** The lease is lost: what is under way has an unclear end. */
  loseLease(): void {
    this.leaseUntil = 0;
    this.current?.abort(new Error('the lease of this lane is lost'));
  }

  /** The same way out, in turns of this urgency. */
  through(send: Send, priority: number): Send {
    return (request) => {
      const askedAt = performance.now();
      const tell = (got: boolean) => this.options.onTurn?.({ got, priority, waitedMs: performance.now() - askedAt });
      const sending = this.turns.take(priority, async () => {
        if (this.leaseUntil - performance.now() < leaseReserveMs) throw new NoTurn(leaseReserveMs);
        if (request.signal?.aborted) throw new NoTurn(0);
        tell(true);
        const controller = new AbortController();
        this.current = controller;
        const startedAt = performance.now();
        // A write that is under way is not broken off because nobody wants it any more: its end would be unclear.
        const signals = [controller.signal, ...(request.signal && !request.write ? [request.signal] : [])];
        try {
          const reply = await send({ ...request, signal: AbortSignal.any(signals) });
          this.failures = 0;
          return reply;
        } catch (error) {
          this.rest(error);
          throw error;
        } finally {
          this.busyMs += performance.now() - startedAt;
          this.current = undefined;
        }
      });
      return sending.catch((error: unknown) => {
        if (error instanceof NoTurn) tell(false);
        throw error;
      });
    };
  }

  private rest(error: unknown): void {
    // What got no answer is the connection's business: an hour of that is no reason to rest when Ongoing is back.
    if (!(error instanceof ApiError) || error.status === undefined) return;
    this.failures += 1;
    if (error instanceof ApiThrottled) {
      this.pause(error.retryAfterMs ?? Math.min(throttledForMs * this.failures, longestRestMs));
    } else if (this.failures >= failuresInARow) {
      this.pause(Math.min(2_000 * 2 ** (this.failures - failuresInARow), longestRestMs));
    }
  }

  private pause(ms: number): void {
    this.turns.close(ms);
    this.options.onPause?.(ms);
  }
}
