import { eventually } from '../../support/eventually';
import { aPurchaseLine, aPurchaseOrder } from '../support/documents';
import { eachWithSimulators, ongoingApi } from '../support/simulators';

interface Line {
  id: number;
  rowNumber: string | null;
  advisedNumberOfItems: number;
  receivedNumberOfItems: number;
  reportedNumberOfItems: number | null;
  articleItems: { numberOfItems: number; serial: string; batchNumber: string; comment: string; isLocked: boolean }[];
}
interface Shown {
  purchaseOrderInfo: {
    purchaseOrderId: number;
    purchaseOrderStatus: { number: number };
    advanced: { arrivalDate: string | null };
  };
  purchaseOrderLines: Line[];
}

const simulators = eachWithSimulators();
const warehouse = () => simulators.now.control.warehouse;
const api = () => ongoingApi(simulators.now);
const it1 = { purchaseOrderNumber: '364' };
const tee = { rowNumber: 'TEE2-WHT-M' };
const tote = { rowNumber: 'TOT3-NAT-OS' };
const twoLines = [aPurchaseLine(), aPurchaseLine({ ...tote, articleNumber: 'TOT3-NAT-OS', numberOfItems: 4 })];

const put = (differences: Record<string, unknown> = {}) =>
  api()('PUT', '/purchaseOrders', aPurchaseOrder({ purchaseOrderLines: twoLines, ...differences }));
const show = async (number = '364') =>
  (await api()('GET', `/purchaseOrders?goodsOwnerId=121&purchaseOrderNumber=${number}`)).json<Shown[]>()[0]!;
const status = async (number?: string) => (await show(number)).purchaseOrderInfo.purchaseOrderStatus.number;
const received = async (number?: string) =>
  (await show(number)).purchaseOrderLines.map((line) => [line.rowNumber, line.receivedNumberOfItems]);
const inventory = async (articleNumber = 'TEE2-WHT-M') => {
  const reply = await api()('GET', `/articles?goodsOwnerId=121&articleNumber=${articleNumber}`);
  return reply.json<{ inventoryInfo: Record<string, unknown> }[]>()[0]?.inventoryInfo;
};

