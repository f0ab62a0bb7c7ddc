import { commentOn, reportedByLine, reportedReturned, returnedSight } from '../../../src/activities/return/sight';
import { warehouseOrder, type ReturnCause, type WarehouseOrder } from '../../../src/clients/ongoing/schema';

const cause = (code: string, name: string, isRemoveCause: boolean): ReturnCause => ({
  ...{ code, name, isRemoveCause, isChangeCause: false, isReturnCommentMandatory: false },
});
const causes = [cause('SIZE', 'Wrong size', false), cause('DAMAGED', 'Damaged', true)];
const restocking = { restock: true, comment: true };

/** One piece that came back at this hour of a day. */
const aPiece = (hour: number, code: string, comment?: string) => ({
  ...{
    numberOfItems: 1,
    isPicked: true,
    isReturned: true,
    returnCause: { code, name: causes.find((one) => one.code === code)?.name },
    comment: comment ?? null,
  },
  returnDate: `2026-05-04T0${hour}:00:00Z`,
});
const aLine = (id: number, reported: number, ...pickedArticleItems: ReturnType<typeof aPiece>[]) => ({
  ...{ id, rowNumber: `L${id}`, article: { articleNumber: `ART-${id}` }, pickedArticleItems },
  returnedNumberOfItems: pickedArticleItems.length,
  reportedReturnedNumberOfItems: reported,
});
const anOrder = (...orderLines: object[]): WarehouseOrder =>
  warehouseOrder.parse({
    orderInfo: { orderId: 40001, orderNumber: '1001-1', orderStatus: { number: 450 } },
    orderLines,
  });

describe('what a scan or a read says of an order', () => {
  it('is what came back, line by line, without a word of why', () => {
    const order = anOrder(aLine(1, 0, aPiece(1, 'SIZE', 'said by Kim'), aPiece(2, 'DAMAGED')), aLine(2, 0));
    const sight = returnedSight(order, causes, { restock: true }, 5);
    expect(sight).toEqual({
      observedAt: 5,
      parts: [
        { products: { L1: 1 }, returnStock: true, lines: [{ orderLineId: 1, lineId: 'L1', processed: 1 }] },
        { products: { L1: 1 }, returnStock: false, lines: [{ orderLineId: 1, lineId: 'L1', processed: 2 }] },
      ],
    });
    expect(JSON.stringify(sight)).not.toContain('Kim');
  });

  it('counts what is reported: of the order with its sub-lines, and by line over all orders of the shipment', () => {
    const order = anOrder({ ...aLine(1, 1, aPiece(1, 'SIZE')), subOrderLines: [aLine(3, 2)] }, aLine(2, 4));
    expect(reportedReturned(order)).toBe(7);
    expect(reportedByLine([order, anOrder(aLine(1, 5), { ...aLine(9, 9), rowNumber: null })])).toEqual({
      L1: 6,
      L2: 4,
    });
  });
});

describe('why goods came back', () => {
  const order = anOrder(
    aLine(1, 0, aPiece(1, 'SIZE', 'too wide'), aPiece(2, 'DAMAGED', 'torn')),
    aLine(2, 0, aPiece(1, 'SIZE')),
  );
  const plan = [...returnedSight(order, causes, restocking, 0).parts];

  it('is said of each return for its own items', () => {
    expect(plan.map((part) => commentOn(order, causes, restocking, plan, part))).toEqual([
      'ART-1: Wrong size, too wide; ART-2: Wrong size',
      'Damaged, torn',
    ]);
  });

  it('leaves out what came back after the plan was made', () => {
    const later = anOrder(
      aLine(1, 0, aPiece(1, 'SIZE', 'too wide'), aPiece(2, 'DAMAGED', 'torn'), aPiece(3, 'SIZE', 'late')),
      aLine(2, 0, aPiece(1, 'SIZE')),
    );
    expect(commentOn(later, causes, restocking, plan, plan[0]!)).toBe('ART-1: Wrong size, too wide; ART-2: Wrong size');
  });

  it('is said of some of its lines, where only those are reported again', () => {
    const rest = { ...plan[0]!, products: { L2: 1 }, lines: plan[0]!.lines.filter(({ lineId }) => lineId === 'L2') };
    expect(commentOn(order, causes, restocking, [...plan, rest], rest)).toBe('Wrong size');
  });

  it('is not said where the setting has changed meanwhile', () => {
    expect(commentOn(order, causes, { restock: false, comment: true }, plan, plan[0]!)).toBeUndefined();
  });
});
