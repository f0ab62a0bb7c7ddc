import { centraApi, eachWithSimulators } from '../support/simulators';

const simulators = eachWithSimulators();
const merchant = () => simulators.now.control.merchant;
const lines = (shipmentId: string) => merchant().shipment({ shipmentId }).lines;
const change = async (shipmentId: string, body: object) =>
  (await centraApi(simulators.now)('PUT', `/shipments/${shipmentId}`, body)).json();

const twoLines = { lines: [{ quantity: 3 }, { quantity: 2 }] };

describe('PUT /shipments/{id}', () => {
  it('lowers a quantity, and answers with the whole shipment', async () => {
    const { shipmentId } = merchant().createOrder(twoLines);
    const [first, second] = lines(shipmentId);
    const reply = await change(shipmentId, { products: { [first!.lineId]: 1, [second!.lineId]: '2' } });
    expect(reply).toMatchObject({ status: 'ok', shipment: { shipmentId, products: [{ qty: 1 }, { qty: 2 }] } });
  });

  it('takes a line out with a quantity of 0, and lets the rest go on another shipment', async () => {
    const { shipmentId, orderNumber } = merchant().createOrder(twoLines);
    const [first] = lines(shipmentId);
    await change(shipmentId, { products: { [first!.lineId]: 0 } });
    expect(lines(shipmentId)).toHaveLength(1);
    const next = merchant().newShipment({ orderNumber }).shipmentId;
    expect(next).toBe(`${orderNumber}-2`);
    expect(lines(next)).toMatchObject([{ orderLineId: first!.orderLineId, quantity: 3 }]);
  });

  it.each<[msg: string, happen: (made: { shipmentId: string; orderNumber: number }) => unknown]>([
    ['sent', (made) => merchant().complete(made)],
    ['captured', ({ shipmentId: shipment }) => centraApi(simulators.now)('PUT', '/capture', { shipment })],
    ['paid', (made) => merchant().markPaid(made)],
  ])('refuses another quantity when the shipment is %s', async (word, happen) => {
    const made = merchant().createOrder(twoLines);
    await happen(made);
    const [first] = lines(made.shipmentId);
    await expect(change(made.shipmentId, { products: { [first!.lineId]: 1 } })).resolves.toEqual({
      status: 'no',
      msg: `shipment is ${word} and can not be updated`,
      shipment: made.shipmentId,
    });
    expect(lines(made.shipmentId)[0]?.quantity).toBe(3);
  });

  it('sets serial numbers at any time, also with the quantity that it has', async () => {
    const made = merchant().createOrder({ lines: [{ product: 'WCH4-STL-OS', quantity: 2 }] });
    merchant().complete(made);
    const [line] = lines(made.shipmentId);
    const products = { [line!.lineId]: { serialNumber: 'S1,S2', qty: 2 } };
    await expect(change(made.shipmentId, { products })).resolves.toMatchObject({ status: 'ok' });
    expect(lines(made.shipmentId)).toMatchObject([{ serialNumber: 'S1,S2', quantity: 2 }]);
  });

  it('sets good-to-go at any time', async () => {
    const made = merchant().createOrder({ goodToGo: false, payment: 'prepaid' });
    await expect(change(made.shipmentId, { gtg: 1 })).resolves.toMatchObject({ shipment: { gtg: 1 } });
    await expect(change(made.shipmentId, { gtg: '0' })).resolves.toMatchObject({ shipment: { gtg: 0 } });
  });

  it.each([
    ['keep', 2],
    ['remove', 1],
  ] as const)('with omittedLines %s leaves %s lines when one is not mentioned', async (omittedLines, left) => {
    merchant().settings({ set: { omittedLines } });
    const { shipmentId } = merchant().createOrder(twoLines);
    await change(shipmentId, { products: { [lines(shipmentId)[0]!.lineId]: 3 } });
    expect(lines(shipmentId)).toHaveLength(left);
  });

  it.each([
    ['either', 'ok', 'ok'],
    ['order', 'no', 'ok'],
    ['shipment', 'ok', 'no'],
  ] as const)('with changeTakesLineIds %s: shipment line id %s, order line id %s', async (whose, own, ordered) => {
    merchant().settings({ set: { changeTakesLineIds: whose } });
    const { shipmentId } = merchant().createOrder(twoLines);
    const [line] = lines(shipmentId);
    await expect(change(shipmentId, { products: { [line!.lineId]: 2 } })).resolves.toMatchObject({ status: own });
    await expect(change(shipmentId, { products: { [line!.orderLineId]: 1 } })).resolves.toMatchObject({
      status: ordered,
    });
  });

  it('has the order’s line ids where lines share them', async () => {
    merchant().settings({ set: { lineIds: 'shared' } });
    const { shipmentId } = merchant().createOrder({});
    expect(lines(shipmentId)[0]).toMatchObject({ lineId: lines(shipmentId)[0]?.orderLineId });
  });

  it.each<[what: string, products: Record<string, unknown>]>([
    ['an unknown line', { 1: 1 }],
    ['more than was ordered', { line: 4 }],
    ['half a piece', { line: 0.5 }],
  ])('refuses %s', async (_what, products) => {
    const { shipmentId } = merchant().createOrder(twoLines);
    const [line] = lines(shipmentId);
    const named = Object.entries(products).map(([id, qty]) => [id === 'line' ? line!.lineId : id, qty]);
    const reply = await change(shipmentId, { products: Object.fromEntries(named) as object });
    expect(reply).toMatchObject({ status: 'no', shipment: shipmentId });
    expect(lines(shipmentId)[0]?.quantity).toBe(3);
  });
});

