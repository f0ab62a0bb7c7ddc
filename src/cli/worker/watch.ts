import { setTimeout as pause } from 'node:timers/promises';
import type { Connected } from '../../connection/connect';
import { TemporalProblem, toTemporalProblem } from '../../connection/errors';
import type { Log } from '../../log';

export interface WatchOptions {
  readonly log: Log;
  /** Hears when Temporal goes away, and when it is back. */
  readonly say: (sentence: string) => void;
  /** Between two looks, and how long an answer may take. Default 5 s. */
  readonly everyMs?: number;
}

/**
 * Looks again and again whether Temporal answers us, and says when that changes. Nothing depends on it: workers and clients
 * come back by themselves.
 *
 * @returns ends the watching
 */
export function watchTemporal(connected: Connected, options: WatchOptions): () => void {
  const ending = new AbortController();
  void watch(connected, options, ending.signal);
  return () => ending.abort();
}

async function watch(connected: Connected, options: WatchOptions, signal: AbortSignal): Promise<void> {
  const { log, say, everyMs = 5_000 } = options;
  const { address, namespace } = connected;
  for (let isAway = false; !signal.aborted; await sleep(everyMs, signal)) {
    const problem = await look(connected, everyMs);
    if (signal.aborted) return;
    if (problem && !isAway) {
      log.warn('temporal.waiting', { error: problem, nextInMs: everyMs });
      say(`${problem.message}. Everything waits, and goes on when that is over.`);
    } else if (!problem && isAway) {
      log.info('temporal.connected', { address, namespace });
      say('Temporal answers again; everything goes on.');
    }
    isAway = problem !== undefined;
  }
}

/** Also whether it still knows the namespace and accepts us: the SDK's workers try on in silence when it does not. */
async function look(connected: Connected, withinMs: number): Promise<TemporalProblem | undefined> {
  const { connection, namespace } = connected;
  try {
    await connection.withDeadline(Date.now() + withinMs, () =>
      connection.workflowService.describeNamespace({ namespace }),
    );
    return undefined;
  } catch (error) {
    const problem = toTemporalProblem(error, { ...connected, operation: 'work' });
    // What is none of Temporal's answers comes of our own end: the connection has been closed.
    return problem instanceof TemporalProblem ? problem : undefined;
  }
}

const sleep = (ms: number, signal: AbortSignal) => pause(ms, undefined, { signal }).catch(() => undefined);
