import { aLine, anOrder } from '../support/documents';
import { eachWithSimulators, ongoingApi } from '../support/simulators';

interface Item {
  numberOfItems: number;
  serial: string;
  isReturned: boolean;
  returnCause: { code: string } | null;
  parcel: { id: number } | null;
}
interface Line {
  id: number;
  rowNumber: string | null;
  orderedNumberOfItems: number;
  pickedNumberOfItems: number;
  packedNumberOfItems: number;
  returnedNumberOfItems: number;
  reportedNumberOfItems: number | null;
  reportedReturnedNumberOfItems: number | null;
  pickedArticleItems: Item[];
  subOrderLines: Line[] | null;
}
interface Shown {
  orderInfo: Record<string, unknown> & { orderId: number; orderStatus: { number: number } };
  orderLines: Line[];
  parcels: { id: number; isReturnParcel: boolean; tracking: { waybill: string } | null }[];
  tracking: { waybill: string }[];
  returnTracking: { waybill: string }[];
  transporter: { transporterName: string; serviceCode: string } | null;
}

const simulators = eachWithSimulators();
const warehouse = () => simulators.now.control.warehouse;
const it1 = { orderNumber: '10001-1' };
const twoLines = {
  orderLines: [aLine(), aLine({ rowNumber: '700002', articleNumber: 'WCH4-STL-OS', numberOfItems: 1 })],
};

async function put(differences: object = {}) {
  await ongoingApi(simulators.now)('PUT', '/orders', { ...anOrder(), ...differences });
}
async function show(orderNumber = '10001-1'): Promise<Shown> {
  const reply = await ongoingApi(simulators.now)('GET', `/orders?goodsOwnerId=121&orderNumber=${orderNumber}`);
  return reply.json<Shown[]>()[0]!;
}
const inventory = async (articleNumber = 'TEE2-WHT-M') => {
  const reply = await ongoingApi(simulators.now)('GET', `/articles?goodsOwnerId=121&articleNumber=${articleNumber}`);
  return reply.json<{ inventoryInfo: Record<string, unknown> }[]>()[0]?.inventoryInfo;
};

