import type { ScheduleDescription } from '@temporalio/client';
import { decodeArrayFromPayloads } from '@temporalio/common/lib/internal-non-workflow';
import type { ShipmentsScanResult, WarehouseScanResult } from '../../src/protocol/scans';
import { reconcileSchedules, runNow, triggerSchedule } from '../../src/schedules';
import type { BridgeWorker } from '../../src/worker';
import { aWorker } from '../support/bridge';
import { eventually } from '../support/eventually';
import { useStories } from './support/use-stories';

let another: BridgeWorker | undefined;
afterAll(() => another?.shutdown());

/** They run when they are asked to, and once a day. */
const stories = useStories({ store: { every: '1d' }, ongoing: { every: '1d' } });
beforeAll(() => reconcileSchedules(stories.client, stories.config), 60_000);

const scan = () => runNow(stories.client, 'shipments/retail') as Promise<ShipmentsScanResult>;
const scanWarehouse = () => runNow(stories.client, 'warehouse/acme') as Promise<WarehouseScanResult>;

const describeSchedule = (id: string): Promise<ScheduleDescription> => stories.client.schedule.getHandle(id).describe();

/** Runs that wait for the end of the one before. */
const waiting = async (id: string) => Number((await describeSchedule(id)).raw.info?.bufferSize ?? 0);

/** What the newest run of a schedule asked its activity. */
async function askedBy<Asked>(scheduleId: string): Promise<Asked> {
  const { info } = await describeSchedule(scheduleId);
  const { workflowId, firstExecutionRunId } = info.recentActions.at(-1)!.action.workflow;
  const { events } = await stories.client.workflow.getHandle(workflowId, firstExecutionRunId).fetchHistory();
  const payloads = events!.flatMap(({ activityTaskScheduledEventAttributes: task }) => task?.input?.payloads ?? []);
  const [asked] = await decodeArrayFromPayloads(stories.client.options.loadedDataConverter, payloads.slice(0, 1));
  return asked as Asked;
}

describe('a scheduled run', () => {
  it('begins where the last one ended, and does not tell again what it has told', async () => {
    const shipment = stories.ordered();
    await expect(scan()).resolves.toMatchObject({ started: 1 });
    await shipment.reaches('in-warehouse', 'warehouse');
    stories.warehouse.allocate({ orderNumber: shipment.id });
    const first = await scanWarehouse();
    expect(first).toMatchObject({ written: 1, unchanged: 0 });

    const second = await scanWarehouse();
    expect(second).toMatchObject({ read: 1, written: 0, unchanged: 1 });
    expect(second.cursor).toBeGreaterThan(first.cursor);
    await expect(askedBy('warehouse/acme')).resolves.toMatchObject({ cursor: first.cursor, told: first.told });
  });

  it('after one that failed begins where the last good one ended: nothing between them is lost', async () => {
    const shipment = stories.ordered();
    await scan();
    await shipment.reaches('in-warehouse', 'warehouse');
    const good = await scanWarehouse();
    shipment.ships();
    const { id } = stories.faults.add({ kind: 'unauthorized', goodsOwner: 'acme' });
    for (const _ of [1, 2]) await expect(scanWarehouse()).rejects.toMatchObject({ outcome: 'failed' });
    stories.faults.clear({ id });
    await eventually(async () => (await stories.connection('acme')).stage === 'working');

    // Every process remembers for a moment that it does not work.
    const next = await eventually(() => scanWarehouse().catch(() => undefined));
    expect(next.cursor).toBeGreaterThan(good.cursor);
    await expect(askedBy('warehouse/acme')).resolves.toMatchObject({ cursor: good.cursor, told: good.told });
    await expect(shipment.end()).resolves.toMatchObject({ end: 'completed' });
  });

  it('remembers whom the last one missed, and tells them that they are back', async () => {
    const shipment = stories.ordered();
    await scan();
    await shipment.reaches('in-warehouse', 'warehouse');
    stories.merchant.hold({ orderNumber: shipment.order });
    await expect(scan()).resolves.toMatchObject({ told: 1, missing: [shipment.id] });
    await shipment.until(({ facts }) => !facts.centra.goodToGo);
    stories.merchant.unhold({ orderNumber: shipment.order });
    await scan();
    await shipment.until(({ facts }) => facts.centra.goodToGo);
    await expect(scan()).resolves.toMatchObject({ told: 0, missing: [] });
    expect(shipment.ordersInOngoing).toEqual([[shipment.id, 200]]);
  });

  it('that comes while no worker is there is made up for by one run, with what the one before it knew', async () => {
    const known = stories.ordered();
    await scan();
    await known.reaches('in-warehouse', 'warehouse');
    const before = await scanWarehouse();
    await stories.worker.shutdown();

    const found = [stories.ordered(), stories.ordered()];
    known.ships();
    for (const scheduleId of ['shipments/retail', 'warehouse/acme']) {
      await triggerSchedule(stories.client, scheduleId);
      // It has begun and waits for a worker; all others are one, however often they come.
      await eventually(async () => (await describeSchedule(scheduleId)).info.runningActions.length > 0);
      for (const _ of [1, 2, 3]) {
        await eventually(async () => {
          await triggerSchedule(stories.client, scheduleId);
          return (await waiting(scheduleId)) > 0;
        });
      }
      expect(await waiting(scheduleId)).toBe(1);
    }
    const runsOf = async (id: string) => Number((await describeSchedule(id)).info.numActionsTaken);
    const begun = { shipments: await runsOf('shipments/retail'), warehouse: await runsOf('warehouse/acme') };

    const connection = await stories.temporal.nativeConnection();
    another = await aWorker({ client: stories.client, connection }, stories.config);
    for (const shipment of found) await shipment.reaches('in-warehouse', 'warehouse');
    await expect(known.end()).resolves.toMatchObject({ end: 'completed' });
    for (const scheduleId of ['shipments/retail', 'warehouse/acme']) {
      await eventually(async () => {
        const { info } = await describeSchedule(scheduleId);
        return info.runningActions.length === 0 && (await waiting(scheduleId)) === 0;
      });
    }
    expect(await runsOf('shipments/retail')).toBe(begun.shipments + 1);
    expect(await runsOf('warehouse/acme')).toBe(begun.warehouse + 1);
    const { cursor } = await askedBy<{ cursor: number }>('warehouse/acme');
    expect(cursor).toBeGreaterThan(before.cursor);
  });
});
