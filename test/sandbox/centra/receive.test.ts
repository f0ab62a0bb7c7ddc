import { centraApi, eachWithSimulators } from '../support/simulators';

interface Reply {
  status: string;
  msg?: string;
  additionalDelivery?: { id: string; deliveryId: string; productsQty: number };
}
const simulators = eachWithSimulators();
const merchant = () => simulators.now.control.merchant;
const api = () => centraApi(simulators.now);
const tee = { sku: 'TEE2-WHT-M', ean: '2000000030104', id: 3010 };
const tote = { sku: 'TOT3-NAT-OS', ean: '2000000030159', id: 3015 };

const aDelivery = () =>
  merchant().createSupplierOrder({
    lines: [
      { product: tee.sku, quantity: 10 },
      { product: tote.sku, quantity: 4 },
    ],
  });
const report = async (path: string, products: object, more: object = {}) =>
  (await api()('POST', `/supplier-deliveries/${path}`, { products, ...more })).json<Reply>();
const physical = async (stockItemId: number) => {
  const reply = await api()('GET', `/stock?stockItemId=${stockItemId}`);
  return reply.json<{ products: { physicalStock: number }[] }>().products[0]?.physicalStock;
};
const received = (deliveryId: string) =>
  merchant()
    .delivery({ deliveryId })
    .receipts.map(({ lines }) => lines.map(({ quantity }) => quantity));