describe('the warehouse', () => {
  it('goes its way: released, allocated, picked, packed, sent', async () => {
    await put();
    const status = async () => (await show()).orderInfo.orderStatus;
    expect(await status()).toEqual({ number: 200, text: 'Open' });
    warehouse().release(it1);
    expect(await status()).toEqual({ number: 300, text: 'Released' });
    warehouse().allocate(it1);
    expect((await show()).orderInfo).toMatchObject({ orderStatus: { number: 320 }, allocatedNumberOfItems: 2 });
    warehouse().pick(it1);
    expect((await show()).orderInfo).toMatchObject({ orderStatus: { number: 400 }, pickedNumberOfItems: 2 });
    warehouse().pack(it1);
    expect((await show()).orderLines).toMatchObject([{ packedNumberOfItems: 2 }]);
    warehouse().ship(it1);
    const { orderInfo, tracking } = await show();
    expect(orderInfo).toMatchObject({ orderStatus: { number: 450 }, shippedTime: expect.any(String) });
    expect(tracking).toEqual([expect.objectContaining({ waybill: orderInfo.wayBill })]);
  });

  it('picks line by line, serial by serial, and is done when it says so', async () => {
    await put(twoLines);
    warehouse().pick({ ...it1, lines: [{ rowNumber: '700002', serials: ['S1'] }], finish: false });
    warehouse().pick({ ...it1, lines: [{ rowNumber: '700001', quantity: 1 }], finish: false });
    const { orderInfo, orderLines } = await show();
    expect(orderInfo.orderStatus.number).toBe(200);
    expect(orderLines).toMatchObject([
      { pickedNumberOfItems: 1, reportedNumberOfItems: null },
      { pickedNumberOfItems: 1, pickedArticleItems: [{ numberOfItems: 1, serial: 'S1', isReturned: false }] },
    ]);
  });

  it('ends short when something is not found, and even with nothing at all', async () => {
    await put(twoLines);
    warehouse().shortPick({ ...it1, missing: 2 });
    expect((await show()).orderLines.map((line) => line.pickedNumberOfItems)).toEqual([1, 0]);
    await put({ orderNumber: '2-1' });
    warehouse().shortPick({ orderNumber: '2-1', missing: 9 });
    const { orderInfo, orderLines } = await show('2-1');
    expect([orderInfo.orderStatus.number, orderLines[0]?.pickedNumberOfItems]).toEqual([400, 0]);
  });

  it('picks too many', async () => {
    await put();
    warehouse().overPick({ ...it1, rowNumber: '700001', extra: 2 });
    expect((await show()).orderLines).toMatchObject([{ orderedNumberOfItems: 2, pickedNumberOfItems: 4 }]);
  });

  it('sends several parcels, return parcels apart, all with their waybills', async () => {
    await put({ transporter: { transporterServiceCode: 'P19' } });
    warehouse().pick(it1);
    warehouse().pack({ ...it1, parcels: [{ waybill: 'W1' }, { waybill: 'W2' }, { waybill: 'R1', isReturn: true }] });
    warehouse().ship({ ...it1, returnWaybill: 'R2', status: 500 });
    const { orderInfo, parcels, tracking, returnTracking, transporter, orderLines } = await show();
    expect(parcels.map((parcel) => [parcel.tracking?.waybill, parcel.isReturnParcel])).toEqual([
      ['W1', false],
      ['W2', false],
      ['R1', true],
    ]);
    expect(tracking.map(({ waybill }) => waybill)).toEqual(['W1', 'W2']);
    expect(returnTracking.map(({ waybill }) => waybill)).toEqual(['R1', 'R2']);
    expect(orderInfo).toMatchObject({ wayBill: 'W1', returnWayBill: 'R1', orderStatus: { number: 500 } });
    expect(transporter).toMatchObject({ transporterName: 'Example Post AB', serviceCode: 'P19' });
    expect(orderLines[0]?.pickedArticleItems[0]?.parcel?.id).toBe(parcels[0]?.id);
  });

  it('sends without a waybill, which comes later', async () => {
    await put();
    warehouse().pick(it1);
    warehouse().pack(it1);
    warehouse().ship({ ...it1, waybill: null });
    const before = await show();
    expect([before.tracking, before.orderInfo.wayBill, before.parcels[0]?.tracking]).toEqual([[], null, null]);
    warehouse().addTracking({ ...it1, waybill: 'W1' });
    warehouse().addTracking({ ...it1, waybill: 'R1', isReturn: true });
    const after = await show();
    expect(after).toMatchObject({ tracking: [{ waybill: 'W1' }], returnTracking: [{ waybill: 'R1' }] });
  });

  it('opens an order again, with everything put back', async () => {
    warehouse().moveStock({ articleNumber: 'TEE2-WHT-M', numberOfItems: 10 });
    await put();
    warehouse().pick(it1);
    warehouse().open(it1);
    expect((await show()).orderInfo).toMatchObject({ orderStatus: { number: 200 }, pickedNumberOfItems: 0 });
    expect(await inventory()).toMatchObject({ numberOfItems: 10, pickedToBeCollectedNumberOfItems: 0 });
  });

  it('moves what is missing to a back order, and that again to another', async () => {
    await put({ orderLines: [aLine({ numberOfItems: 3 })] });
    warehouse().shortPick({ ...it1, missing: 2 });
    const first = warehouse().backOrder(it1);
    expect(first).toMatchObject({ backOrder: { orderNumber: '10001-1-B1' } });
    warehouse().shortPick({ orderNumber: '10001-1-B1', missing: 1 });
    warehouse().backOrder({ orderNumber: '10001-1-B1' });
    const original = (await show()).orderInfo.orderId;
    const reply = await ongoingApi(simulators.now)('GET', `/orders?goodsOwnerId=121&backOrderForOrderId=${original}`);
    expect(reply.json()).toMatchObject([
      {
        orderInfo: {
          goodsOwnerOrderId: '10001-1',
          referenceNumber: 'retail/10001-1',
          advanced: { backOrderInfo: { backOrderForOrderId: original } },
        },
        orderLines: [{ rowNumber: '700001', orderedNumberOfItems: 2, pickedNumberOfItems: 1 }],
      },
    ]);
    expect((await show('10001-1-B1-B1')).orderLines).toMatchObject([
      { orderedNumberOfItems: 1, pickedNumberOfItems: 0 },
    ]);
    expect((await show()).orderLines).toMatchObject([{ orderedNumberOfItems: 3, pickedNumberOfItems: 1 }]);
  });

  it('may lower the original, and give the back order the same number', async () => {
    warehouse().settings({ set: { backOrderNumbers: 'same' } });
    await put();
    warehouse().shortPick(it1);
    const { orderId } = warehouse().backOrder({ ...it1, lowerOriginal: true });
    expect(
      warehouse()
        .orders({})
        .orders.map((order) => order.orderNumber),
    ).toEqual(['10001-1', '10001-1']);
    expect(warehouse().order({ orderId }).lines).toMatchObject([{ ordered: 1 }]);
  });

  it('adds rows that nobody sent, and lines below lines', async () => {
    await put();
    warehouse().addForeignRow({ ...it1, articleNumber: 'EXTRA', quantity: 3 });
    warehouse().addSubLines({ ...it1, rowNumber: '700001', pieces: [{ articleNumber: 'PART', quantity: 2 }] });
    warehouse().pick(it1);
    expect((await show()).orderLines).toMatchObject([
      { rowNumber: '700001', pickedNumberOfItems: 0, subOrderLines: [{ rowNumber: null, pickedNumberOfItems: 2 }] },
      { rowNumber: null, orderedNumberOfItems: 3, pickedNumberOfItems: 3 },
    ]);
  });

  it('takes pieces back, with a cause; a cause that removes them leaves them out of stock', async () => {
    await put({ orderLines: [aLine({ numberOfItems: 5 })] });
    warehouse().pick(it1);
    warehouse().ship(it1);
    warehouse().takeBack({ ...it1, lines: [{ rowNumber: '700001', quantity: 2 }], cause: 'SIZE' });
    warehouse().takeBack({ ...it1, lines: [{ rowNumber: '700001', quantity: 1 }], cause: 'DAMAGED' });
    const [line] = (await show()).orderLines;
    expect(line).toMatchObject({
      pickedNumberOfItems: 5,
      returnedNumberOfItems: 3,
      reportedReturnedNumberOfItems: null,
    });
    const back = line?.pickedArticleItems.filter((item) => item.isReturned);
    expect(back?.map((item) => [item.numberOfItems, item.returnCause?.code])).toEqual([
      [2, 'SIZE'],
      [1, 'DAMAGED'],
    ]);
    expect(await inventory()).toMatchObject({ numberOfItems: 2, reported: { returnedToBeReportedNumberOfItems: 3 } });
    const tooMany = () => warehouse().takeBack({ ...it1, lines: [{ rowNumber: '700001', quantity: 3 }] });
    expect(tooMany).toThrow('fewer pieces');
  });

  it('does nothing with a cancelled order, nor with a line that is not there', async () => {
    await put();
    expect(() => warehouse().pick({ ...it1, lines: [{ rowNumber: 'x' }] })).toThrow('no such line');
    warehouse().annul(it1);
    for (const verb of ['release', 'allocate', 'pick', 'pack', 'ship', 'backOrder'] as const) {
      expect(() => warehouse()[verb](it1)).toThrow('status 1000');
    }
  });

  it('has statuses and texts of its own', async () => {
    warehouse().settings({ set: { statuses: [{ number: 451, text: 'Hämtas' }] } });
    await put();
    warehouse().setStatus({ ...it1, status: 451 });
    expect((await show()).orderInfo.orderStatus).toEqual({ number: 451, text: 'Hämtas' });
    const reply = await ongoingApi(simulators.now)('GET', '/orders/statuses');
    expect(reply.json()).toEqual({ orderStatuses: [{ number: 451, text: 'Hämtas' }] });
  });
});

