import type { Client, ScheduleDescription } from '@temporalio/client';
import { ScheduleNotFoundError } from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import type { Config } from '../../src/config';
import type { ShipmentSettings } from '../../src/lifecycle/shipment/settings';
import { searchAttributes, shipmentId, workflowTypes } from '../../src/protocol/names';
import type { ShipmentsScanInput, WarehouseScanInput } from '../../src/protocol/scans';
import { desiredSchedules } from '../../src/schedules/desired';
import { ScheduleContended, ScheduleForeign } from '../../src/schedules/errors';
import { makeEqual } from '../../src/schedules/make-equal';
import { reconcileSchedules, type Reconciled } from '../../src/schedules/reconcile';
import { eventually } from '../support/eventually';
import { aConfig, having, unique, useTemporalWithSchedules } from './support';

const { client } = useTemporalWithSchedules();

/** A goods owner with one store, under names of its own: reconciling removes what another test has set up. */
function names() {
  const [owner, store] = [unique('acme'), unique('retail')];
  const schedules = { warehouse: `warehouse/${owner}`, sweep: `sweep/${owner}`, shipments: `shipments/${store}` };
  return {
    ...{ owner, store, ...schedules },
    all: Object.values(schedules).sort(),
    config: (settings: Record<string, unknown> = {}, ongoing: Record<string, unknown> = {}) =>
      aConfig([{ id: owner, ongoing, stores: [{ id: store, ...settings }] }]),
  };
}

const describeSchedule = (id: string) => client.schedule.getHandle(id).describe();

const isThere = async (id: string) => {
  try {
    await describeSchedule(id);
    return true;
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return false;
    throw error;
  }
};

const inputOf = ({ action }: ScheduleDescription) => action.args?.[0] as ShipmentsScanInput | WarehouseScanInput;

/** A store's settings in a schedule that carries them. */
async function settingsIn(id: string, store: string): Promise<ShipmentSettings | undefined> {
  const input = inputOf(await describeSchedule(id));
  return 'store' in input ? input.settings : input.settings.find((one) => one.store === store)?.settings;
}

/** The revision of a store's settings in each schedule that carries them. */
async function revisions({ warehouse, sweep, shipments, store }: ReturnType<typeof names>) {
  const of = async (id: string) => (await settingsIn(id, store))?.revision;
  return { warehouse: await of(warehouse), sweep: await of(sweep), shipments: await of(shipments) };
}
const everywhere = (revision: number) => ({ warehouse: revision, sweep: revision, shipments: revision });

/** What was done with the schedules of one test. */
function mine({ owner, store }: ReturnType<typeof names>, done: Reconciled) {
  const { created, updated, removed, unchanged } = done;
  const of = (ids: readonly string[]) => having([owner, store], ids);
  return { created: of(created), updated: of(updated), removed: of(removed), unchanged: of(unchanged) };
}
const nothing = { created: [], updated: [], removed: [], unchanged: [] };

/** A shipment's workflow as lists know it; nobody runs it. */
const startShipment = (store: string, id: string, memo?: Record<string, unknown>) =>
  client.workflow.start(workflowTypes.shipment, {
    ...{ workflowId: shipmentId(store, id), taskQueue: 'nobody-polls-it', memo },
    typedSearchAttributes: [{ key: searchAttributes.store, value: store }],
  });

const isListed = (store: string) =>
  eventually(async () => (await client.workflow.count(`Store = '${store}' AND ExecutionStatus = 'Running'`)).count > 0);

