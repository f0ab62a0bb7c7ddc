import { useStories } from './support/use-stories';

const stories = useStories();

describe('the sweep', () => {
  it('tells of what the warehouse did and nobody heard of', async () => {
    const shipment = await stories.imported();
    shipment.ships();
    await expect(stories.sweep()).resolves.toMatchObject({ open: 1, written: 1 });
    await expect(shipment.end()).resolves.toMatchObject({ end: 'completed' });
  });

  it('asks about an order that Ongoing knows no more, and believes it only the second time', async () => {
    const shipment = await stories.imported();
    stories.faults.add({ id: 'vanished', kind: 'empty-list', system: 'ongoing', path: '/orders' });
    await stories.sweep();
    await expect(shipment.asks('cancelled-in-warehouse')).resolves.toMatchObject({
      sentence: expect.stringContaining('no longer knows the order number'),
    });
    stories.faults.clear({ id: 'vanished' });

    // It was a mistake of the list.
    await stories.sweep();
    await shipment.reaches('in-warehouse', 'warehouse');
    await expect(shipment.goesItsWay()).resolves.toMatchObject({ end: 'completed' });
  });
});

describe('after the end', () => {
  it('appends a waybill that comes later, once, and completes nothing again', async () => {
    const shipment = await stories.imported();
    const { waybills } = await shipment.goesItsWay();
    stories.warehouse.addTracking({ orderNumber: shipment.id, waybill: 'LATER-1' });
    await expect(stories.sweep()).resolves.toMatchObject({ reopened: 1 });
    await expect(shipment.end()).resolves.toMatchObject({ end: 'completed', waybills: [...waybills, 'LATER-1'] });
    expect(shipment.inCentra).toMatchObject({
      tracking: waybills[0],
      order: { internalComment: `${shipment.id}: also sent with LATER-1` },
      counts: { completeCalls: 1, emails: 1 },
    });

    await expect(stories.sweep()).resolves.toMatchObject({ reopened: 0 });
    expect(shipment.inCentra.order.internalComment.match(/LATER-1/g)).toHaveLength(1);

    stories.warehouse.addTracking({ orderNumber: shipment.id, waybill: 'LATER-2' });
    await expect(stories.sweep()).resolves.toMatchObject({ reopened: 1 });
    await expect(shipment.end()).resolves.toMatchObject({ waybills: [...waybills, 'LATER-1', 'LATER-2'] });
  });

  it('appends a waybill once although the answer to it is lost', async () => {
    const shipment = await stories.imported();
    await shipment.goesItsWay();
    stories.warehouse.addTracking({ orderNumber: shipment.id, waybill: 'LATER-3' });
    stories.faults.add({ kind: 'reset-after', method: 'PUT', path: '/orders', system: 'centra', times: 1 });
    await stories.sweep();
    await expect(shipment.end()).resolves.toMatchObject({ end: 'completed' });
    expect(shipment.inCentra.order.internalComment.match(/LATER-3/g)).toHaveLength(1);
  });

  it('asks about an order that is annulled, until a person has seen it', async () => {
    const shipment = await stories.imported();
    await shipment.goesItsWay();
    stories.warehouse.annul({ orderNumber: shipment.id });
    await expect(stories.sweep()).resolves.toMatchObject({ reopened: 1 });
    await expect(shipment.asks('cancelled-in-warehouse')).resolves.toMatchObject({ choices: ['accept'] });
    await stories.sweep();
    await shipment.act('resolve', { choice: 'accept' });
    await expect(shipment.end()).resolves.toMatchObject({ end: 'completed', annulled: true });
    await expect(stories.sweep()).resolves.toMatchObject({ reopened: 0 });
  });

  it('is left alone by scans that still see it', async () => {
    const shipment = await stories.imported();
    await shipment.goesItsWay();
    const before = shipment.inCentra.counts;
    await stories.scanWarehouse();
    await stories.scan();
    const { status } = await shipment.handle.describe();
    expect(status.name).toBe('COMPLETED');
    expect(shipment.inCentra.counts).toEqual(before);
  });
});
