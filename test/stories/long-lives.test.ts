import { operatorUpdates, type OperatorReply } from '../../src/protocol/entity';
import { arrived, noHints } from '../../src/protocol/inbox';
import { inboxId, orderId, searchAttributes, taskQueues, workflowTypes } from '../../src/protocol/names';
import { eventually } from '../support/eventually';
import { deliveriesOf } from './support/test-delivery';
import { scanOrders, TestOrder } from './support/test-order';
import { TestReturns } from './support/test-return';
import type { TestShipment } from './support/test-shipment';
import { useStories } from './support/use-stories';

const stories = useStories({
  purchaseOrders: { enabled: true },
  returns: { enabled: true },
  stores: { whole: { import: 'orders' } },
});
const { announced, scan: scanReceipts } = deliveriesOf(stories);

/** Temporal suggests a new history at 4 MB: as much in a few messages, which mean nothing. */
const bulk = 'x'.repeat(700_000);

/** Sends it until the workflow goes on in a history of its own. */
async function outgrows(workflowId: string, signal: string, ...args: unknown[]): Promise<void> {
  const handle = stories.client.workflow.getHandle(workflowId);
  const { runId } = await handle.describe();
  for (let count = 1; (await handle.describe()).runId === runId; count += 1) {
    expect(count).toBeLessThan(10);
    await handle.signal(signal, ...args);
    // Answered when the message was heard: the server holds no more than 2 MB back.
    await handle.query('__temporal_workflow_metadata');
  }
}

const press = ({ handle, id }: TestShipment): Promise<OperatorReply> =>
  handle.executeUpdate(operatorUpdates.hold, {
    args: [{ actor: 'kim', reason: 'stock-taking' }],
    updateId: `hold ${id}`,
  });

/** What lists and Temporal's UI show of it. */
async function shownOf({ handle }: TestShipment) {
  const { typedSearchAttributes, memo } = await handle.describe();
  const { currentDetails } = await handle.query<{ currentDetails: string }>('__temporal_workflow_metadata');
  const attributes = Object.values(searchAttributes).map((key) => [key.name, typedSearchAttributes.get(key)]);
  return { attributes, memo, currentDetails };
}

describe('a history that has grown long', () => {
  it('is continued in a new one, with all that is known, shown and remembered', async () => {
    const shipment = await stories.imported();
    await press(shipment);
    const before = { state: await shipment.state(), shown: await shownOf(shipment) };

    await outgrows(shipment.workflowId, 'wake', bulk);

    const { raw } = await shipment.handle.describe();
    expect(Number(raw.workflowExecutionInfo?.historySizeBytes)).toBeLessThan(1_000_000);
    expect((await shipment.state()).facts).toEqual(before.state.facts);
    expect(await shownOf(shipment)).toEqual(before.shown);
    // Pressed a second time, the button is answered and nothing is done.
    await expect(press(shipment)).resolves.toMatchObject({ stage: 'held' });
    const { facts } = await shipment.state();
    expect(facts.timeline.filter(({ what }) => what === 'hold')).toHaveLength(1);

    await shipment.act('release');
    await expect(shipment.goesItsWay()).resolves.toMatchObject({ end: 'completed', orderNumbers: [shipment.id] });
  });

  it('is continued while shipments wait for a person, and keeps the question and its time', async () => {
    const shipment = await stories.imported();
    stories.warehouse.annul({ orderNumber: shipment.id });
    await stories.scanWarehouse();
    const { since } = await shipment.asks('cancelled-in-warehouse');
    const before = await shownOf(shipment);
    await outgrows(shipment.workflowId, 'wake', bulk);
    await expect(shipment.asks('cancelled-in-warehouse')).resolves.toMatchObject({ since });
    expect(await shownOf(shipment)).toEqual(before);
    await shipment.act('resolve', { choice: 'order-again' });
    await shipment.reaches('in-warehouse', 'warehouse');
    await expect(shipment.goesItsWay(`${shipment.id}-r2`)).resolves.toMatchObject({ end: 'completed' });
  });

  it('of a connection is continued, and a pause stays one', async () => {
    await stories.pause('retail');
    await outgrows('connection/retail', 'endpointWorks', { operation: bulk });
    expect(await stories.connection('retail')).toMatchObject({ stage: 'paused', facts: { paused: { by: 'tester' } } });
    const shipment = stories.ordered();
    await stories.scan();
    await shipment.reaches('importing', 'connection');
    await stories.resume('retail');
    await shipment.reaches('in-warehouse', 'warehouse');
  });

  it('of an order that is imported as a whole is continued', async () => {
    const order = new TestOrder(stories, 'whole');
    await scanOrders(stories, 'whole');
    const { facts } = await order.reaches('in-warehouse', 'warehouse');
    await outgrows(orderId('whole', order.id), 'wake', bulk);
    expect((await order.reaches('in-warehouse', 'warehouse')).facts).toEqual(facts);
    order.ships();
    await stories.scanWarehouse();
    await expect(order.end()).resolves.toMatchObject({ end: 'completed', orderNumbers: [order.id] });
  });

  it('of a purchase order is continued, and what has come is reported once', async () => {
    const delivery = await announced({ lines: [{ product: 'TEE2-WHT-M', quantity: 10 }] });
    const { facts } = await delivery.reaches('in-warehouse', 'goods');
    await outgrows(delivery.workflowId, 'wake', bulk);
    expect((await delivery.state()).facts).toEqual(facts);
    delivery.receives();
    delivery.isFinished();
    await scanReceipts();
    await expect(delivery.end()).resolves.toMatchObject({ end: 'completed', pieces: 10 });
    expect(delivery.told).toEqual([10]);
  });

  it('of a return that waits for a person is continued, and it is made once', async () => {
    const goods = await TestReturns.sent(stories);
    stories.faults.add({ id: 'no', kind: 'refused', system: 'centra', method: 'POST', path: '/return', words: 'no' });
    await goods.comesBack({}).scan();
    const { since } = await goods.asks('return-refused');
    await outgrows(goods.handle().workflowId, 'wake', bulk);
    await expect(goods.asks('return-refused')).resolves.toMatchObject({ since });
    stories.faults.clear({ id: 'no' });
    await goods.act('retry');
    await expect(goods.end()).resolves.toMatchObject({ end: 'completed', pieces: 1, acknowledged: 1 });
    expect(goods.inCentra).toHaveLength(1);
  });

  it('of gathered webhooks is continued when all of them are told', async () => {
    const shipment = await stories.imported();
    const inbox = inboxId('retail');
    const tell = (hints: object) =>
      stories.client.workflow.signalWithStart(workflowTypes.inbox, {
        workflowId: inbox,
        taskQueue: taskQueues.bridge,
        args: [{ goodsOwner: 'acme', store: 'retail' }],
        signal: arrived,
        signalArgs: [{ ...noHints, ...hints }],
      });
    await tell({ schedules: [] });
    const { runId } = await stories.client.workflow.getHandle(inbox).describe();
    // Of another form: left out, and in the history all the same.
    for (let count = 0; count < 6; count += 1) {
      await stories.client.workflow.getHandle(inbox).signal('arrived', bulk);
      await stories.client.workflow.getHandle(inbox).query('__temporal_workflow_metadata');
    }
    stories.merchant.cancel({ orderNumber: shipment.order });
    await tell({ centraOrders: [String(shipment.order)] });
    await expect(shipment.end()).resolves.toMatchObject({ end: 'cancelled' });
    await eventually(async () => (await stories.client.workflow.getHandle(inbox).describe()).runId !== runId);
  });
});