describe('DELETE /shipments/{id}', () => {
  const remove = async (shipmentId: string) =>
    (await centraApi(simulators.now)('DELETE', `/shipments/${shipmentId}`)).json();

  it('removes the shipment, and the order is confirmed again', async () => {
    const made = merchant().createOrder({});
    await expect(remove(made.shipmentId)).resolves.toEqual({
      status: 'ok',
      msg: 'shipment removed',
      order: made.orderNumber,
      shipment: made.shipmentId,
    });
    expect(merchant().order(made)).toMatchObject({ status: 2, shipments: [] });
    expect(merchant().newShipment(made).shipmentId).toBe(`${made.orderNumber}-2`);
  });

  it('refuses what was captured', async () => {
    const { shipmentId } = merchant().createOrder({});
    await centraApi(simulators.now)('PUT', '/capture', { shipment: shipmentId });
    await expect(remove(shipmentId)).resolves.toEqual({
      status: 'no',
      msg: 'shipment has invoices or creditnotes and could not be deleted.',
      shipment: shipmentId,
    });
  });
});

describe('PUT /orders', () => {
  const put = async (body: object) => (await centraApi(simulators.now)('PUT', '/orders', body)).json();

  it('appends comments, or replaces them, and sets attributes', async () => {
    const made = merchant().createOrder({ otherComment: 'gift' });
    const { orderNumber: order } = made;
    await put({ order, internalComment: 'a', comment: 'wrap', extraAttributes: { gift_message: 'hi', gift_x: 'y' } });
    await put({
      order: String(order),
      internalComment: 'b',
      replaceComment: 1,
      comment: 'no',
      extraAttributes: { gift_x: '' },
    });
    expect(merchant().order(made)).toMatchObject({
      internalComment: 'a\nb',
      otherComment: 'no',
      attributes: { gift_message: 'hi' },
    });
    expect(merchant().order(made).attributes).not.toHaveProperty('gift_x');
  });

  it('refuses an order of a market that is not ticked, and one that is not there', async () => {
    const { orderNumber: order } = merchant().createOrder({ marketId: 3 });
    merchant().hideMarket({ marketId: 3 });
    await expect(put({ order })).resolves.toEqual({ status: 'no', msg: 'order in wrong market', order });
    await expect(put({ order: 1 })).resolves.toMatchObject({ status: 'no', msg: 'order does not exist' });
  });
});
