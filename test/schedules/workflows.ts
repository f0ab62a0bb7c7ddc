import { condition, defineSignal, setHandler, workflowInfo } from '@temporalio/workflow';
import { ApplicationFailure } from '@temporalio/common';
import type { SyncResult } from '../../src/protocol/scans';

/* Jobs as the tests of schedules need them; `read` is the number of the run, counted by way of the last result. */

export const finish = defineSignal('finish');

const result = (): SyncResult => ({
  ...{ written: 0, unchanged: 0, skipped: 0, refused: [], refusedTotal: 0 },
  read: ((workflowInfo().lastResult as SyncResult | undefined)?.read ?? 0) + 1,
});

/** Ends at once. */
export async function shipmentsScan(): Promise<SyncResult> {
  return result();
}

/** Ends when it is told to. */
export async function warehouseScan(): Promise<SyncResult> {
  let finished = false;
  setHandler(finish, () => {
    finished = true;
  });
  await condition(() => finished);
  return result();
}

/** Fails. */
export async function sweep(): Promise<SyncResult> {
  throw ApplicationFailure.nonRetryable('words that name somebody', 'ApiUnauthorized');
}
