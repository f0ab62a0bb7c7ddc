import { useStories } from './support/use-stories';

const stories = useStories({
  // Unpaid until it is completed: quantities can be lowered.
  stores: {
    reduces: { capture: 'onComplete', shortPick: 'reduce' },
    asks: { capture: 'onComplete', shortPick: 'ask', attentionAfter: { pick: '2s' } },
  },
});

/** An order of three pieces of one article and one of another; the last piece of it is not found. */
async function pickedShort(store: string, payment: 'authorised' | 'prepaid' = 'authorised') {
  const shipment = await stories.imported({ store, payment, lines: [{ quantity: 3 }, { quantity: 1 }] });
  const orderNumber = shipment.id;
  stories.warehouse.shortPick({ orderNumber, missing: 2 });
  stories.warehouse.pack({ orderNumber });
  stories.warehouse.ship({ orderNumber });
  await stories.scanWarehouse();
  return shipment;
}

/** Quantities of a shipment in Centra. */
const quantities = ({ inCentra }: { inCentra: { lines: { quantity: number }[] } }) =>
  inCentra.lines.map(({ quantity }) => quantity);

describe('fewer picked than ordered, not captured yet', () => {
  it.concurrent('lowers the shipment to what was picked, then completes and captures it', async () => {
    const shipment = await pickedShort('reduces');
    await expect(shipment.end()).resolves.toMatchObject({ end: 'completed', captured: true });
    expect(quantities(shipment)).toEqual([2]);
    expect(shipment.inCentra.counts).toMatchObject({ captures: 1, emails: 1 });
    expect(shipment.inOngoing().lines).toMatchObject([{ reported: 2 }, {}]);
  });

  it.concurrent('asks where the store says so, and lowers it when a person does', async () => {
    const shipment = await pickedShort('asks');
    await expect(shipment.asks('short-picked')).resolves.toMatchObject({
      sentence: expect.stringMatching(/: 2 of 3.*: 0 of 1/),
      choices: ['lower', 'as-is', 'wait'],
    });
    expect(quantities(shipment)).toEqual([3, 1]);
    await shipment.act('resolve', { choice: 'lower' });
    await expect(shipment.end()).resolves.toMatchObject({ end: 'completed' });
    expect(quantities(shipment)).toEqual([2]);
  });

  it.concurrent('reports it as if it were whole when a person says so', async () => {
    const shipment = await pickedShort('asks');
    await shipment.asks('short-picked');
    await shipment.act('resolve', { choice: 'as-is' });
    await expect(shipment.end()).resolves.toMatchObject({ end: 'completed' });
    expect(quantities(shipment)).toEqual([3, 1]);
  });

  it.concurrent('waits when a person says so, and asks again when nothing has come', async () => {
    const shipment = await pickedShort('asks');
    await shipment.asks('short-picked');
    await shipment.act('resolve', { choice: 'wait' });
    await shipment.reaches('in-warehouse', 'back-order');
    await expect(shipment.asks('short-picked')).resolves.toBeDefined();
  });

  it.concurrent('is reported by an operator who does not wait for an answer', async () => {
    const shipment = await pickedShort('asks');
    await shipment.asks('short-picked');
    await shipment.act('complete');
    await expect(shipment.end()).resolves.toMatchObject({ end: 'completed' });
    expect(quantities(shipment)).toEqual([2]);
  });
});

describe('fewer picked than ordered, and paid', () => {
  it.concurrent('refunds what is missing and puts nothing back in stock when a person says so', async () => {
    const shipment = await pickedShort('reduces', 'prepaid');
    await expect(shipment.asks('short-picked')).resolves.toMatchObject({ choices: ['refund', 'as-is', 'wait'] });
    await shipment.act('resolve', { choice: 'refund' });
    await expect(shipment.end()).resolves.toMatchObject({ end: 'completed' });

    const [first, second] = shipment.inCentra.lines;
    const { returns } = stories.merchant.order({ orderNumber: shipment.order });
    expect(returns).toMatchObject([
      {
        returnToStock: false,
        refunds: 1,
        lines: [
          { lineId: first!.lineId, quantity: 1 },
          { lineId: second!.lineId, quantity: 1 },
        ],
      },
    ]);
    expect(shipment.inOngoing().lines).toMatchObject([{ reported: 2 }, {}]);
  });

  it.concurrent('reports it as if it were whole when a person says so', async () => {
    const shipment = await pickedShort('reduces', 'prepaid');
    await shipment.asks('short-picked');
    await shipment.act('resolve', { choice: 'as-is' });
    await expect(shipment.end()).resolves.toMatchObject({ end: 'completed' });
    expect(quantities(shipment)).toEqual([3, 1]);
    expect(stories.merchant.order({ orderNumber: shipment.order }).returns).toEqual([]);
  });
});