describe('reconciling', () => {
  it('creates what is missing, as it is wanted', async () => {
    const its = names();
    const config = its.config({ every: '5m', importFrom: '2026-02-01' }, { every: '20m' });
    expect(mine(its, await reconcileSchedules(client, config))).toEqual({ ...nothing, created: its.all });
    const [wanted] = desiredSchedules(config);
    const found = await describeSchedule(its.warehouse);
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
    const before = await Promise.all(its.all.map(describeSchedule));
    expect(mine(its, await reconcileSchedules(client, its.config()))).toEqual({ ...nothing, unchanged: its.all });
    const after = await Promise.all(its.all.map(describeSchedule));
    expect(after.map(({ raw }) => raw.conflictToken)).toEqual(before.map(({ raw }) => raw.conflictToken));
  });

  it('changes only what is different', async () => {
    const its = names();
    await reconcileSchedules(client, its.config());
    expect(mine(its, await reconcileSchedules(client, its.config({}, { every: '7m' })))).toEqual({
      ...{ ...nothing, updated: [its.warehouse], unchanged: [its.sweep, its.shipments].sort() },
    });
    expect((await describeSchedule(its.warehouse)).spec.intervals).toMatchObject([{ every: 420_000 }]);
    await expect(revisions(its)).resolves.toEqual(everywhere(1));
  });

  it('changes back what somebody has changed by hand', async () => {
    const its = names();
    await reconcileSchedules(client, its.config());
    await client.schedule.getHandle(its.warehouse).update(({ spec: _spec, ...previous }) => ({
      ...previous,
      spec: { intervals: [{ every: '1h' }] },
    }));
    expect(mine(its, await reconcileSchedules(client, its.config()))).toMatchObject({ updated: [its.warehouse] });
    expect((await describeSchedule(its.warehouse)).spec.intervals).toMatchObject([{ every: 900_000 }]);
  });

  it('leaves a pause and its note as they are', async () => {
    const its = names();
    await reconcileSchedules(client, its.config());
    await client.schedule.getHandle(its.shipments).pause('stock-taking');
    await reconcileSchedules(client, its.config({ capture: 'onImport' }));
    expect(await describeSchedule(its.shipments)).toMatchObject({
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
    expect((await describeSchedule(its.sweep)).action.workflowType).toBe('theirs');
  });

  it('logs every change, and nothing else', async () => {
    const its = names();
    const lines: string[] = [];
    const log = {
      info: (event: string, { schedule }: { schedule: string }) => {
        if (having([its.owner, its.store], [schedule]).length > 0) lines.push(`${event} ${schedule}`);
      },
    };
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

describe('the revision of a store’s settings', () => {
  it('is raised when they change, in every schedule that carries them, and only for that store', async () => {
    const its = names();
    const outlet = unique('outlet');
    const config = (settings: Record<string, unknown>) =>
      aConfig([{ id: its.owner, stores: [{ id: its.store, ...settings }, { id: outlet }] }]);
    await reconcileSchedules(client, config({}));
    await expect(revisions(its)).resolves.toEqual(everywhere(1));
    const done = await reconcileSchedules(client, config({ shortPick: 'ask' }));
    expect(mine(its, done)).toEqual({ ...nothing, updated: its.all });
    await expect(revisions(its)).resolves.toEqual(everywhere(2));
    await expect(revisions({ ...its, store: outlet, shipments: `shipments/${outlet}` })).resolves.toEqual(
      everywhere(1),
    );
  });

  it('stays when only the rest of the configuration changes', async () => {
    const its = names();
    await reconcileSchedules(client, its.config());
    await reconcileSchedules(client, its.config({ filter: 'shipment.paid == 1', importFrom: '2026-02-01' }));
    await expect(revisions(its)).resolves.toEqual(everywhere(1));
  });

  it('goes on from its running shipments’ when all schedules have been removed by hand', async () => {
    const its = names();
    await reconcileSchedules(client, its.config());
    await reconcileSchedules(client, its.config({ shortPick: 'ask' }));
    await startShipment(its.store, '83651-1', { seen: 'a:b', revision: 2 });
    await isListed(its.store);
    for (const id of its.all) await client.schedule.getHandle(id).delete();
    await reconcileSchedules(client, its.config());
    await expect(revisions(its)).resolves.toEqual(everywhere(3));
  });

  it.each(['warehouse', 'sweep', 'shipments'] as const)('is kept when %s has been removed by hand', async (kind) => {
    const its = names();
    const changed = its.config({ shortPick: 'ask' });
    await reconcileSchedules(client, its.config());
    await reconcileSchedules(client, changed);
    await client.schedule.getHandle(its[kind]).delete();
    expect(mine(its, await reconcileSchedules(client, changed))).toMatchObject({ created: [its[kind]], updated: [] });
    await expect(revisions(its)).resolves.toEqual(everywhere(2));
  });

  it('is kept when the store moves to another goods owner and back', async () => {
    const its = names();
    const there = { ...its, owner: unique('nord') };
    const other = { ...there, warehouse: `warehouse/${there.owner}`, sweep: `sweep/${there.owner}` };
    const elsewhere = aConfig([{ id: there.owner, stores: [{ id: its.store, shortPick: 'ask' }] }]);
    await reconcileSchedules(client, its.config());
    await reconcileSchedules(client, its.config({ shortPick: 'ask' }));
    await reconcileSchedules(client, elsewhere);
    await expect(revisions(other)).resolves.toEqual(everywhere(2));
    expect(inputOf(await describeSchedule(its.shipments)).goodsOwner).toBe(there.owner);
    await reconcileSchedules(client, its.config());
    await expect(revisions(its)).resolves.toEqual(everywhere(3));
    expect(inputOf(await describeSchedule(its.shipments)).goodsOwner).toBe(its.owner);
  });

  it('is raised from the highest one, also when an old one is still recorded elsewhere', async () => {
    const its = names();
    await reconcileSchedules(client, its.config());
    const [schedule] = desiredSchedules(its.config());
    for (const capture of ['onImport', 'onComplete']) await reconcileSchedules(client, its.config({ capture }));
    // As if the goods owner had been removed, and its schedule had been too new for the list.
    await makeEqual(client, its.warehouse, () => {
      return schedule && { schedule, settings: { [its.store]: { revision: 1, digest: 'of-then' } } };
    });
    await reconcileSchedules(client, its.config());
    await expect(revisions(its)).resolves.toEqual(everywhere(4));
  });

  it('is kept in a store that imports nothing when the schedule that gives it out has been removed by hand', async () => {
    const its = names();
    const config = its.config({ import: 'none', shortPick: 'ask' });
    await reconcileSchedules(client, its.config({ import: 'none' }));
    await reconcileSchedules(client, config);
    await client.schedule.getHandle(its.warehouse).delete();
    await reconcileSchedules(client, config);
    expect((await settingsIn(its.warehouse, its.store))?.revision).toBe(2);
  });
});

describe('two setups at once', () => {
  const settingsOfAll = ({ warehouse, sweep, shipments, store }: ReturnType<typeof names>) =>
    Promise.all([warehouse, sweep, shipments].map((id) => settingsIn(id, store)));

  it('with the same configuration create everything once', async () => {
    const its = names();
    const done = await Promise.all([1, 2, 3].map(() => reconcileSchedules(client, its.config())));
    expect(done.flatMap(({ created }) => having([its.owner, its.store], created)).sort()).toEqual(its.all);
    await expect(revisions(its)).resolves.toEqual(everywhere(1));
  });

  it('with the same change raise the revision once', async () => {
    const its = names();
    await reconcileSchedules(client, its.config());
    const changed = its.config({ shortPick: 'ask' });
    await Promise.all([1, 2, 3].map(() => reconcileSchedules(client, changed)));
    await expect(revisions(its)).resolves.toEqual(everywhere(2));
  });

  it('with different configurations end with one of them, everywhere, under a higher revision', async () => {
    const its = names();
    await reconcileSchedules(client, its.config());
    const captures = ['onImport', 'onComplete', 'never'] as const;
    await Promise.all(captures.map((capture) => reconcileSchedules(client, its.config({ capture }))));
    const [warehouse, sweep, shipments] = await settingsOfAll(its);
    expect(warehouse?.revision).toBeGreaterThan(1);
    expect(sweep).toEqual(warehouse);
    expect(shipments).toEqual(warehouse);
  });

  it('never overwrite what they have not seen: the slower one goes on from what the faster one did', async () => {
    const its = names();
    await reconcileSchedules(client, its.config());
    let interrupted = 0;
    const slow = interruptedBefore(client, its.warehouse, async () => {
      interrupted += 1;
      if (interrupted === 1) await reconcileSchedules(client, its.config({ capture: 'onImport' }));
    });
    await reconcileSchedules(slow, its.config({ capture: 'onComplete' }));
    expect(interrupted).toBe(2);
    const all = await settingsOfAll(its);
    expect(all.map((settings) => [settings?.revision, settings?.capture])).toEqual(
      Array.from({ length: 3 }, () => [3, 'onComplete']),
    );
  });

  it('leave alone what a newer one has set up meanwhile', async () => {
    const its = names();
    await reconcileSchedules(client, its.config());
    const slow = interruptedBefore(client, its.shipments, () =>
      reconcileSchedules(client, its.config({ capture: 'onImport' })),
    );
    await reconcileSchedules(slow, its.config({ capture: 'onComplete' }));
    const all = await settingsOfAll(its);
    expect(all.map((settings) => [settings?.revision, settings?.capture])).toEqual(
      Array.from({ length: 3 }, () => [3, 'onImport']),
    );
  });

  it('give up when somebody is always faster', async () => {
    const its = names();
    const config = its.config();
    await reconcileSchedules(client, config);
    const [schedule] = desiredSchedules(its.config({}, { every: '7m' }));
    let changes = 0;
    const busy = makeEqual(client, its.warehouse, async () => {
      changes += 1;
      const handle = client.schedule.getHandle(its.warehouse);
      await (changes % 2 === 0 ? handle.unpause() : handle.pause());
      return schedule && { schedule, settings: {} };
    });
    await expect(busy).rejects.toBeInstanceOf(ScheduleContended);
    expect((await describeSchedule(its.warehouse)).spec.intervals).toMatchObject([{ every: 900_000 }]);
  });

  /** A client for which something else happens just before it updates this schedule. */
  function interruptedBefore(of: Client, scheduleId: string, happens: () => Promise<unknown>): Client {
    const { workflowService } = of;
    const updateSchedule = async (request: Parameters<typeof workflowService.updateSchedule>[0]) => {
      if (request.scheduleId === scheduleId) await happens();
      return workflowService.updateSchedule(request);
    };
    const interrupted = new Proxy(workflowService, {
      get: (service, name) => (name === 'updateSchedule' ? updateSchedule : (Reflect.get(service, name) as unknown)),
    });
    return new Proxy(of, {
      get: (target, name) =>
        name === 'workflowService' ? interrupted : (Reflect.get(target, name, target) as unknown),
    });
  }
});

describe('a schedule that fires every second', () => {
  it('does, and hears of changes', async () => {
    const its = names();
    const config = (more: Record<string, unknown> = {}): Config => its.config({ every: '1s', ...more });
    await reconcileSchedules(client, config());
    const started = () =>
      eventually(async () => {
        const { info } = await describeSchedule(its.shipments);
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
      const { info } = await describeSchedule(its.shipments);
      const last = info.recentActions.at(-1)?.action.workflow;
      return last?.firstExecutionRunId !== firstExecutionRunId && last;
    });
    const later = await client.workflow.getHandle(next.workflowId, next.firstExecutionRunId).describe();
    expect(later.memo).toMatchObject({ settings: { [its.store]: { revision: 2 } } });
    await client.schedule.getHandle(its.shipments).delete();
  });
});
