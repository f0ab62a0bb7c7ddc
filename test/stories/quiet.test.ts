import { allCalls, difference } from './support/calls';
import { useStories } from './support/use-stories';

describe('a shipment that goes its quiet way', () => {
  const stories = useStories();
  const callsSoFar = () => allCalls(stories.simulators.control.counters().calls);

  it('becomes an order, is shipped, and is completed and acknowledged', async () => {
    const shipment = await stories.imported({ lines: [{ quantity: 2 }] });
    expect(shipment.inOngoing()).toMatchObject({
      status: 200,
      posted: { goodsOwnerOrderId: shipment.id, referenceNumber: `retail/${shipment.id}` },
      lines: [{ ordered: 2 }],
    });

    await expect(shipment.goesItsWay()).resolves.toEqual({
      end: 'completed',
      orderNumbers: [shipment.id],
      orderId: shipment.inOngoing().orderId,
      waybills: [shipment.inOngoing().wayBill],
      captured: false,
    });

    expect(shipment.inCentra).toMatchObject({
      shippedAt: expect.any(Number),
      tracking: shipment.inOngoing().wayBill,
      packages: 1,
      counts: { captureCalls: 0, completeCalls: 1, completions: 1, emails: 1 },
    });
    expect(shipment.inOngoing().lines).toMatchObject([{ reported: 2 }]);
  });

  it('costs no call above the floor', async () => {
    // Its article is known: an article is asked for once in a worker's life.
    const product = 'floor-article';
    stories.merchant.addProduct({ sku: product, variantSku: '', sizeSku: '' });
    await (await stories.imported({ lines: [{ product }] })).goesItsWay();

    const before = callsSoFar();
    const shipment = await stories.imported({ lines: [{ product }] });
    await shipment.goesItsWay();

    expect(difference(callsSoFar(), before)).toEqual({
      // The scan's list, and the fresh read just before the import.
      'centra GET /shipments': 2,
      'centra PUT /shipment': 1,
      // The scan asks for the number, the warehouse scan for changed orders and for those to report.
      'ongoing GET /orders': 3,
      'ongoing PUT /orders': 1,
      'ongoing PATCH /orders/{orderId}/setReportedNumberOfItemsToPickedNumberOfItems': 1,
    });
  });

  it('has a short history', async () => {
    const shipment = await stories.imported();
    await shipment.goesItsWay();

    const { raw } = await shipment.handle.describe();
    const { historyLength, historySizeBytes } = raw.workflowExecutionInfo ?? {};
    expect(Number(historyLength)).toBeLessThanOrEqual(40);
    expect(Number(historySizeBytes)).toBeLessThanOrEqual(30_000);
  });
});