describe('acknowledging', () => {
  const patch = (path: string, body?: object) => ongoingApi(simulators.now)('PATCH', path, body);

  it('sets reported to picked for the whole order, or to a number for a line', async () => {
    await put(twoLines);
    warehouse().pick(it1);
    const { orderInfo, orderLines } = await show();
    const order = `/orders/${orderInfo.orderId}`;
    await patch(`${order}/lines/${orderLines[0]?.id}/reportedNumberOfItems`, { reportedNumberOfItems: 1 });
    expect((await show()).orderLines.map((line) => line.reportedNumberOfItems)).toEqual([1, null]);
    await patch(`${order}/setReportedNumberOfItemsToPickedNumberOfItems`);
    expect((await show()).orderLines.map((line) => line.reportedNumberOfItems)).toEqual([2, 1]);
  });

  it('sets returned likewise, for lines with returns only when asked to', async () => {
    await put(twoLines);
    warehouse().pick(it1);
    warehouse().takeBack({ ...it1, lines: [{ rowNumber: '700001' }] });
    const order = `/orders/${(await show()).orderInfo.orderId}`;
    const list = async () =>
      (
        await ongoingApi(simulators.now)(
          'GET',
          '/orders?goodsOwnerId=121&onlyOrdersWithOrderLinesToReportReturned=true',
        )
      ).json();
    expect(await list()).toHaveLength(1);
    const all = `${order}/setReportedReturnedNumberOfItemsToReturnedNumberOfItems`;
    await patch(`${all}?onlyUpdateOrderLinesWhichHaveReturnedItems=true`);
    expect((await show()).orderLines.map((line) => line.reportedReturnedNumberOfItems)).toEqual([1, null]);
    expect(await list()).toEqual([]);
    await patch(all);
    expect((await show()).orderLines.map((line) => line.reportedReturnedNumberOfItems)).toEqual([1, 0]);
  });

  it('says what is missing', async () => {
    await put();
    const { orderInfo, orderLines } = await show();
    const line = `/orders/${orderInfo.orderId}/lines/${orderLines[0]?.id}`;
    expect((await patch(`${line}/reportedNumberOfItems`, {})).status).toBe(400);
    expect((await patch(`${line}/reportedReturnedNumberOfItems`, {})).status).toBe(400);
    expect((await patch('/orders/1/setReportedNumberOfItemsToPickedNumberOfItems')).status).toBe(404);
    const noLine = `/orders/${orderInfo.orderId}/lines/1/reportedNumberOfItems`;
    expect((await patch(noLine, { reportedNumberOfItems: 1 })).status).toBe(404);
  });
});
