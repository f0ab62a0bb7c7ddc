import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PurchaseOrderDocument } from '../../../src/cli/shipments/document';
import type { SyncRow } from '../../../src/cli/sync/run-sync';
import { deliveriesOf } from '../../stories/support/test-delivery';
import { useStories } from '../../stories/support/use-stories';
import { configText } from '../../support/config-for';
import { eventually } from '../../support/eventually';
import { aFolder } from '../../support/temp-folder';
import { aCli } from '../support/world';

const options = {
  purchaseOrders: { enabled: true, every: '1h' },
  ongoing: { every: '1h' },
  store: { every: '1h' },
};
const stories = useStories(options);
const { announced, known } = deliveriesOf(stories);
const cli = aCli(() => {
  const file = join(aFolder(), 'bridge.yaml');
  writeFileSync(file, configText(stories.simulators, options));
  return { file, env: stories.temporal.env };
});
const lines = [{ product: 'TEE2-WHT-M', quantity: 10 }];
const show = (id: string) => cli.json<PurchaseOrderDocument>('shipment', id);
const results = async (...args: string[]) =>
  (await cli.json<{ results: { id: string; ok: boolean; message: string }[] }>(...args)).document.results;

describe('bridge shipment', () => {
  it('shows a purchase order with the same document, by each of its ids', async () => {
    const delivery = await announced({ lines });
    const { id, workflowId, deliveryId } = delivery;
    for (const name of [workflowId, `acme/${deliveryId}`, deliveryId]) {
      const { code, document } = await show(name);
      expect(code).toBe(0);
      expect(document).toMatchObject({
        ...{ id: workflowId, goodsOwner: 'acme', store: 'wholesale', shipmentId: deliveryId, warehouseOrder: id },
        ...{ stage: 'in-warehouse', attention: null, answeredBy: 'worker', outcome: null },
        waitingFor: 'the goods arrive at the warehouse',
      });
      expect(document.orderNumber).toBe(deliveryId.split('-')[0]);
    }
  });

  it('tells it to people, with what they may do', async () => {
    const delivery = await announced({ lines });
    delivery.receives({ articleNumber: 'TEE2-WHT-M', quantity: 4 });
    await deliveriesOf(stories).scan();
    await delivery.reaches('in-warehouse', 'receiving');
    const { code, out } = await cli('shipment', delivery.workflowId);
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^${delivery.workflowId}  in-warehouse\n`));
    expect(out).toMatch(/^ {2}Received +4 of 10 pieces$/m);
    expect(out).toContain(`bridge report-receipt ${delivery.workflowId} --reason "…"`);
  });

  it('says what to do when there is no such purchase order', async () => {
    const { code, err } = await cli('shipment', 'purchase-order/acme/1-1');
    expect(code).toBe(1);
    expect(err).toContain('bridge sync purchase-orders');
  });
});

describe('bridge shipments --attention', () => {
  it('also names purchase orders that need a person', async () => {
    const delivery = await announced({ lines });
    delivery.isFinished();
    await deliveriesOf(stories).scan();
    await delivery.asks('nothing-received');
    // Lists are a moment late.
    const listed = `WorkflowId = '${delivery.workflowId}' AND Attention = 'nothing-received'`;
    await eventually(async () => (await stories.client.workflow.count(listed)).count > 0);
    const { code, document } = await cli.json<{ others: { id: string; attention: string }[] }>(
      ...['shipments', '--attention', 'nothing-received'],
    );
    expect(code).toBe(4);
    expect(document.others).toMatchObject([{ id: delivery.workflowId, attention: 'nothing-received' }]);
    const { out, err } = await cli('shipments', '--attention');
    expect(out).toContain(delivery.workflowId);
    expect(err).toContain('1 purchase order needs a person');
    await delivery.act('resolve', { choice: 'report-nothing' });
    await delivery.end();
  });
});

describe('bridge report-receipt', () => {
  it('says why not, and does nothing on a trial', async () => {
    const delivery = await announced({ lines });
    expect(await results('report-receipt', delivery.deliveryId, '--reason', 'the last box is missing')).toEqual([
      expect.objectContaining({ ok: false, message: expect.stringMatching(/^report-receipt: .* nothing of it/) }),
    ]);
    delivery.receives({ articleNumber: 'TEE2-WHT-M', quantity: 4 });
    await deliveriesOf(stories).scan();
    await delivery.reaches('in-warehouse', 'receiving');
    const [trial] = await results('report-receipt', delivery.deliveryId, '--reason', 'x', '--dry-run');
    expect(trial).toMatchObject({ ok: true, message: expect.stringContaining('Centra is told what was received') });
    expect(delivery.told).toEqual([]);
  });

  it('reports what has come so far', async () => {
    const delivery = await announced({ lines });
    delivery.receives({ articleNumber: 'TEE2-WHT-M', quantity: 4 });
    await deliveriesOf(stories).scan();
    await delivery.reaches('in-warehouse', 'receiving');
    const [done] = await results(
      'report-receipt',
      `acme/${delivery.deliveryId}`,
      '--reason',
      'the last box is missing',
    );
    expect(done).toMatchObject({ id: delivery.workflowId, ok: true });
    await expect(delivery.end()).resolves.toMatchObject({ pieces: 4 });
    const { document } = await show(delivery.workflowId);
    expect(document).toMatchObject({ stage: 'completed', outcome: { reported: true, pieces: 4 } });
    expect(document.timeline.map(({ what }) => what)).toContain('report now');
  });

  it('needs a reason', async () => {
    expect((await cli('report-receipt', '957-1')).code).toBe(2);
  });
});

describe('operators’ actions', () => {
  it('are done to purchase orders too', async () => {
    const delivery = await announced({ lines });
    expect(await results('hold', delivery.workflowId, '--reason', 'x')).toMatchObject([{ ok: true }]);
    expect((await show(delivery.workflowId)).document.facts?.operator.held).toMatchObject({ by: expect.any(String) });
    expect(await results('release', delivery.workflowId)).toMatchObject([{ ok: true }]);
    expect(await results('cancel', delivery.workflowId, '--reason', 'x')).toMatchObject([{ ok: true }]);
    await delivery.reaches('cancelled', 'centra-to-drop-it');
    expect(delivery.inOngoing().status).toBe(900);
  });
});

describe('bridge sync purchase-orders', () => {
  it('reads deliveries and what was received, and says what came of it', async () => {
    expect((await cli('setup')).code).toBe(0);
    const numbers = stories.merchant.createSupplierOrder({ lines });
    const { code, document } = await cli.json<{ results: SyncRow[] }>('sync', 'purchase-orders');
    expect({ code, results: document.results }).toMatchObject({
      code: 0,
      results: [{ schedule: 'purchase-orders/acme', ok: true, written: 1, refused: [] }],
    });
    await known(numbers).reaches('in-warehouse', 'goods');
  });
});
