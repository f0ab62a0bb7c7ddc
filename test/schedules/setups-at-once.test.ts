import type { Client } from '@temporalio/client';
import { desiredSchedules } from '../../src/schedules/desired';
import { ScheduleContended } from '../../src/schedules/errors';
import { makeEqual } from '../../src/schedules/make-equal';
import { reconcileSchedules } from '../../src/schedules/reconcile';
import { everywhere, inspect, names } from './set-up';
import { having, useTemporalWithSchedules } from './support';

const { client } = useTemporalWithSchedules();
const there = inspect(client);

describe('two setups at once', () => {
  it('with the same configuration create everything once', async () => {
    const its = names();
    const done = await Promise.all([1, 2, 3].map(() => reconcileSchedules(client, its.config())));
    expect(done.flatMap(({ created }) => having([its.owner, its.store], created)).sort()).toEqual(its.all);
    await expect(there.revisions(its)).resolves.toEqual(everywhere(1));
  });

  it('with the same change raise the revision once', async () => {
    const its = names();
    await reconcileSchedules(client, its.config());
    const changed = its.config({ shortPick: 'ask' });
    await Promise.all([1, 2, 3].map(() => reconcileSchedules(client, changed)));
    await expect(there.revisions(its)).resolves.toEqual(everywhere(2));
  });

  it('with different configurations end with one of them, everywhere, under a higher revision', async () => {
    const its = names();
    await reconcileSchedules(client, its.config());
    const captures = ['onImport', 'onComplete', 'never'] as const;
    await Promise.all(captures.map((capture) => reconcileSchedules(client, its.config({ capture }))));
    const [warehouse, sweep, shipments] = await there.settingsOfAll(its);
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
    const all = await there.settingsOfAll(its);
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
    const all = await there.settingsOfAll(its);
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
    expect((await there.describe(its.warehouse)).spec.intervals).toMatchObject([{ every: 900_000 }]);
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
