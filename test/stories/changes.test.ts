import { useStories } from './support/use-stories';

const stories = useStories();

describe('changed in Centra before the warehouse has started', () => {
  it.concurrent('writes a new address over the old one', async () => {
    const shipment = await stories.imported();
    stories.merchant.changeOrder({ orderNumber: shipment.order, delivery: { address: 'Omvägen 2' } });
    await stories.scan();
    await shipment.until(({ facts }) =>
      facts.timeline.some(({ what, outcome }) => what === 'rewrite' && outcome === 'done'),
    );
    expect(shipment.inOngoing().posted.consignee).toMatchObject({ address1: 'Omvägen 2' });
    expect(shipment.ordersInOngoing).toEqual([[shipment.id, 200]]);
  });

  it.concurrent('writes changed quantities and added lines, and reports them', async () => {
    const shipment = await stories.imported({ payment: 'authorised', lines: [{ quantity: 2 }] });
    const [line] = shipment.inCentra.lines;
    stories.merchant.changeLines({
      shipmentId: shipment.id,
      quantities: { [line!.lineId]: 3 },
      add: [{ quantity: 1 }],
    });
    stories.merchant.markPaid({ shipmentId: shipment.id });
    await stories.scan();
    await shipment.until(({ facts }) => facts.order?.lines?.length === 2);
    expect(shipment.inOngoing().lines).toMatchObject([{ ordered: 3 }, { ordered: 1 }]);

    await expect(shipment.goesItsWay()).resolves.toMatchObject({ end: 'completed' });
    expect(shipment.inOngoing().lines).toMatchObject([{ reported: 3 }, { reported: 1 }]);
  });

  it.concurrent('tells of a cancellation that comes while it is written again', async () => {
    const shipment = await stories.imported({ payment: 'authorised' });
    const write = stories.hold({ method: 'PUT', path: '/orders', about: shipment.id });
    stories.merchant.changeOrder({ orderNumber: shipment.order, delivery: { address: 'Omvägen 3' } });
    await stories.scan();
    await write.reached();
    stories.merchant.cancel({ orderNumber: shipment.order });
    await stories.scan();
    write.release();
    await expect(shipment.end()).resolves.toMatchObject({ end: 'cancelled' });
    expect(shipment.ordersInOngoing).toEqual([[shipment.id, 1000]]);
  });
});

describe('a line that is removed', () => {
  const shrinks = async () => {
    const shipment = await stories.imported({ payment: 'authorised', lines: [{ quantity: 1 }, { quantity: 1 }] });
    const [, second] = shipment.inCentra.lines;
    stories.merchant.changeLines({ shipmentId: shipment.id, quantities: { [second!.lineId]: 0 } });
    stories.merchant.markPaid({ shipmentId: shipment.id });
    await stories.scan();
    return shipment;
  };

  it('disappears from the order where Ongoing removes what a write leaves out', async () => {
    const shipment = await shrinks();
    await shipment.until(({ facts }) => facts.order?.lines?.length === 1 && facts.order.rewriting === undefined);
    expect(shipment.inOngoing().lines).toHaveLength(1);
    expect(shipment.ordersInOngoing).toEqual([[shipment.id, 200]]);
  });

  it('is waited for where Ongoing shows the rows of an order late', async () => {
    stories.warehouse.settings({ set: { linesVisibleAfterMs: 3_000 } });
    const shipment = await shrinks();
    await shipment.until(({ facts }) => facts.order?.lines?.length === 1 && facts.order.rewriting === undefined);
    stories.warehouse.settings({ set: { linesVisibleAfterMs: 0 } });
    expect(shipment.ordersInOngoing).toEqual([[shipment.id, 200]]);
  });

  it('makes a new order where Ongoing keeps it', async () => {
    stories.warehouse.settings({ set: { removedLines: 'kept' } });
    const shipment = await shrinks();
    const number = `${shipment.id}-r2`;
    await shipment.until(({ facts }) => facts.order?.number === number && facts.order.written);
    expect(shipment.ordersInOngoing).toEqual([
      [shipment.id, 1000],
      [number, 200],
    ]);
    expect(shipment.inOngoing(number).lines).toHaveLength(1);
    await expect(shipment.goesItsWay(number)).resolves.toMatchObject({ end: 'completed' });
  });
});

