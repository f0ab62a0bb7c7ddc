import { createCentra, centraSend, type Centra } from '../../../src/clients/centra';
import type { CallReport } from '../../../src/clients/http';
import { aSupplierDeliveryRow, aSupplierLineRow } from '../support/centra-rows';
import { failureOf } from '../support/failures';
import { startServer, type LocalServer } from '../support/server';

let server: LocalServer;
let centra: Centra;
let reports: CallReport[];

beforeEach(async () => {
  server = await startServer();
  reports = [];
  const connection = { baseUrl: server.url, secret: 'geheim', timeoutMs: 2_000 };
  centra = createCentra(centraSend(connection, { onCall: (report) => reports.push(report) }));
});
afterEach(() => server.close());

describe('a supplier delivery', () => {
  it('is seen with its goods, at the time of the request', async () => {
    const row = aSupplierDeliveryRow();
    server.answerJson({ status: 'ok', delivery: row });
    const { observedAt, delivery } = await centra.getSupplierDelivery('957-1');
    expect(delivery).toMatchObject({ id: '364', deliveryId: '957-1', orderId: '957', ETA: '2026-02-03 20:15' });
    expect(delivery.products).toMatchObject([{ sku: 'TEE', quantity: 12, cost: 9.4, costCurrency: 'USD' }]);
    expect(delivery.raw).toEqual(row);
    expect(observedAt).toBe(reports[0]?.sentAt);
  });

  it('with goods that cannot be read is unreadable, with the path', async () => {
    const products = [aSupplierLineRow(), aSupplierLineRow({ quantity: null })];
    server.answerJson({ status: 'ok', delivery: aSupplierDeliveryRow({ products }) });
    await expect(failureOf(centra.getSupplierDelivery('957-1'))).resolves.toMatchObject({
      kind: 'unreadable',
      at: 'delivery.products[1].quantity',
    });
  });

  it('has an order, which is seen the same way', async () => {
    const { id: _, deliveryId: __, ...order } = aSupplierDeliveryRow();
    server.answerJson({ status: 'ok', order });
    const seen = await centra.getSupplierOrder('957');
    expect(seen).toMatchObject({ order: { orderId: '957', products: [{ quantity: 12 }], raw: order } });
    expect(seen.observedAt).toBe(reports[0]?.sentAt);
  });
});

describe('a receipt', () => {
  const receipt = { deliveryId: '957-1', by: 'sku', products: { TEEBLACKM: 7 }, insertStock: true } as const;
  const rest = { id: 365, orderId: '957', deliveryId: '957-2', supplierName: 'Example Mills' };
  const told = { id: '365', orderId: '957', deliveryId: '957-2' };

  it.each<[what: string, additionalDelivery: unknown, additionalDeliveries: unknown[]]>([
    ['nothing', undefined, []],
    ['null', null, []],
    ['an empty list', [], []],
    ['an object', rest, [told]],
    ['a list', [rest, { ...rest, id: 366 }], [told, { ...told, id: '366' }]],
    ['an object without what we know', { number: '957-2' }, [{}]],
    ['an object whose ids are none', { id: {}, deliveryId: '957-2' }, [{ deliveryId: '957-2' }]],
  ])('is taken whatever the rest is: %s', async (_what, additionalDelivery, additionalDeliveries) => {
    server.answerJson({ status: 'ok', additionalDelivery });
    await expect(centra.acceptDelivery(receipt)).resolves.toEqual({ additionalDeliveries });
  });
});
