import { centraApi, eachWithSimulators } from '../support/simulators';

const simulators = eachWithSimulators();
const merchant = () => simulators.now.control.merchant;
const api = () => centraApi(simulators.now);

/** A sent shipment with one line of three pieces. */
function aSentShipment() {
  const made = merchant().createOrder({ lines: [{ product: 'TEE2-WHT-M', quantity: 3 }] });
  merchant().complete(made);
  return { ...made, lineId: String(merchant().shipment(made).lines[0]?.lineId) };
}
const physical = async () =>
  (await api()('GET', '/stock?stockItemId=3010')).json<{ products: { physicalStock: number }[] }>().products[0]
    ?.physicalStock;

describe('POST /return', () => {
  it('makes a return that is pending, and says which lines are in it', async () => {
    const { shipmentId: shipment, lineId } = aSentShipment();
    const reply = await api()('POST', '/return', { shipment, products: { [lineId]: '2' }, comment: 'Wrong size' });
    expect(reply.json()).toEqual({
      status: 'ok',
      return: expect.any(Number),
      returnCompleted: false,
      returnedItems: [lineId],
    });
    const listed = await api()('GET', `/returns?shipment=${shipment}`);
    expect(listed.json()).toMatchObject({
      returns: [
        {
          shipment,
          completed: false,
          comment: 'Wrong size',
          products: [{ shipmentLineId: Number(lineId), quantity: 2 }],
        },
      ],
    });
  });

  it('puts goods back in stock, or does not', async () => {
    const { shipmentId: shipment, lineId } = aSentShipment();
    expect(await physical()).toBe(997);
    await api()('POST', '/return', { shipment, products: { [lineId]: 1 }, returnStock: false });
    expect(await physical()).toBe(997);
    await api()('POST', '/return', { shipment, products: { [lineId]: 2 }, returnStock: 1 });
    expect(await physical()).toBe(999);
  });

  it('refunds in the same go, which completes the return', async () => {
    const { shipmentId: shipment, lineId } = aSentShipment();
    const refund = { refundPayment: true, sendEmail: true };
    const reply = await api()('POST', '/return', { shipment, products: { [lineId]: 1 }, refund });
    expect(reply.json()).toMatchObject({ returnCompleted: true, refund: { status: 'ok' } });
  });

  it('makes the return also when the money cannot be paid back', async () => {
    const external = merchant().createOrder({ payment: 'external' });
    merchant().complete(external);
    const unpaid = merchant().createOrder({});
    merchant().complete(unpaid);
    merchant().markPaid({ ...unpaid, paid: false });
    const msg = [expect.stringContaining('external payment plugin'), expect.any(String)];
    for (const [n, { shipmentId: shipment }] of [external, unpaid].entries()) {
      const products = { [String(merchant().shipment({ shipmentId: shipment }).lines[0]?.lineId)]: 1 };
      const made = await api()('POST', '/return', { shipment, products, refund: { refundPayment: true } });
      expect(made.json()).toMatchObject({
        status: 'ok',
        returnCompleted: false,
        refund: { status: 'no', msg: msg[n] },
      });
      const id = made.json<{ return: number }>().return;
      const refunded = await api()('PUT', `/returns/${id}`, { refundPayment: true, completed: true });
      expect(refunded.json()).toEqual({ status: 'no', msg: msg[n], order: Number(shipment.split('-')[0]) });
      expect(merchant().order({ orderNumber: Number(shipment.split('-')[0]) }).returns).toMatchObject([
        { completed: false, refunds: 0 },
      ]);
    }
  });

  it('takes costs as they are given, or the shipping of the shipment', async () => {
    const { shipmentId: shipment, lineId } = aSentShipment();
    const costs = { returnCost: 5, handlingCost: '2.5', shippingCostFromShipment: true };
    await api()('POST', '/return', { shipment, products: { [lineId]: 1 }, ...costs });
    const listed = await api()('GET', `/returns?shipment=${shipment}`);
    expect(listed.json()).toMatchObject({ returns: [{ returnCost: 5, handlingCost: 2.5, shippingCost: 49 }] });
  });

  it('of a bundle puts its items back in stock', async () => {
    const made = merchant().createOrder({ lines: [{ product: 'SET5', quantity: 2 }] });
    merchant().complete(made);
    const [bundle] = merchant().shipment(made).lines;
    const products = { [String(bundle?.lineId)]: 1 };
    await api()('POST', '/return', { shipment: made.shipmentId, products, returnStock: true });
    const totes = (await api()('GET', '/stock?stockItemId=3015')).json<{ products: { physicalStock: number }[] }>();
    expect([await physical(), totes.products[0]?.physicalStock]).toEqual([999, 998]);
  });

  it('leaves out what cannot be returned, and fails when nothing is left', async () => {
    const { shipmentId: shipment, lineId } = aSentShipment();
    const create = async (products: object) => (await api()('POST', '/return', { shipment, products })).json();
    await expect(create({ [lineId]: 2, 999: 1 })).resolves.toMatchObject({ status: 'ok', returnedItems: [lineId] });
    const refusal = { status: 'no', msg: 'return could not be created.' };
    await expect(create({ [lineId]: 2 })).resolves.toEqual(refusal);
    await expect(create({ 999: 1 })).resolves.toEqual(refusal);
  });

  it('fails for what was not sent', async () => {
    const made = merchant().createOrder({});
    const products = { [String(merchant().shipment(made).lines[0]?.lineId)]: 1 };
    const reply = await api()('POST', '/return', { shipment: made.shipmentId, products });
    expect(reply.json()).toEqual({ status: 'no', msg: 'return could not be created.' });
  });

  it('closes the quantities of the shipment', async () => {
    const { shipmentId: shipment, lineId } = aSentShipment();
    await api()('POST', '/return', { shipment, products: { [lineId]: 1 } });
    expect((await api()('PUT', `/shipments/${shipment}`, { products: { [lineId]: 1 } })).json()).toMatchObject({
      status: 'no',
    });
    expect(() => merchant().deleteShipment({ shipmentId: shipment })).toThrow('returned');
  });
});

