import { join } from 'node:path';
import { startSimulators } from '../../src/sandbox';
import { ownProcess } from '../support/own-process';
import { aFolder } from '../support/temp-folder';
import { anOrder, aPurchaseOrder, shipmentIds } from './support/documents';
import { request } from './support/http';
import { centraApi, ongoingApi } from './support/simulators';

describe('simulators with a data file', () => {
  it('go on after a restart where they were: orders, progress, settings, faults', async () => {
    const dataFile = join(aFolder(), 'data.jsonl');
    const first = await startSimulators({ dataFile });
    const { shipmentId, orderNumber } = first.control.merchant.createOrder({ payment: 'authorised' });
    await centraApi(first)('PUT', '/capture', { shipment: shipmentId });
    await ongoingApi(first)('PUT', '/orders', anOrder());
    first.control.warehouse.pick({ orderNumber: '10001-1' });
    first.control.merchant.settings({ set: { captureAgain: 'refuse' } });
    first.control.faults.add({ id: 'late', kind: '500-before', system: 'ongoing', after: 100 });
    const shipmentBefore = first.control.merchant.shipment({ shipmentId });
    const orderBefore = first.control.warehouse.order({ orderNumber: '10001-1' });
    const stockBefore = (await centraApi(first)('GET', '/stock')).json();
    await first.close();

    const second = await startSimulators({ dataFile });
    expect(second.control.merchant.shipment({ shipmentId })).toEqual(shipmentBefore);
    expect(second.control.warehouse.order({ orderNumber: '10001-1' })).toEqual(orderBefore);
    expect((await centraApi(second)('GET', '/stock')).json()).toEqual(stockBefore);
    const listed = (await centraApi(second)('GET', '/shipments')).json();
    expect(listed).toMatchObject({ shipments: [{ shipmentId, paid: 1 }] });
    const again = await centraApi(second)('PUT', '/capture', { shipment: shipmentId });
    expect(again.json()).toMatchObject({ status: 'no' });
    expect(second.control.faults.list()).toMatchObject([{ id: 'late' }]);
    expect(second.control.merchant.createOrder({}).orderNumber).toBeGreaterThan(orderNumber);
    const article = (await ongoingApi(second)('GET', '/articles?goodsOwnerId=121')).json();
    expect(article).toMatchObject([{ inventoryInfo: { pickedToBeCollectedNumberOfItems: 2 } }]);
    await second.close();
  });

  it('go on with suppliers, receiving, warehouses and stock as they were', async () => {
    const dataFile = join(aFolder(), 'data.jsonl');
    const first = await startSimulators({ dataFile });
    const { merchant, warehouse } = first.control;
    const made = merchant.createSupplierOrder({ lines: [{ product: 'TEE2-WHT-M' }] });
    const products = { 'TEE2-WHT-M': 7 };
    await centraApi(first)('POST', `/supplier-deliveries/${made.deliveryId}/sku`, { products });
    warehouse.settings({ set: { warehouses: [1, 2].map((id) => ({ id, code: `W${id}`, name: `W${id}` })) } });
    await ongoingApi(first)('PUT', '/purchaseOrders', aPurchaseOrder({ warehouseId: 2 }));
    warehouse.receive({ purchaseOrderNumber: '364', lines: [{ rowNumber: 'TEE2-WHT-M', quantity: 4 }] });
    warehouse.planReceiving({ purchaseOrderNumber: '364', enabled: false });
    const look = async (at: typeof first) => [
      at.control.merchant.supplierOrder(made),
      at.control.warehouse.purchaseOrder({ purchaseOrderNumber: '364' }),
      (await centraApi(at)('GET', '/supplier-deliveries')).json(),
      (await ongoingApi(at)('GET', '/articles?goodsOwnerId=121')).json(),
      (await ongoingApi(at)('GET', '/articles/inventoryPerWarehouse?goodsOwnerId=121')).json(),
      (await ongoingApi(at)('GET', '/purchaseOrders?goodsOwnerId=121&purchaseOrderStatusFrom=300')).json(),
    ];
    const before = await look(first);
    const { stock, deliveries } = first.control.counters();
    await first.close();

    const second = await startSimulators({ dataFile });
    expect(await look(second)).toEqual(before);
    expect(second.control.counters()).toMatchObject({ stock, deliveries: { ...deliveries, receipts: 1 } });
    const again = await centraApi(second)('POST', `/supplier-deliveries/${made.deliveryId}/sku`, { products });
    expect(again.json()).toMatchObject({ status: 'no' });
    expect(Number(second.control.merchant.createSupplierOrder({}).id)).toBeGreaterThan(Number(made.id) + 1);
    await second.close();
  });

  it('have everything that they acknowledged before they were killed', async () => {
    const dataFile = join(aFolder(), 'data.jsonl');
    const child = ownProcess(join(__dirname, 'support', 'simulators-process.ts'), dataFile);
    const { url } = (await child.nextLine()) as { url: string };
    const acknowledged: string[] = [];
    const flood = async () => {
      for (;;) {
        const reply = await request('POST', `${url}/control/merchant/createOrder`, { body: {} });
        acknowledged.push(reply.json<{ shipmentId: string }>().shipmentId);
        if (acknowledged.length === 60) await child.killHard();
      }
    };
    await Promise.allSettled([flood(), flood(), flood()]);
    expect(acknowledged.length).toBeGreaterThanOrEqual(60);

    const survivor = await startSimulators({ dataFile });
    const there = shipmentIds(await centraApi(survivor)('GET', '/shipments'));
    expect(there).toEqual(expect.arrayContaining(acknowledged));
    await survivor.close();
  });

  it('say which port is taken, and leave the data file to others', async () => {
    const running = await startSimulators();
    const port = Number(new URL(running.url).port);
    const dataFile = join(aFolder(), 'data.jsonl');
    await expect(startSimulators({ port, dataFile })).rejects.toThrow(/EADDRINUSE/);
    await running.close();
  });
});
