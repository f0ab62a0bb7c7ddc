import { ScheduleNotFoundError } from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import type { Config } from '../../src/config';
import { createLog } from '../../src/log';
import { searchAttributes } from '../../src/protocol/names';
import { desiredSchedules } from '../../src/schedules/desired';
import { ScheduleForeign } from '../../src/schedules/errors';
import { reconcileSchedules } from '../../src/schedules/reconcile';
import { eventually } from '../support/eventually';
import { everywhere, inspect, mine, names, nothing } from './set-up';
import { having, useTemporalWithSchedules } from './support';

const { client } = useTemporalWithSchedules();
const there = inspect(client);

const isThere = async (id: string) => {
  try {
    await there.describe(id);
    return true;
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return false;
    throw error;
  }
};

describe('reconciling', () => {
  it('creates what is missing, as it is wanted', async () => {
    const its = names();
    const config = its.config({ every: '5m', importFrom: '2026-02-01' }, { every: '20m' });
    expect(mine(its, await reconcileSchedules(client, config))).toEqual({ ...nothing, created: its.all });
    const [wanted] = desiredSchedules(config);
    const found = await there.describe(its.warehouse);
    expect(found).toMatchObject({
      spec: { intervals: [{ every: 1_200_000, offset: wanted?.spec.intervals[0].offset }] },
      policies: { overlap: 'BUFFER_ONE', catchupWindow: 300_000, pauseOnFailure: false },
      memo: { managedBy: 'bridge setup' },
      state: { paused: false },
      action: {
        ...{ workflowType: 'warehouseScan', workflowId: its.warehouse, taskQueue: 'bridge' },
        ...{ workflowExecutionTimeout: 3_600_000, staticSummary: wanted?.action.staticSummary },
        args: wanted?.action.args,
      },
    });
    expect(found.action.typedSearchAttributes).toEqual(new TypedSearchAttributes(wanted?.action.typedSearchAttributes));
  });

  it('changes nothing the second time, and writes nothing', async () => {
    const its = names();
    await reconcileSchedules(client, its.config());
    const before = await Promise.all(its.all.map(there.describe));
    expect(mine(its, await reconcileSchedules(client, its.config()))).toEqual({ ...nothing, unchanged: its.all });
    const after = await Promise.all(its.all.map(there.describe));
    expect(after.map(({ raw }) => raw.conflictToken)).toEqual(before.map(({ raw }) => raw.conflictToken));
  });

  it('changes only what is different', async () => {
    const its = names();
    await reconcileSchedules(client, its.config());
    expect(mine(its, await reconcileSchedules(client, its.config({}, { every: '7m' })))).toEqual({
      ...{ ...nothing, updated: [its.warehouse], unchanged: [its.sweep, its.articles, its.shipments].sort() },
    });
    expect((await there.describe(its.warehouse)).spec.intervals).toMatchObject([{ every: 420_000 }]);
    await expect(there.revisions(its)).resolves.toEqual(everywhere(1));
  });

  it('changes back what somebody has changed by hand', async () => {
    const its = names();
    await reconcileSchedules(client, its.config());
    await client.schedule.getHandle(its.warehouse).update(({ spec: _spec, ...previous }) => ({
      ...previous,
      spec: { intervals: [{ every: '1h' }] },
    }));
    expect(mine(its, await reconcileSchedules(client, its.config()))).toMatchObject({ updated: [its.warehouse] });
    expect((await there.describe(its.warehouse)).spec.intervals).toMatchObject([{ every: 900_000 }]);
  });

  it('says on the schedule’s page what it is for, also on one that was made without', async () => {
    const its = names();
    await reconcileSchedules(client, its.config());
    const said = async () => (await there.describe(its.shipments)).state.note;
    expect(await said()).toMatch(/^What store \S+ has ready in Centra/);
    await client.schedule.getHandle(its.shipments).update(({ state, ...previous }) => ({
      ...previous,
      spec: { intervals: [{ every: '1h' }] },
      state: { ...state, note: '' },
    }));
    await reconcileSchedules(client, its.config());
    expect(await said()).toMatch(/^What store/);
  });

  it('leaves a pause and its note as they are', async () => {
    const its = names();
    await reconcileSchedules(client, its.config());
    await client.schedule.getHandle(its.shipments).pause('stock-taking');
    await reconcileSchedules(client, its.config({ capture: 'onImport' }));
    expect(await there.describe(its.shipments)).toMatchObject({
      state: { paused: true, note: 'stock-taking' },
      action: { args: [{ settings: { capture: 'onImport' } }] },
    });
  });

  it('removes what is no longer configured', async () => {
    const its = names();
    await reconcileSchedules(client, its.config());
    const done = await eventually(async () => {
      const { removed } = mine(its, await reconcileSchedules(client, its.config({ import: 'none' })));
      return removed.length > 0 && removed;
    });
    expect(done).toEqual([its.shipments]);
    await expect(isThere(its.shipments)).resolves.toBe(false);
    await expect(isThere(its.warehouse)).resolves.toBe(true);
  });

  it('removes what it made for a goods owner that has gone, and for jobs that it does not know', async () => {
    const [its, other] = [names(), names()];
    await reconcileSchedules(client, its.config());
    const stock = `stock/${its.owner}`;
    await client.schedule.create({
      ...{ scheduleId: stock, spec: {}, memo: { managedBy: 'bridge setup' } },
      action: { type: 'startWorkflow', workflowType: 'stock', taskQueue: 'bridge' },
    });
    const all = [...its.all, stock].sort();
    const removed: string[] = [];
    await eventually(async () => {
      removed.push(...mine(its, await reconcileSchedules(client, other.config())).removed);
      return removed.length >= all.length;
    });
    expect(removed.sort()).toEqual(all);
  });

  it('never touches somebody else’s schedules', async () => {
    const its = names();
    const foreign = [`nightly-backup-${its.owner}`, `shipments/foreign-${its.owner}`];
    for (const scheduleId of foreign) {
      await client.schedule.create({
        ...{ scheduleId, spec: { intervals: [{ every: '1d' }] } },
        action: { type: 'startWorkflow', workflowType: 'backup', taskQueue: 'theirs' },
      });
    }
    const listed = async () => {
      const ids: string[] = [];
      for await (const { scheduleId } of client.schedule.list()) ids.push(scheduleId);
      return foreign.every((id) => ids.includes(id));
    };
    await eventually(listed);
    expect(mine(its, await reconcileSchedules(client, its.config())).removed).toEqual([]);
    await expect(Promise.all(foreign.map(isThere))).resolves.toEqual([true, true]);
  });

  it('says so when somebody else has the id that it needs, and leaves theirs as it is', async () => {
    const its = names();
    await client.schedule.create({
      ...{ scheduleId: its.sweep, spec: { intervals: [{ every: '1d' }] } },
      action: { type: 'startWorkflow', workflowType: 'theirs', taskQueue: 'theirs' },
    });
    const failed = reconcileSchedules(client, its.config());
    await expect(failed).rejects.toBeInstanceOf(ScheduleForeign);
    await expect(failed).rejects.toThrow(`schedule ${its.sweep}: it is there and was not made by \`bridge setup\``);
    expect((await there.describe(its.sweep)).action.workflowType).toBe('theirs');
  });

  it('logs every change, and nothing else', async () => {
    const its = names();
    const lines: string[] = [];
    const write = (line: string) => {
      const { event, schedule } = JSON.parse(line) as { event: string; schedule: string };
      if (having([its.owner, its.store], [schedule]).length > 0) lines.push(`${event} ${schedule}`);
    };
    const log = createLog({ destination: { write } });
    await reconcileSchedules(client, its.config(), { log });
    expect(lines.splice(0).sort()).toEqual(its.all.map((id) => `schedule.created ${id}`));
    await reconcileSchedules(client, its.config(), { log });
    expect(lines.splice(0)).toEqual([]);
    await reconcileSchedules(client, its.config({}, { every: '7m' }), { log });
    expect(lines.splice(0)).toEqual([`schedule.updated ${its.warehouse}`]);
    await eventually(async () => {
      await reconcileSchedules(client, its.config({ import: 'none' }), { log });
      return lines.includes(`schedule.deleted ${its.shipments}`);
    });
  });
});

