import { useStories } from './support/use-stories';

const stories = useStories({
  stores: {
    onshipping: { completeWhen: 'shipped' },
    onpicking: { completeWhen: 'picked' },
    byhand: { completeWhen: 'manual' },
    soonasked: { attentionAfter: { tracking: '1s', pick: '2s' } },
  },
});

describe('when it is reported', () => {
  it.concurrent('waits for a waybill, and asks for it when it does not come', async () => {
    const shipment = await stories.imported({ store: 'soonasked' });
    const orderNumber = shipment.id;
    stories.warehouse.pick({ orderNumber });
    stories.warehouse.ship({ orderNumber, waybill: null });
    await stories.scanWarehouse();
    await shipment.reaches('in-warehouse', 'waybill');
    await shipment.asks('no-tracking');

    stories.warehouse.addTracking({ orderNumber, waybill: 'LATE-1' });
    await stories.scanWarehouse();
    await expect(shipment.end()).resolves.toMatchObject({ end: 'completed', waybills: ['LATE-1'] });
    expect(shipment.inCentra.tracking).toBe('LATE-1');
  });

  it.concurrent('asks a person about an order that nobody picks', async () => {
    const shipment = await stories.imported({ store: 'soonasked' });
    await expect(shipment.asks('overdue')).resolves.toMatchObject({ sentence: expect.stringContaining('pick') });
    await expect(shipment.goesItsWay()).resolves.toMatchObject({ end: 'completed' });
  });

  it.concurrent('is enough that it has left, where the store says so', async () => {
    const shipment = await stories.imported({ store: 'onshipping' });
    const orderNumber = shipment.id;
    stories.warehouse.pick({ orderNumber });
    stories.warehouse.ship({ orderNumber, waybill: null });
    await stories.scanWarehouse();
    await expect(shipment.end()).resolves.toMatchObject({ end: 'completed', waybills: [] });
  });

  it.concurrent('is enough that it has a later status of the warehouse’s own', async () => {
    const shipment = await stories.imported({ store: 'onshipping' });
    stories.warehouse.pick({ orderNumber: shipment.id });
    stories.warehouse.setStatus({ orderNumber: shipment.id, status: 600 });
    await stories.scanWarehouse();
    await expect(shipment.end()).resolves.toMatchObject({ end: 'completed' });
  });

  it.concurrent('is enough that it is picked, where the store says so', async () => {
    const shipment = await stories.imported({ store: 'onpicking' });
    stories.warehouse.pick({ orderNumber: shipment.id });
    await stories.scanWarehouse();
    await expect(shipment.end()).resolves.toMatchObject({ end: 'completed' });
    expect(shipment.inOngoing().lines).toMatchObject([{ reported: 1 }]);
  });

  it.concurrent('waits for an operator, where the store says so', async () => {
    const shipment = await stories.imported({ store: 'byhand' });
    shipment.ships();
    await stories.scanWarehouse();
    await shipment.reaches('in-warehouse', 'operator');
    await shipment.act('complete', { tracking: 'BY-HAND-1', carrier: 'Bicycle' });
    await expect(shipment.end()).resolves.toMatchObject({ end: 'completed' });
    expect(shipment.inCentra).toMatchObject({ tracking: 'BY-HAND-1', carrier: 'Bicycle' });
  });
});