describe('changed in Centra after the warehouse has started', () => {
  it.concurrent('names the fields, and goes on as it was sent when a person says so', async () => {
    const shipment = await stories.imported();
    stories.warehouse.allocate({ orderNumber: shipment.id });
    await stories.scanWarehouse();
    const { delivery } = shipment.inCentra.order;
    stories.merchant.changeOrder({ orderNumber: shipment.order, delivery: { address: 'Omvägen 4' } });
    await stories.scan();
    const ask = await shipment.asks('changed-after-start');
    expect(ask).toMatchObject({ sentence: expect.stringContaining('consignee'), choices: ['as-is'] });
    expect(shipment.inOngoing().posted.consignee).toMatchObject({ address1: delivery.address });

    await shipment.act('resolve', { choice: 'as-is' });
    await shipment.reaches('in-warehouse', 'warehouse');
    await expect(shipment.goesItsWay()).resolves.toMatchObject({ end: 'completed' });
  });

  it.concurrent('asks also when the warehouse had started and nobody had told the bridge', async () => {
    const shipment = await stories.imported();
    stories.warehouse.allocate({ orderNumber: shipment.id });
    stories.merchant.changeOrder({ orderNumber: shipment.order, delivery: { address: 'Omvägen 5' } });
    await stories.scan();
    await shipment.asks('changed-after-start');
    expect(shipment.ordersInOngoing).toEqual([[shipment.id, 320]]);
  });

  it.concurrent('writes it when the warehouse has set the order back to Open', async () => {
    const shipment = await stories.imported();
    stories.warehouse.allocate({ orderNumber: shipment.id });
    stories.merchant.changeOrder({ orderNumber: shipment.order, delivery: { address: 'Omvägen 6' } });
    await stories.scan();
    await shipment.asks('changed-after-start');
    stories.warehouse.open({ orderNumber: shipment.id });
    await stories.scanWarehouse();
    await shipment.reaches('in-warehouse', 'warehouse');
    expect(shipment.inOngoing().posted.consignee).toMatchObject({ address1: 'Omvägen 6' });
  });

  it.concurrent('does not report other lines than were sent without asking', async () => {
    const shipment = await stories.imported({ payment: 'authorised', lines: [{ quantity: 2 }] });
    stories.warehouse.allocate({ orderNumber: shipment.id });
    await stories.scanWarehouse();
    const [line] = shipment.inCentra.lines;
    stories.merchant.changeLines({ shipmentId: shipment.id, quantities: { [line!.lineId]: 1 } });
    stories.merchant.markPaid({ shipmentId: shipment.id });
    await stories.scan();
    shipment.ships();
    await stories.scanWarehouse();
    const ask = await shipment.asks('changed-after-start');
    expect(ask.sentence).toContain('lines');
    expect(shipment.inCentra.counts.completeCalls).toBe(0);

    await shipment.act('resolve', { choice: 'as-is' });
    await expect(shipment.end()).resolves.toMatchObject({ end: 'completed' });
  });

  it.concurrent('only notes what no picker and no carrier must know', async () => {
    const shipment = await stories.imported();
    stories.warehouse.allocate({ orderNumber: shipment.id });
    await stories.scanWarehouse();
    stories.merchant.changeOrder({ orderNumber: shipment.order, otherComment: 'a ribbon, please' });
    await stories.scan();
    const { facts } = await shipment.until(({ facts: { timeline } }) =>
      timeline.some(({ what }) => what === 'changed in Centra'),
    );
    expect(facts.timeline).toContainEqual(expect.objectContaining({ what: 'changed in Centra', outcome: 'other' }));
    await expect(shipment.goesItsWay()).resolves.toMatchObject({ end: 'completed' });
  });
});