describe('a schedule that fires every second', () => {
  it('does, and hears of changes', async () => {
    const its = names();
    const config = (more: Record<string, unknown> = {}): Config => its.config({ every: '1s', ...more });
    await reconcileSchedules(client, config());
    const started = () =>
      eventually(async () => {
        const { info } = await there.describe(its.shipments);
        return info.recentActions.at(-1)?.action.workflow;
      });
    const { workflowId, firstExecutionRunId } = await started();
    expect(workflowId).toMatch(new RegExp(`^${its.shipments}-\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$`));
    const run = client.workflow.getHandle(workflowId, firstExecutionRunId);
    const { typedSearchAttributes, memo } = await run.describe();
    expect(typedSearchAttributes.get(searchAttributes.goodsOwner)).toBe(its.owner);
    expect(typedSearchAttributes.get(searchAttributes.store)).toBe(its.store);
    expect(memo).toMatchObject({ settings: { [its.store]: { revision: 1 } } });
    await reconcileSchedules(client, config({ shortPick: 'ask' }));
    await run.terminate();
    // The next ones are due already: they start as soon as one ends.
    const next = await eventually(async () => {
      const { info } = await there.describe(its.shipments);
      const last = info.recentActions.at(-1)?.action.workflow;
      return last?.firstExecutionRunId !== firstExecutionRunId && last;
    });
    const later = await client.workflow.getHandle(next.workflowId, next.firstExecutionRunId).describe();
    expect(later.memo).toMatchObject({ settings: { [its.store]: { revision: 2 } } });
    await client.schedule.getHandle(its.shipments).delete();
  });
});