describe('receiving', () => {
  it('goes its way: notified, there, received, ended; stock, expectations and reports follow', async () => {
    await put();
    const advised = { numberOfItems: 0, toReceiveNumberOfItems: 10, receivedToBeFinishedNumberOfItems: 0 };
    expect(await inventory()).toMatchObject({ ...advised, lastInDate: null });
    warehouse().arrive(it1);
    expect((await show()).purchaseOrderInfo).toMatchObject({
      purchaseOrderStatus: { number: 200 },
      advanced: { arrivalDate: expect.any(String) },
    });
    warehouse().receive(it1);
    expect([await status(), await received()]).toEqual([
      300,
      [
        ['TEE2-WHT-M', 10],
        ['TOT3-NAT-OS', 4],
      ],
    ]);
    const there = { numberOfItems: 10, toReceiveNumberOfItems: 0, sellableNumberOfItems: 10 };
    expect(await inventory()).toMatchObject({
      ...there,
      receivedToBeFinishedNumberOfItems: 10,
      lastInDate: expect.any(String),
      reported: { receivedToBeReportedNumberOfItems: 10 },
    });
    warehouse().finishReceiving(it1);
    expect(await status()).toBe(500);
    expect(await inventory()).toMatchObject({ ...there, receivedToBeFinishedNumberOfItems: 0 });
    const { purchaseOrderId } = (await show()).purchaseOrderInfo;
    await api()('PATCH', `/purchaseOrders/${purchaseOrderId}/setReportedNumberOfItemsToReceivedNumberOfItems`);
    expect(await inventory()).toMatchObject({ reported: { receivedToBeReportedNumberOfItems: 0 } });
  });

  it('comes in steps, with serials, batches, comments, and pieces that are put aside', async () => {
    await put();
    warehouse().receive({ ...it1, lines: [{ ...tee, quantity: 3, batchNumber: 'B1' }] });
    warehouse().receive({ ...it1, lines: [{ ...tee, serials: ['S1', 'S2'] }] });
    const broken = { ...tee, quantity: 1, comment: 'Torn', locked: true };
    warehouse().receive({ ...it1, lines: [broken, { ...tote, quantity: 1 }] });
    const [first] = (await show()).purchaseOrderLines;
    expect(first?.articleItems).toMatchObject([
      { numberOfItems: 3, batchNumber: 'B1', serial: '', isLocked: false },
      { numberOfItems: 1, serial: 'S1' },
      { numberOfItems: 1, serial: 'S2' },
      { numberOfItems: 1, comment: 'Torn', isLocked: true },
    ]);
    expect(await received()).toEqual([
      ['TEE2-WHT-M', 6],
      ['TOT3-NAT-OS', 1],
    ]);
    const figures = { numberOfItems: 6, toReceiveNumberOfItems: 4, numberOfLockedItems: 1, sellableNumberOfItems: 5 };
    expect(await inventory()).toMatchObject(figures);
    warehouse().receive(it1);
    expect(await received()).toEqual([
      ['TEE2-WHT-M', 10],
      ['TOT3-NAT-OS', 4],
    ]);
  });

  it('brings too much, too little, and what nobody advised', async () => {
    await put();
    warehouse().receive({
      ...it1,
      lines: [
        { ...tee, quantity: 12 },
        { articleNumber: 'EXTRA', quantity: 2 },
      ],
    });
    warehouse().receive({ ...it1, lines: [{ articleNumber: 'EXTRA', quantity: 1 }] });
    warehouse().deviation(it1);
    expect(await status()).toBe(400);
    const rows = (await show()).purchaseOrderLines;
    expect(rows.map((line) => [line.rowNumber, line.advisedNumberOfItems, line.receivedNumberOfItems])).toEqual([
      ['TEE2-WHT-M', 10, 12],
      ['TOT3-NAT-OS', 4, 0],
      [null, 0, 3],
    ]);
    expect(await inventory('EXTRA')).toMatchObject({ numberOfItems: 3, toReceiveNumberOfItems: 0 });
    expect(await inventory('TOT3-NAT-OS')).toMatchObject({ toReceiveNumberOfItems: 4 });
    warehouse().receive({ ...it1, lines: [{ ...tote, quantity: 1 }] });
    expect(await status()).toBe(400);
    warehouse().finishReceiving(it1);
    expect(await inventory('TOT3-NAT-OS')).toMatchObject({ numberOfItems: 1, toReceiveNumberOfItems: 0 });
  });

  it('takes an article that was advised on its row', async () => {
    await put();
    warehouse().receive({ ...it1, lines: [{ articleNumber: 'TOT3-NAT-OS', quantity: 2 }] });
    expect(await received()).toEqual([
      ['TEE2-WHT-M', 0],
      ['TOT3-NAT-OS', 2],
    ]);
  });

  it('is counted again: more, less, nothing, also when it has ended', async () => {
    await put();
    warehouse().receive({
      ...it1,
      lines: [
        { ...tee, quantity: 6 },
        { ...tee, quantity: 3, locked: true },
      ],
    });
    warehouse().finishReceiving(it1);
    warehouse().correctReceived({ ...it1, ...tee, received: 10 });
    expect(await inventory()).toMatchObject({ numberOfItems: 10, numberOfLockedItems: 3 });
    warehouse().correctReceived({ ...it1, ...tee, received: 5 });
    expect(await inventory()).toMatchObject({ numberOfItems: 5, numberOfLockedItems: 0 });
    warehouse().correctReceived({ ...it1, ...tee, received: 0 });
    const [line] = (await show()).purchaseOrderLines;
    expect([await status(), line?.receivedNumberOfItems, line?.articleItems]).toEqual([500, 0, []]);
  });

  it('may end with nothing at all', async () => {
    await put();
    warehouse().finishReceiving(it1);
    expect([await status(), (await received()).map(([, pieces]) => pieces)]).toEqual([500, [0, 0]]);
  });

  it('is cancelled in the warehouse as long as nothing was received', async () => {
    await put();
    warehouse().arrive(it1);
    warehouse().cancelAdvised(it1);
    expect([await status(), (await inventory())?.toReceiveNumberOfItems]).toEqual([900, 0]);
    await put({ purchaseOrderNumber: '365' });
    warehouse().receive({ purchaseOrderNumber: '365', lines: [{ ...tee, quantity: 1 }] });
    expect(() => warehouse().cancelAdvised({ purchaseOrderNumber: '365' })).toThrow('was received');
  });

  it('does nothing with what has ended, nor with a line or order that is not there', async () => {
    await put();
    expect(() => warehouse().receive({ ...it1, lines: [{ rowNumber: 'x' }] })).toThrow('no such line');
    expect(() => warehouse().correctReceived({ ...it1, rowNumber: 'x', received: 1 })).toThrow('no such line');
    warehouse().finishReceiving(it1);
    for (const verb of ['arrive', 'receive', 'deviation', 'finishReceiving', 'cancelAdvised'] as const) {
      expect(() => warehouse()[verb](it1)).toThrow('status 500');
    }
    expect(() => warehouse().arrive({ purchaseOrderNumber: 'x' })).toThrow('no purchase order x');
    expect(() => warehouse().purchaseOrder({ purchaseOrderId: 1 })).toThrow('no purchase order 1');
  });

  it('fills the warehouse that the purchase order names', async () => {
    warehouse().settings({ set: { warehouses: [1, 2].map((id) => ({ id, code: `W${id}`, name: `W${id}` })) } });
    await put({ warehouseId: 2 });
    warehouse().receive(it1);
    const reply = await api()('GET', '/articles/inventoryPerWarehouse?goodsOwnerId=121&articleNumbers=TEE2-WHT-M');
    expect(reply.json()).toMatchObject([
      {
        inventoryPerWarehouse: [
          { warehouseId: 1, numberOfItems: 0, reported: { receivedToBeReportedNumberOfItems: 0 } },
          { warehouseId: 2, numberOfItems: 10, reported: { receivedToBeReportedNumberOfItems: 10 } },
        ],
      },
    ]);
  });
});

