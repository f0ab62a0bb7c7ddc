import { randomUUID } from 'node:crypto';
import { type Client, type ScheduleOptions, ScheduleOverlapPolicy, WorkflowFailedError } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { RunFailed, ScheduleMissing } from '../../src/schedules/errors';
import { type Run, sightOf } from '../../src/schedules/find-run';
import { runNow, type RunProgress } from '../../src/schedules/run-now';
import { triggerSchedule } from '../../src/schedules/trigger';
import { eventually } from '../support/eventually';
import { unique, useTemporalWithSchedules } from './support';
import { finish } from './workflows';

const temporal = useTemporalWithSchedules();
const { client } = temporal;

let workflowBundle: { code: string };
beforeAll(async () => {
  const logger = new DefaultLogger('ERROR');
  workflowBundle = await bundleWorkflowCode({ workflowsPath: require.resolve('./workflows'), logger });
});

type Job = 'shipmentsScan' | 'warehouseScan' | 'sweep';
type JobOptions = Pick<ScheduleOptions, 'state'> & { everyMs?: number; longestMs?: number };

/** A schedule that fires by request only, unless told otherwise; its job behaves as its name in `./workflows` says. */
async function withJob(job: Job, work: (id: string) => Promise<void>, { everyMs, longestMs, state }: JobOptions = {}) {
  const [scheduleId, taskQueue] = [unique('job'), `test-${randomUUID()}`];
  const handle = await client.schedule.create({
    ...{ scheduleId, state, policies: { overlap: ScheduleOverlapPolicy.BUFFER_ONE } },
    spec: everyMs === undefined ? {} : { intervals: [{ every: everyMs }] },
    action: {
      ...{ type: 'startWorkflow', workflowType: job, workflowId: scheduleId, taskQueue },
      ...(longestMs === undefined ? {} : { workflowExecutionTimeout: longestMs }),
    },
  });
  await temporal.withWorker({ taskQueue, workflowBundle }, () => work(scheduleId));
  await handle.delete();
}

const look = async (id: string) => sightOf(await client.schedule.getHandle(id).describe());
/** The one that began last. (Of two in one second the server may lose sight in its list of running ones.) */
const lastRunOf = (id: string) => eventually(async () => (await look(id)).recent.at(-1));
const nextRunOf = (id: string, earlier: Run) =>
  eventually(async () => (await look(id)).recent.find(({ runId }) => runId !== earlier.runId));
const isWaiting = (id: string) => eventually(async () => (await look(id)).waiting > 0);
/** A worker has it: started, and its first task scheduled, started and completed. */
const isInHand = (run: Run) => eventually(async () => (await workflowOf(run).describe()).historyLength >= 4);
const workflowOf = ({ workflowId, runId }: Run) => client.workflow.getHandle(workflowId, runId);
const end = (run: Run) => workflowOf(run).signal(finish);

/** What one call tells of its progress. */
function aListener() {
  const heard: RunProgress[] = [];
  return { heard, progress: (progress: RunProgress) => void heard.push(progress) };
}

/** A client for which something else happens just before it triggers the first time. */
function interruptedBefore(of: Client, happens: (trigger: () => Promise<void>) => Promise<void>): Client {
  let times = 0;
  const getHandle = (id: string) => {
    const handle = of.schedule.getHandle(id);
    const trigger = (overlap?: ScheduleOverlapPolicy) => {
      times += 1;
      return times === 1 ? happens(() => handle.trigger(overlap)) : handle.trigger(overlap);
    };
    return { ...handle, trigger };
  };
  return new Proxy(of, {
    get: (target, name) => (name === 'schedule' ? { getHandle } : (Reflect.get(target, name, target) as unknown)),
  });
}