describe('GET /returns', () => {
  it('lists newest first, by page', async () => {
    const { shipmentId: shipment, lineId } = aSentShipment();
    for (let n = 0; n < 3; n += 1) await api()('POST', '/return', { shipment, products: { [lineId]: 1 } });
    const ids = async (query: string) =>
      (await api()('GET', `/returns${query}`))
        .json<{ returns: { returnId: number }[] }>()
        .returns.map((row) => row.returnId);
    const all = await ids('');
    expect(all).toEqual([...all].sort((a, b) => b - a));
    await expect(ids('?limit=2&page=2')).resolves.toEqual(all.slice(2));
    await expect(ids(`?return=${all[1]}`)).resolves.toEqual([all[1]]);
    await expect(ids('?shipment=404-1')).resolves.toEqual([]);
    const { selectionId, customerId } = merchant().order({ orderNumber: Number(shipment.split('-')[0]) });
    await expect(ids(`?selection=${selectionId}&customer_id=${customerId}`)).resolves.toEqual(all);
    await expect(ids('?selection=0')).resolves.toEqual([]);
    await expect(ids('?customer_id=0')).resolves.toEqual([]);
  });
});

describe('PUT /returns/{id}', () => {
  it('completes a return, and opens it again', async () => {
    const { shipmentId: shipment, lineId } = aSentShipment();
    const made = await api()('POST', '/return', { shipment, products: { [lineId]: 1 } });
    const id = made.json<{ return: number }>().return;
    const put = async (body: object) => (await api()('PUT', `/returns/${id}`, body)).json();
    await expect(put({ completed: true })).resolves.toMatchObject({ status: 'ok', return: { completed: true } });
    await expect(put({ completed: false })).resolves.toMatchObject({ return: { completed: false } });
    await put({ refundPayment: true });
    expect(merchant().order({ orderNumber: Number(shipment.split('-')[0]) }).returns).toMatchObject([{ refunds: 1 }]);
  });

  it('says that there is none', async () => {
    const reply = await api()('PUT', '/returns/100500', { completed: true });
    expect(reply.json()).toEqual({ status: 'no', msg: 'Return with id=100500 does not exist' });
  });
});