describe('acknowledging a receipt', () => {
  it('sets reported to received for all lines, or to a number for one, and answers with no content', async () => {
    await put();
    warehouse().receive(it1);
    const { purchaseOrderInfo, purchaseOrderLines } = await show();
    const order = `/purchaseOrders/${purchaseOrderInfo.purchaseOrderId}`;
    const ofLine = `${order}/lines/${purchaseOrderLines[0]?.id}/reportedNumberOfItems`;
    const one = await api()('PATCH', ofLine, { reportedNumberOfItems: 7 });
    expect([one.status, one.text, one.headers['content-type']]).toEqual([200, '', 'application/octet-stream']);
    const reported = async () => (await show()).purchaseOrderLines.map((line) => line.reportedNumberOfItems);
    expect(await reported()).toEqual([7, null]);
    const all = await api()('PATCH', `${order}/setReportedNumberOfItemsToReceivedNumberOfItems`);
    expect([all.status, all.text]).toEqual([200, '']);
    expect(await reported()).toEqual([10, 4]);
  });

  it('says what is missing', async () => {
    await put();
    const { purchaseOrderInfo, purchaseOrderLines } = await show();
    const lines = `/purchaseOrders/${purchaseOrderInfo.purchaseOrderId}/lines`;
    const line = `${lines}/${purchaseOrderLines[0]?.id}/reportedNumberOfItems`;
    expect((await api()('PATCH', line, {})).status).toBe(400);
    expect((await api()('PATCH', line, { reportedNumberOfItems: -1 })).status).toBe(400);
    const noLine = `${lines}/1/reportedNumberOfItems`;
    expect((await api()('PATCH', noLine, { reportedNumberOfItems: 1 })).status).toBe(404);
    const noOrder = '/purchaseOrders/1/setReportedNumberOfItemsToReceivedNumberOfItems';
    expect((await api()('PATCH', noOrder)).status).toBe(404);
  });
});

describe('the little life', () => {
  const live = (more: object = {}) => warehouse().settings({ set: { life: { enabled: true, stepMs: 0, ...more } } });

  it('receives what comes', async () => {
    live();
    await put();
    await eventually(async () => (await status()) === 500);
    expect(await received()).toEqual([
      ['TEE2-WHT-M', 10],
      ['TOT3-NAT-OS', 4],
    ]);
  });

  it('follows the plan of a purchase order, made before it came', async () => {
    warehouse().planReceiving({ ...it1, missing: 5, extra: 2 });
    warehouse().planReceiving({ purchaseOrderNumber: '365', enabled: false });
    await put();
    await put({ purchaseOrderNumber: '365' });
    live();
    await eventually(async () => (await status()) === 500);
    expect([await received(), await status('365')]).toEqual([
      [
        ['TEE2-WHT-M', 11],
        ['TOT3-NAT-OS', 0],
      ],
      100,
    ]);
  });

  it('leaves purchase orders alone when it is told to', async () => {
    live({ receives: false });
    await put();
    const document = { goodsOwnerId: 121, orderNumber: '1-1', deliveryDate: '2026-03-02', consignee: { name: 'A' } };
    await api()('PUT', '/orders', document);
    await eventually(() => warehouse().order({ orderNumber: '1-1' }).status === 450);
    expect(await status()).toBe(100);
  });

  it('lets neither wait for the other for ever', async () => {
    await put();
    for (let n = 1; n <= 5; n += 1) {
      const head = { goodsOwnerId: 121, orderNumber: `${n}-1`, deliveryDate: '2026-03-02', consignee: { name: 'A' } };
      await api()('PUT', '/orders', head);
    }
    live({ stepsPerSecond: 20 });
    await eventually(async () => (await status()) === 500);
    await eventually(() => warehouse().orders({ status: 450 }).orders.length === 5);
    expect(warehouse().purchaseOrders({ status: 500 }).purchaseOrders).toMatchObject([it1]);
  });
});
