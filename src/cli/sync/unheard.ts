import { setTimeout as pause } from 'node:timers/promises';
import { lookAtTaskQueue, type AskedTemporal } from '../../monitoring';
import { taskQueues } from '../../protocol/names';
import { noWorkerHelp } from '../answers';

const lookEveryMs = 5_000;
/** A worker that is there takes a task up at once; one that starts needs some seconds. */
const unheardAfterMs = 10_000;

export interface Listening {
  /** How long the oldest task of the workflows' queue waits, ms. */
  readonly waitsMs: () => Promise<number>;
  readonly say: (sentence: string) => void;
  /** Ends it. */
  readonly signal: AbortSignal;
  readonly everyMs?: number;
}

/** Says, once, that nobody takes up what was asked for; who waits for it would wait for ever. Never throws. */
export async function tellWhenUnheard({ waitsMs, say, signal, everyMs = lookEveryMs }: Listening): Promise<void> {
  while (!signal.aborted) {
    await pause(everyMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    // It is good to know and no more: the result tells whether Temporal is there.
    const waits = await waitsMs().catch(() => 0);
    if (waits < unheardAfterMs) continue;
    say(`no worker takes it up: it waits until there is one; ${noWorkerHelp}`);
    return;
  }
}

export const oldestTask = (temporal: AskedTemporal) => async (): Promise<number> => {
  const { backlog, backlogAgeMs } = await lookAtTaskQueue(temporal, taskQueues.bridge, 'workflow');
  return backlog > 0 ? backlogAgeMs : 0;
};