describe('reporting a receipt', () => {
  it('by SKUs joined takes the delivery in: it is gone, and its goods are in stock', async () => {
    const { deliveryId } = aDelivery();
    const reply = await report(`${deliveryId}/sku`, { [tee.sku]: 10, [tote.sku]: '4' });
    expect(reply).toEqual({ status: 'ok' });
    expect([await physical(tee.id), await physical(tote.id)]).toEqual([1010, 1004]);
    expect((await api()('GET', '/supplier-deliveries')).json()).toEqual({ status: 'ok', deliveries: [] });
  });

  it('by EAN names them by EAN, and by the internal number of the delivery', async () => {
    const { id } = aDelivery();
    expect(await report(id, { [tee.ean]: 10, [tote.ean]: 4 })).toEqual({ status: 'ok' });
    const { deliveryId } = aDelivery();
    expect((await report(`${deliveryId}/sku`, { [tee.ean]: 10 })).status).toBe('no');
    expect((await report(deliveryId, { [tee.sku]: 10 })).status).toBe('no');
  });

  it('leaves the stock alone when it is asked to', async () => {
    const { deliveryId } = aDelivery();
    await report(`${deliveryId}/sku`, { [tee.sku]: 10, [tote.sku]: 4 }, { insertStock: false });
    expect([await physical(tee.id), received(deliveryId)]).toEqual([1000, [[10, 4]]]);
  });

  it('with less than expected makes another delivery of the rest, which can be reported in its turn', async () => {
    const { deliveryId, supplierOrderId } = aDelivery();
    const { additionalDelivery } = await report(`${deliveryId}/sku`, { [tee.sku]: 7 });
    const rest = `${supplierOrderId}-2`;
    expect(additionalDelivery).toMatchObject({ deliveryId: rest, productsQty: 7, orderId: String(supplierOrderId) });
    expect(
      merchant()
        .delivery({ deliveryId: rest })
        .lines.map((line) => line.quantity),
    ).toEqual([3, 4]);
    const second = await report(`${rest}/sku`, { [tee.sku]: 3, [tote.sku]: 1 });
    expect(second.additionalDelivery?.deliveryId).toBe(`${supplierOrderId}-3`);
    expect([await physical(tee.id), await physical(tote.id)]).toEqual([1010, 1001]);
    expect(
      merchant()
        .supplierOrder({ supplierOrderId })
        .lines.map((line) => line.quantity),
    ).toEqual([10, 4]);
  });

  it('may have the rest in a list', async () => {
    merchant().settings({ set: { additionalDelivery: 'list' } });
    const reply = await report(`${aDelivery().deliveryId}/sku`, { [tee.sku]: 7, [tote.sku]: 4 });
    expect(reply.additionalDelivery).toMatchObject([{ productsQty: 3 }]);
  });

  it('takes more than expected, and no other delivery comes of it', async () => {
    const { deliveryId } = aDelivery();
    expect(await report(`${deliveryId}/sku`, { [tee.sku]: 12, [tote.sku]: 4 })).toEqual({ status: 'ok' });
    expect(await physical(tee.id)).toBe(1012);
  });

  it('of nothing at all leaves everything to another delivery', async () => {
    const { deliveryId } = aDelivery();
    const reply = await report(`${deliveryId}/sku`, { [tee.sku]: 0 });
    expect(reply).toMatchObject({ status: 'ok', additionalDelivery: { productsQty: 14 } });
    expect(await physical(tee.id)).toBe(1000);
  });

  it('is done once', async () => {
    const { deliveryId } = aDelivery();
    const all = { [tee.sku]: 10, [tote.sku]: 4 };
    await report(`${deliveryId}/sku`, all);
    expect(await report(`${deliveryId}/sku`, all)).toEqual({ status: 'no', msg: expect.stringContaining('accepted') });
    expect(await physical(tee.id)).toBe(1010);
    merchant().settings({ set: { receiveAgain: 'books' } });
    expect(await report(`${deliveryId}/sku`, { [tee.sku]: 10 })).toEqual({ status: 'ok' });
    expect(await physical(tee.id)).toBe(1020);
  });

  it('comes too late for what was accepted elsewhere, cancelled, or taken from the plugin', async () => {
    const accepted = aDelivery();
    merchant().acceptElsewhere({ ...accepted, insertStock: false });
    const cancelled = aDelivery();
    merchant().cancelDelivery(cancelled);
    const unconfirmed = aDelivery();
    merchant().changeSupplierOrder({ ...unconfirmed, confirmed: false });
    const moved = aDelivery();
    merchant().changeSupplierOrder({ ...moved, warehouse: 'Overseas' });
    for (const { deliveryId } of [accepted, cancelled, unconfirmed, moved, { deliveryId: '1-1' }]) {
      expect(await report(`${deliveryId}/sku`, { [tee.sku]: 1 })).toEqual({ status: 'no', msg: expect.any(String) });
    }
    expect(await physical(tee.id)).toBe(1000);
  });

  it.each([
    ['nothing', {}],
    ['half a piece', { [tee.sku]: 0.5 }],
    ['less than nothing', { [tee.sku]: -1 }],
    ['a number that is none', { [tee.sku]: 'many' }],
    ['an empty number', { [tee.sku]: '' }],
  ])('refuses %s', async (_what, products) => {
    const { deliveryId } = aDelivery();
    expect((await report(`${deliveryId}/sku`, products)).status).toBe('no');
    expect(merchant().delivery({ deliveryId })).toMatchObject({ status: 'open', receipts: [] });
  });

  it('goes by the names that the products have now', async () => {
    const { deliveryId } = aDelivery();
    merchant().changeProduct({ name: tee.sku, set: { ean: 'NEW-EAN', sizeSku: '-MEDIUM' } });
    expect((await report(deliveryId, { [tee.ean]: 10 })).status).toBe('no');
    expect((await report(`${deliveryId}/sku`, { 'TEE2-WHT-MEDIUM': 10, [tote.sku]: 4 })).status).toBe('ok');
  });

  it('fills rows with one number one after the other', async () => {
    const made = merchant().createSupplierOrder({ lines: [{ product: tee.sku }, { product: tote.sku, quantity: 4 }] });
    merchant().collideProducts({ name: tote.sku, as: tee.sku });
    await report(`${made.deliveryId}/sku`, { [tee.sku]: 13 });
    expect(received(made.deliveryId)).toEqual([[10, 3]]);
  });
});

describe('a receipt with what nobody expected', () => {
  const watch = 'WCH4-STL-OS';
  const products = { [tee.sku]: 10, [tote.sku]: 4, [watch]: 2 };

  it('is refused, whole', async () => {
    const { deliveryId } = aDelivery();
    expect((await report(`${deliveryId}/sku`, products)).status).toBe('no');
    expect(await physical(tee.id)).toBe(1000);
  });

  it('may be taken without it, and nobody is told', async () => {
    merchant().settings({ set: { unknownReceiptKeys: 'leave-out' } });
    const { deliveryId } = aDelivery();
    expect(await report(`${deliveryId}/sku`, { ...products, NOWHERE: 1 })).toEqual({ status: 'ok' });
    expect([await physical(tee.id), await physical(3016)]).toEqual([1010, 1000]);
  });

  it('may be taken with it, when the registry knows it', async () => {
    merchant().settings({ set: { unknownReceiptKeys: 'receive' } });
    const { deliveryId } = aDelivery();
    expect((await report(`${deliveryId}/sku`, { ...products, NOWHERE: 1 })).status).toBe('no');
    expect(await report(`${deliveryId}/sku`, products)).toEqual({ status: 'ok' });
    expect([await physical(tee.id), await physical(3016)]).toEqual([1010, 1002]);
  });
});