describe('running a job now', () => {
  it('ends with its result, and the next run hears of it', async () => {
    await withJob('shipmentsScan', async (id) => {
      await expect(runNow(client, id)).resolves.toMatchObject({ read: 1 });
      await expect(runNow(client, id)).resolves.toMatchObject({ read: 2 });
    });
  });

  it('tells which run it is', async () => {
    await withJob('shipmentsScan', async (id) => {
      const { heard, progress } = aListener();
      await runNow(client, id, { progress });
      const [run] = (await look(id)).recent;
      expect(heard).toEqual([{ is: 'running', ...run }]);
    });
  });

  it('works while the schedule is paused', async () => {
    await withJob(
      'shipmentsScan',
      async (id) => {
        await expect(runNow(client, id)).resolves.toMatchObject({ read: 1 });
      },
      { state: { paused: true } },
    );
  });

  it('waits for the end of a run that was under way, and for the one after it', async () => {
    await withJob('warehouseScan', async (id) => {
      await triggerSchedule(client, id);
      const earlier = await lastRunOf(id);
      const { heard, progress } = aListener();
      const result = runNow(client, id, { progress });
      await eventually(() => heard.length > 0);
      expect(heard).toEqual([{ is: 'waiting', behind: earlier.workflowId }]);
      await end(earlier);
      await eventually(() => heard.length > 1);
      const later = await lastRunOf(id);
      expect(later.runId).not.toBe(earlier.runId);
      expect(heard[1]).toEqual({ is: 'running', ...later });
      await end(later);
      await expect(result).resolves.toMatchObject({ read: 2 });
    });
  });

  it('is one run for many that ask at once', async () => {
    await withJob('warehouseScan', async (id) => {
      await triggerSchedule(client, id);
      const earlier = await lastRunOf(id);
      const listeners = Array.from({ length: 5 }, aListener);
      const results = Promise.all(listeners.map(({ progress }) => runNow(client, id, { progress })));
      await eventually(() => listeners.every(({ heard }) => heard.length > 0));
      await end(earlier);
      await eventually(() => listeners.every(({ heard }) => heard.length > 1));
      const later = await lastRunOf(id);
      await end(later);
      expect((await results).map(({ read }) => read)).toEqual([2, 2, 2, 2, 2]);
      expect((await look(id)).recent).toEqual([earlier, later]);
    });
  });

  it('is not taken in by a run that began just before', async () => {
    await withJob('warehouseScan', async (id) => {
      const slow = interruptedBefore(client, async (trigger) => {
        await triggerSchedule(client, id);
        await lastRunOf(id);
        await trigger();
      });
      const { heard, progress } = aListener();
      const result = runNow(slow, id, { progress });
      await isWaiting(id);
      const earlier = await lastRunOf(id);
      await end(earlier);
      await eventually(() => heard.some(({ is }) => is === 'running'));
      await end(await lastRunOf(id));
      await expect(result).resolves.toMatchObject({ read: 2 });
    });
  });

  it('asks again when the server has lost the request', async () => {
    await withJob('shipmentsScan', async (id) => {
      const losing = interruptedBefore(client, async () => undefined);
      await expect(runNow(losing, id)).resolves.toMatchObject({ read: 1 });
    });
  });

  it('works where a run is due every second', async () => {
    await withJob(
      'warehouseScan',
      async (id) => {
        const earlier = await lastRunOf(id);
        await isWaiting(id);
        const { heard, progress } = aListener();
        const result = runNow(client, id, { progress });
        await eventually(() => heard.length > 0);
        await end(earlier);
        const running = await eventually(() => heard.find((one) => one.is === 'running'));
        expect(running.runId).not.toBe(earlier.runId);
        await end(running);
        await expect(result).resolves.toMatchObject({ read: 2 });
      },
      { everyMs: 1_000 },
    );
  });
});