describe('what is reported', () => {
  it.concurrent('is every parcel, in the way in which Centra can take it', async () => {
    const shipment = await stories.imported({ lines: [{ quantity: 2 }] });
    const orderNumber = shipment.id;
    stories.warehouse.pick({ orderNumber });
    const parcels = [{ waybill: 'OUT-1' }, { waybill: 'OUT-2' }, { waybill: 'BACK-1', isReturn: true }];
    stories.warehouse.pack({ orderNumber, parcels });
    stories.warehouse.ship({ orderNumber, waybill: null });
    await stories.scanWarehouse();
    await expect(shipment.end()).resolves.toMatchObject({ waybills: ['OUT-1', 'OUT-2'] });
    expect(shipment.inCentra).toMatchObject({
      tracking: 'OUT-1',
      packages: 2,
      returnSlipTracking: 'BACK-1',
      order: { internalComment: expect.stringContaining('OUT-1, OUT-2') },
    });
    expect(shipment.inCentra.carrier).not.toBe('');
    expect(shipment.inCentra.service).not.toBe('');
  });

  it.concurrent('is every serial number, of a line that is paid too', async () => {
    const shipment = await stories.imported({ lines: [{ quantity: 2 }, { quantity: 1 }] });
    const orderNumber = shipment.id;
    const [first, second] = shipment.inOngoing().lines;
    stories.warehouse.pick({
      orderNumber,
      lines: [
        { rowNumber: first!.rowNumber!, serials: ['SN-1', 'SN-2'] },
        { rowNumber: second!.rowNumber!, quantity: 1 },
      ],
    });
    await expect(shipment.goesItsWay()).resolves.toMatchObject({ end: 'completed' });
    expect(shipment.inCentra.lines).toMatchObject([
      { quantity: 2, serialNumber: 'SN-1,SN-2' },
      { quantity: 1, serialNumber: null },
    ]);
  });
});

describe('completed in Centra by hand', () => {
  it.concurrent('ends when the warehouse has shipped it, and acknowledges', async () => {
    const shipment = await stories.imported();
    shipment.ships();
    stories.merchant.complete({ shipmentId: shipment.id });
    await stories.scan();
    await stories.scanWarehouse();
    await expect(shipment.end()).resolves.toMatchObject({ end: 'completed' });
    expect(shipment.inCentra.counts.completeCalls).toBe(0);
    expect(shipment.inOngoing().lines).toMatchObject([{ reported: 1 }]);
  });

  it.concurrent('asks about the order that is still open, and leaves it when a person says so', async () => {
    const shipment = await stories.imported();
    stories.merchant.complete({ shipmentId: shipment.id });
    await stories.scan();
    await expect(shipment.asks('completed-elsewhere')).resolves.toMatchObject({ choices: ['accept', 'cancel-order'] });
    await shipment.act('resolve', { choice: 'accept' });
    await expect(shipment.end()).resolves.toMatchObject({ end: 'completed' });
    expect(shipment.ordersInOngoing).toEqual([[shipment.id, 200]]);
  });

  it.concurrent('cancels the order that is still open when a person says so', async () => {
    const shipment = await stories.imported();
    stories.merchant.complete({ shipmentId: shipment.id });
    await stories.scan();
    await shipment.asks('completed-elsewhere');
    await shipment.act('resolve', { choice: 'cancel-order' });
    await expect(shipment.end()).resolves.toMatchObject({ end: 'completed' });
    expect(shipment.ordersInOngoing).toEqual([[shipment.id, 1000]]);
  });
});

describe('an order that shows none of its rows yet', () => {
  it('is not reported as picked or as short', async () => {
    stories.warehouse.settings({ set: { linesVisibleAfterMs: 2_000 } });
    const shipment = await stories.imported();
    stories.warehouse.settings({ set: { linesVisibleAfterMs: 0 } });
    shipment.ships();
    await stories.scanWarehouse();
    await shipment.reaches('reporting', 'settling');
    expect(shipment.inCentra.counts.completeCalls).toBe(0);
    await expect(shipment.end()).resolves.toMatchObject({ end: 'completed' });
    expect(shipment.inOngoing().lines).toMatchObject([{ reported: 1 }]);
  });
});

describe('refused by Centra', () => {
  it('asks a person, and is told again when he says so', async () => {
    const shipment = await stories.imported({ marketId: 7 });
    shipment.ships();
    stories.merchant.hideMarket({ marketId: 7 });
    await stories.scanWarehouse();
    await expect(shipment.asks('complete-refused')).resolves.toMatchObject({
      sentence: expect.stringContaining('order in wrong market'),
    });
    stories.merchant.hideMarket({ marketId: 7, hidden: false });
    await shipment.act('retry');
    await expect(shipment.end()).resolves.toMatchObject({ end: 'completed' });
  });
});
