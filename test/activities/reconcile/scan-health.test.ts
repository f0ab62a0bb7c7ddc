import type { Client } from '@temporalio/client';
import { ScheduleNotFoundError, WorkflowNotFoundError } from '@temporalio/client';
import { whyNoRun } from '../../../src/activities/reconcile/scan-health';

/** A Temporal with one schedule, and the ends of its last runs, the oldest first. */
const aClient = (paused: boolean, ...ends: (string | undefined)[]): Client =>
  ({
    schedule: {
      getHandle: () => ({
        describe: async () => ({
          state: { paused },
          info: {
            recentActions: ends.map((_end, n) => ({
              action: { workflow: { workflowId: String(n), firstExecutionRunId: String(n) } },
            })),
          },
        }),
      }),
    },
    workflow: {
      getHandle: (id: string) => ({
        describe: async () => {
          const name = ends[Number(id)];
          if (name === undefined) throw new WorkflowNotFoundError('forgotten', id, undefined);
          return { status: { name } };
        },
      }),
    },
  }) as unknown as Client;

const missing = {
  schedule: {
    getHandle: (id: string) => ({
      describe: async () => {
        throw new ScheduleNotFoundError('no schedule', id);
      },
    }),
  },
} as unknown as Client;

describe('whether a schedule takes up what is new', () => {
  it.each<[why: string, client: Client, reason: RegExp | undefined]>([
    ['it has not run yet', aClient(false), undefined],
    ['its last run has worked', aClient(false, 'FAILED', 'COMPLETED'), undefined],
    ['its last run is under way', aClient(false, 'FAILED', 'RUNNING'), undefined],
    ['one of the last has worked', aClient(false, 'COMPLETED', 'FAILED', 'FAILED'), undefined],
    ['its last run is forgotten', aClient(false, undefined), undefined],
    ['the last ones have failed', aClient(false, 'COMPLETED', 'FAILED', 'FAILED', 'TIMED_OUT'), /have failed/],
    ['it is paused', aClient(true, 'COMPLETED'), /is paused/],
    ['it is not there', missing, /there is no schedule shipments\/retail/],
  ])('%s', async (_why, ...[client, reason]) => {
    const why = await whyNoRun(client, 'shipments/retail');
    if (reason) expect(why).toMatch(reason);
    else expect(why).toBeUndefined();
  });
});
