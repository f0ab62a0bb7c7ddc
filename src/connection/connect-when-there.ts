import { setTimeout as pause } from 'node:timers/promises';
import { connect, type Connected, type ConnectOptions } from './connect';
import { TemporalUnreachable } from './errors';

export interface PatientOptions extends ConnectOptions {
  /** Ends the waiting. */
  readonly signal: AbortSignal;
  /** Hears of each attempt that found nobody, for the log and `/readyz`. */
  readonly onWaiting?: (problem: TemporalUnreachable, nextInMs: number) => void;
  /** Milliseconds before each further attempt; the last one stays. */
  readonly pausesMs?: readonly number[];
}

/**
 * Connects as soon as Temporal is there: a process that is started before its server stays alive and waits. Only an
 * absent server is waited for; a wrong key or namespace does not heal by itself.
 *
 * @throws as `connect`, but for `TemporalUnreachable`; the signal's reason when it is given up
 */
export async function connectWhenThere(options: PatientOptions): Promise<Connected> {
  const { signal, onWaiting = () => undefined, pausesMs = [500, 1_000, 2_000, 5_000, 10_000, 15_000] } = options;
  for (let attempt = 0; ; attempt += 1) {
    signal.throwIfAborted();
    try {
      return await connect(options);
    } catch (error) {
      if (!(error instanceof TemporalUnreachable)) throw error;
      const nextInMs = pausesMs[Math.min(attempt, pausesMs.length - 1)] ?? 0;
      onWaiting(error, nextInMs);
      await pause(nextInMs, undefined, { signal });
    }
  }
}
