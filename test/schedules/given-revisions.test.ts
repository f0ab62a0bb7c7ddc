import { searchAttributes, shipmentId, workflowTypes } from '../../src/protocol/names';
import { desiredSchedules } from '../../src/schedules/desired';
import { makeEqual } from '../../src/schedules/make-equal';
import { reconcileSchedules } from '../../src/schedules/reconcile';
import { eventually } from '../support/eventually';
import { everywhere, inspect, mine, names, nothing } from './set-up';
import { aConfig, unique, useTemporalWithSchedules } from './support';

const { client } = useTemporalWithSchedules();
const there = inspect(client);

/** A shipment's workflow as lists know it; nobody runs it. */
const startShipment = (store: string, id: string, memo?: Record<string, unknown>) =>
  client.workflow.start(workflowTypes.shipment, {
    ...{ workflowId: shipmentId(store, id), taskQueue: 'nobody-polls-it', memo },
    typedSearchAttributes: [{ key: searchAttributes.store, value: store }],
  });

const isListed = (store: string) =>
  eventually(async () => (await client.workflow.count(`Store = '${store}' AND ExecutionStatus = 'Running'`)).count > 0);

describe('the revision of a store’s settings', () => {
  it('is raised when they change, in every schedule that carries them, and only for that store', async () => {
    const its = names();
    const outlet = unique('outlet');
    const config = (settings: Record<string, unknown>) =>
      aConfig([{ id: its.owner, stores: [{ id: its.store, ...settings }, { id: outlet }] }]);
    await reconcileSchedules(client, config({}));
    await expect(there.revisions(its)).resolves.toEqual(everywhere(1));
    const done = await reconcileSchedules(client, config({ shortPick: 'ask' }));
    const updated = its.all.filter((id) => id !== its.articles);
    expect(mine(its, done)).toEqual({ ...nothing, updated, unchanged: [its.articles] });
    await expect(there.revisions(its)).resolves.toEqual(everywhere(2));
    await expect(there.revisions({ ...its, store: outlet, shipments: `shipments/${outlet}` })).resolves.toEqual(
      everywhere(1),
    );
  });

  it('stays when only the rest of the configuration changes', async () => {
    const its = names();
    await reconcileSchedules(client, its.config());
    await reconcileSchedules(client, its.config({ filter: 'shipment.paid == 1', importFrom: '2026-02-01' }));
    await expect(there.revisions(its)).resolves.toEqual(everywhere(1));
  });

  it('goes on from its running shipments’ when all schedules have been removed by hand', async () => {
    const its = names();
    await reconcileSchedules(client, its.config());
    await reconcileSchedules(client, its.config({ shortPick: 'ask' }));
    await startShipment(its.store, '83651-1', { seen: 'a:b', revision: 2 });
    await isListed(its.store);
    for (const id of its.all) await client.schedule.getHandle(id).delete();
    await reconcileSchedules(client, its.config());
    await expect(there.revisions(its)).resolves.toEqual(everywhere(3));
  });

  it.each(['warehouse', 'sweep', 'shipments'] as const)('is kept when %s has been removed by hand', async (kind) => {
    const its = names();
    const changed = its.config({ shortPick: 'ask' });
    await reconcileSchedules(client, its.config());
    await reconcileSchedules(client, changed);
    await client.schedule.getHandle(its[kind]).delete();
    expect(mine(its, await reconcileSchedules(client, changed))).toMatchObject({ created: [its[kind]], updated: [] });
    await expect(there.revisions(its)).resolves.toEqual(everywhere(2));
  });

  it('is kept when the store moves to another goods owner and back', async () => {
    const its = names();
    const owner = unique('nord');
    const moved = { ...its, owner, warehouse: `warehouse/${owner}`, sweep: `sweep/${owner}` };
    const elsewhere = aConfig([{ id: owner, stores: [{ id: its.store, shortPick: 'ask' }] }]);
    await reconcileSchedules(client, its.config());
    await reconcileSchedules(client, its.config({ shortPick: 'ask' }));
    await reconcileSchedules(client, elsewhere);
    await expect(there.revisions(moved)).resolves.toEqual(everywhere(2));
    expect((await there.inputOf(its.shipments)).goodsOwner).toBe(owner);
    await reconcileSchedules(client, its.config());
    await expect(there.revisions(its)).resolves.toEqual(everywhere(3));
    expect((await there.inputOf(its.shipments)).goodsOwner).toBe(its.owner);
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
    await expect(there.revisions(its)).resolves.toEqual(everywhere(4));
  });

  it('is kept in a store that imports nothing when the schedule that gives it out has been removed by hand', async () => {
    const its = names();
    const config = its.config({ import: 'none', shortPick: 'ask' });
    await reconcileSchedules(client, its.config({ import: 'none' }));
    await reconcileSchedules(client, config);
    await client.schedule.getHandle(its.warehouse).delete();
    await reconcileSchedules(client, config);
    expect((await there.settingsIn(its.warehouse, its.store))?.revision).toBe(2);
  });
});