describe('what cannot be counted by itself', () => {
  it.concurrent('asks when nothing at all was picked', async () => {
    const shipment = await stories.imported({ store: 'reduces', payment: 'authorised' });
    stories.warehouse.ship({ orderNumber: shipment.id });
    await stories.scanWarehouse();
    await expect(shipment.asks('short-picked')).resolves.toMatchObject({ choices: ['as-is', 'wait'] });
  });

  it.concurrent('asks when more was picked than ordered', async () => {
    const shipment = await stories.imported({ store: 'reduces', payment: 'authorised' });
    const orderNumber = shipment.id;
    const [line] = shipment.inOngoing().lines;
    stories.warehouse.overPick({ orderNumber, rowNumber: line!.rowNumber! });
    stories.warehouse.ship({ orderNumber });
    await stories.scanWarehouse();
    await expect(shipment.asks('short-picked')).resolves.toMatchObject({
      sentence: expect.stringContaining(`${line!.rowNumber}: 2 of 1`),
    });
    await shipment.act('resolve', { choice: 'as-is' });
    await expect(shipment.end()).resolves.toMatchObject({ end: 'completed' });
    expect(quantities(shipment)).toEqual([1]);
  });

  it.concurrent('asks about rows that we did not send', async () => {
    const shipment = await stories.imported({ store: 'reduces', payment: 'authorised' });
    stories.warehouse.addForeignRow({ orderNumber: shipment.id, articleNumber: 'a-gift' });
    shipment.ships();
    await stories.scanWarehouse();
    await expect(shipment.asks('short-picked')).resolves.toMatchObject({
      sentence: expect.stringContaining('not ours'),
    });
    await shipment.act('resolve', { choice: 'as-is' });
    await expect(shipment.end()).resolves.toMatchObject({ end: 'completed' });
  });

  it.concurrent('asks about rows that Ongoing has split', async () => {
    const shipment = await stories.imported({ store: 'reduces', payment: 'authorised' });
    const [line] = shipment.inOngoing().lines;
    const pieces = [{ articleNumber: 'a-piece', quantity: 2 }];
    stories.warehouse.addSubLines({ orderNumber: shipment.id, rowNumber: line!.rowNumber!, pieces });
    shipment.ships();
    await stories.scanWarehouse();
    await expect(shipment.asks('short-picked')).resolves.toMatchObject({ choices: ['as-is', 'wait'] });
  });
});

describe.each<[its: string, backOrderNumbers: 'derived' | 'same']>([
  ['a number of its own', 'derived'],
  ['its original’s number', 'same'],
])('a back order with %s', (_its, backOrderNumbers) => {
  beforeAll(() => stories.warehouse.settings({ set: { backOrderNumbers } }));

  it.concurrent.each<[original: string, lowerOriginal: boolean]>([
    ['stays as it was', false],
    ['is lowered to what was picked', true],
  ])('completes the shipment when its last part has left; the original %s', async (_original, lowerOriginal) => {
    const shipment = await stories.imported({ lines: [{ quantity: 3 }] });
    const original = { orderId: shipment.inOngoing().orderId };
    stories.warehouse.shortPick({ ...original, missing: 2 });
    const { backOrder } = stories.warehouse.backOrder({ ...original, lowerOriginal });
    stories.warehouse.pack(original);
    stories.warehouse.ship({ ...original, waybill: `${shipment.id}-A` });
    await stories.scanWarehouse();
    await shipment.reaches('in-warehouse', 'back-order');

    const second = { orderId: backOrder.orderId };
    stories.warehouse.shortPick({ ...second, missing: 1 });
    const { backOrder: last } = stories.warehouse.backOrder({ ...second, lowerOriginal });
    stories.warehouse.pack(second);
    stories.warehouse.ship({ ...second, waybill: `${shipment.id}-B` });
    await stories.scanWarehouse();
    await shipment.reaches('in-warehouse', 'back-order');
    expect(shipment.inCentra.counts.completeCalls).toBe(0);

    const third = { orderId: last.orderId };
    stories.warehouse.pick(third);
    stories.warehouse.pack(third);
    stories.warehouse.ship({ ...third, waybill: `${shipment.id}-C` });
    await stories.scanWarehouse();
    await expect(shipment.end()).resolves.toMatchObject({
      end: 'completed',
      waybills: ['A', 'B', 'C'].map((part) => `${shipment.id}-${part}`),
    });
    expect(shipment.inCentra).toMatchObject({ packages: 3, counts: { completions: 1, emails: 1 } });
    expect(quantities(shipment)).toEqual([3]);
    for (const { orderId } of [original, second, third]) {
      expect(stories.warehouse.order({ orderId }).lines).toMatchObject([{ reported: 1 }]);
    }
  });

  it.concurrent('is cancelled with the shipment; what has left is a question', async () => {
    const shipment = await stories.imported({ payment: 'authorised', lines: [{ quantity: 2 }] });
    const { orderId } = shipment.inOngoing();
    stories.warehouse.shortPick({ orderId, missing: 1 });
    const { backOrder } = stories.warehouse.backOrder({ orderId });
    stories.warehouse.ship({ orderId });
    stories.merchant.markPaid({ shipmentId: shipment.id });
    await stories.scanWarehouse();
    await shipment.reaches('in-warehouse', 'back-order');

    stories.merchant.cancel({ orderNumber: shipment.order });
    await stories.scan();
    await shipment.asks('shipped-though-cancelled');
    expect(stories.warehouse.order({ orderId: backOrder.orderId }).status).toBe(1000);
    await shipment.act('resolve', { choice: 'accept' });
    await expect(shipment.end()).resolves.toMatchObject({ end: 'cancelled' });
  });
});