describe('a run that does not end well', () => {
  const failureOf = async (running: Promise<unknown>) => {
    const error = await running.catch((thrown: unknown) => thrown);
    if (error instanceof RunFailed) return error;
    throw new Error('it was no failed run', { cause: error });
  };

  it('is told with the kind of its failure, without its words', async () => {
    await withJob('sweep', async (id) => {
      const error = await failureOf(runNow(client, id));
      const [run] = (await look(id)).recent;
      expect(error).toMatchObject({ schedule: id, outcome: 'failed', reason: 'ApiUnauthorized', run });
      expect(error.message).toBe(`schedule ${id}: its run ${run?.workflowId} failed (ApiUnauthorized)`);
      expect(error.cause).toBeInstanceOf(WorkflowFailedError);
    });
  });

  it.each<[RunFailed['outcome'], words: string, stop: (run: Run) => Promise<unknown>]>([
    ['cancelled', 'was cancelled', (run) => workflowOf(run).cancel()],
    ['terminated', 'was terminated', (run) => workflowOf(run).terminate()],
    ['timed-out', 'took too long', async () => undefined],
  ])('says that it was %s', async (outcome, words, stop) => {
    await withJob(
      'warehouseScan',
      async (id) => {
        const failed = failureOf(runNow(client, id));
        const run = await lastRunOf(id);
        await isInHand(run);
        await stop(run);
        const error = await failed;
        expect(error).toMatchObject({ outcome, reason: undefined });
        expect(error.message).toContain(words);
      },
      { longestMs: outcome === 'timed-out' ? 2_000 : 60_000 },
    );
  });
});

describe('a schedule that is not there', () => {
  it.each<[string, (id: string) => Promise<unknown>]>([
    ['running it now', (id) => runNow(client, id)],
    ['triggering it', (id) => triggerSchedule(client, id)],
  ])('is made by `bridge setup`, says %s', async (_what, ask) => {
    const id = unique('shipments/nobody');
    const asked = ask(id);
    await expect(asked).rejects.toBeInstanceOf(ScheduleMissing);
    await expect(asked).rejects.toThrow(`schedule ${id}: Temporal has none of this name. Run \`bridge setup\``);
  });
});

describe('giving up', () => {
  const reason = new Error('the user has had enough');

  it('ends the waiting for a result, and the run goes on', async () => {
    await withJob('warehouseScan', async (id) => {
      const giveUp = new AbortController();
      const { heard, progress } = aListener();
      const result = runNow(client, id, { signal: giveUp.signal, progress });
      await eventually(() => heard.length > 0);
      giveUp.abort(reason);
      await expect(result).rejects.toBe(reason);
      const run = await lastRunOf(id);
      await end(run);
      await expect(workflowOf(run).result()).resolves.toMatchObject({ read: 1 });
    });
  });

  it('ends the waiting behind another run', async () => {
    await withJob('warehouseScan', async (id) => {
      await triggerSchedule(client, id);
      const earlier = await lastRunOf(id);
      const giveUp = new AbortController();
      const { heard, progress } = aListener();
      const result = runNow(client, id, { signal: giveUp.signal, progress });
      await eventually(() => heard.length > 0);
      giveUp.abort(reason);
      await expect(result).rejects.toBe(reason);
      await end(earlier);
    });
  });

  it('beforehand asks for nothing', async () => {
    await withJob('shipmentsScan', async (id) => {
      await expect(runNow(client, id, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
      expect(await look(id)).toEqual({ recent: [], running: [], waiting: 0 });
    });
  });
});

describe('triggering a job', () => {
  it('five times during a run gives one more run, which hears of the last result', async () => {
    await withJob('warehouseScan', async (id) => {
      await triggerSchedule(client, id);
      const earlier = await lastRunOf(id);
      for (let times = 0; times < 5; times += 1) await triggerSchedule(client, id);
      await end(earlier);
      const later = await nextRunOf(id, earlier);
      await end(later);
      await expect(workflowOf(later).result()).resolves.toMatchObject({ read: 2 });
      expect(await look(id)).toMatchObject({ recent: [earlier, later], waiting: 0 });
    });
  });
});
