import fc from 'fast-check';
import { warehouseOrder, type ReturnCause, type WarehouseOrder } from '../../src/clients/ongoing/schema';
import { toReturns, unreportedReturns } from '../../src/mapping';

type Row = Record<string, unknown>;

const causes: ReturnCause[] = [
  cause('SIZE', 'Wrong size', false),
  cause('DAMAGED', 'Damaged', true),
  cause(undefined, 'Lost on the way', true),
];
function cause(code: string | undefined, name: string, isRemoveCause: boolean): ReturnCause {
  return { code, name, isRemoveCause, isChangeCause: false, isReturnCommentMandatory: false };
}

/** Items that came back, as Ongoing sends them. */
const items = (numberOfItems: number, code?: string, more: Row = {}): Row => ({
  numberOfItems,
  isPicked: true,
  isReturned: true,
  returnCause: code === undefined ? null : { code, name: causes.find((one) => one.code === code)?.name },
  ...more,
});
/** A line of which everything came back that its items say. */
const aLine = (pickedArticleItems: Row[], more: Row = {}): Row => ({
  id: 70001,
  rowNumber: '501',
  article: { articleNumber: 'TEE-BLUE-M' },
  pickedNumberOfItems: 5,
  returnedNumberOfItems: pickedArticleItems.reduce((total, item) => total + Number(item.numberOfItems), 0),
  reportedReturnedNumberOfItems: null,
  pickedArticleItems,
  ...more,
});
const anOrder = (...orderLines: Row[]): WarehouseOrder =>
  warehouseOrder.parse({
    orderInfo: { orderId: 40001, orderNumber: '1001-1', orderStatus: { number: 450 } },
    orderLines,
  });
const cap = { id: 70002, rowNumber: '502', article: { articleNumber: 'CAP' } };
const returns = (lines: Row[], settings: { restock?: boolean; comment?: boolean } = {}) =>
  toReturns(anOrder(...lines), causes, { restock: false, comment: false, ...settings });

describe('what came back', () => {
  it('is a return of the lines, with its cause, and what to acknowledge', () => {
    expect(returns([aLine([items(2, 'SIZE')])], { restock: true })).toEqual([
      {
        products: { '501': 2 },
        returnStock: true,
        comment: 'Wrong size',
        lines: [{ orderLineId: 70001, processed: 2 }],
      },
    ]);
  });

  it.each<[what: string, line: Row]>([
    ['nothing came back', aLine([])],
    ['all of it is reported', aLine([items(2, 'SIZE')], { reportedReturnedNumberOfItems: 2 })],
    ['more is reported than came back', aLine([items(2)], { reportedReturnedNumberOfItems: 3 })],
    ['half a piece came back', aLine([items(0.5)])],
  ])('is no return when %s', (_what, line) => {
    expect(returns([line])).toEqual([]);
  });

  it('is told beyond what is reported', () => {
    const line = aLine([items(3)], { reportedReturnedNumberOfItems: 1 });
    expect(returns([line])).toMatchObject([{ products: { '501': 2 }, lines: [{ orderLineId: 70001, processed: 3 }] }]);
  });

  it('is one return for several lines of the shipment', () => {
    expect(returns([aLine([items(1)]), aLine([items(2)], cap), aLine([], { id: 70003, rowNumber: '503' })])).toEqual([
      {
        products: { '501': 1, '502': 2 },
        returnStock: false,
        lines: [
          { orderLineId: 70001, processed: 1 },
          { orderLineId: 70002, processed: 2 },
        ],
      },
    ]);
  });

  it('counts as the line does, also where the items do not show it all', () => {
    expect(returns([aLine([items(1, 'SIZE')], { returnedNumberOfItems: 3 })])).toMatchObject([
      { products: { '501': 3 }, comment: 'Wrong size' },
    ]);
    expect(returns([aLine([items(5, 'SIZE')], { returnedNumberOfItems: 2 })])).toMatchObject([
      { products: { '501': 2 } },
    ]);
  });

  it('is added up where the warehouse split a line and kept its number', () => {
    expect(returns([aLine([items(1)]), aLine([items(2)], { id: 70009 })])).toMatchObject([
      {
        products: { '501': 3 },
        lines: [
          { orderLineId: 70001, processed: 1 },
          { orderLineId: 70009, processed: 2 },
        ],
      },
    ]);
  });

  it('is only what was returned of the items that were picked', () => {
    const line = aLine([items(1, 'SIZE'), items(4, 'DAMAGED', { isReturned: false })], { returnedNumberOfItems: 1 });
    expect(returns([line], { restock: true })).toMatchObject([{ products: { '501': 1 }, comment: 'Wrong size' }]);
  });
});

describe('what goes back in stock', () => {
  it('is never what the cause removes: that is a second return', () => {
    const lines = [aLine([items(2, 'SIZE'), items(1, 'DAMAGED')]), aLine([items(1, 'DAMAGED')], cap)];
    expect(returns(lines, { restock: true })).toEqual([
      {
        products: { '501': 2 },
        returnStock: true,
        comment: 'Wrong size',
        lines: [{ orderLineId: 70001, processed: 2 }],
      },
      {
        products: { '501': 1, '502': 1 },
        returnStock: false,
        comment: 'TEE-BLUE-M: Damaged; CAP: Damaged',
        lines: [
          { orderLineId: 70001, processed: 3 },
          { orderLineId: 70002, processed: 1 },
        ],
      },
    ]);
  });

  it('is a single return when all of it is removed, and when nothing is to go back anyway', () => {
    expect(returns([aLine([items(1, 'DAMAGED')])], { restock: true })).toMatchObject([
      { products: { '501': 1 }, returnStock: false },
    ]);
    const both = [aLine([items(2, 'SIZE'), items(1, 'DAMAGED')])];
    expect(returns(both, { restock: false })).toMatchObject([
      { products: { '501': 3 }, returnStock: false, comment: 'Wrong size, Damaged' },
    ]);
  });

  it.each<[what: string, returnCause: Row | null, isRemoved: boolean]>([
    ['its code', { code: 'DAMAGED', name: 'Skadad' }, true],
    ['its name, where it has no code', { code: null, name: 'Lost on the way' }, true],
    ['its code before its name', { code: 'SIZE', name: 'Damaged' }, false],
    ['nothing, when nobody knows it', { code: 'OTHER', name: 'Other' }, false],
    ['nothing, where there is none', null, false],
  ])('is decided by the cause, which is known by %s', (_what, returnCause, isRemoved) => {
    const [only, ...others] = returns([aLine([items(1, undefined, { returnCause })])], { restock: true });
    expect(only?.returnStock).toBe(!isRemoved);
    expect(others).toEqual([]);
  });

  it('is what came last: the oldest items are reported already', () => {
    const old = items(1, 'DAMAGED', { returnDate: '2026-02-09T10:00:00Z' });
    const young = items(1, 'SIZE', { returnDate: '2026-02-10T10:00:00Z' });
    for (const order of [
      [old, young],
      [young, old],
    ]) {
      const line = aLine(order, { reportedReturnedNumberOfItems: 1 });
      expect(returns([line], { restock: true })).toMatchObject([{ returnStock: true, comment: 'Wrong size' }]);
    }
  });

  it('is, of items without a date, what is listed last', () => {
    const line = aLine([items(1, 'DAMAGED'), items(1, 'SIZE')], { reportedReturnedNumberOfItems: 1 });
    expect(returns([line], { restock: true })).toMatchObject([{ returnStock: true, comment: 'Wrong size' }]);
  });

  it('stays what it was when only the first of two returns is acknowledged', () => {
    const at = { returnDate: '2026-02-09T10:00:00Z' };
    const both = [items(1, 'DAMAGED', at), items(2, 'SIZE', at)];
    const [first, second] = returns([aLine(both)], { restock: true });
    const reportedReturnedNumberOfItems = first?.lines[0]?.processed;
    expect(returns([aLine(both, { reportedReturnedNumberOfItems })], { restock: true })).toEqual([second]);
  });
});

describe('the comment of a return', () => {
  const broken = items(1, 'DAMAGED', { comment: 'torn at the seam' });
  const small = items(2, 'SIZE', { comment: ' ' });

  it.each<[what: string, lines: Row[], comment: boolean, expected: string | undefined]>([
    ['nothing, without causes', [aLine([items(1)])], true, undefined],
    ['the cause, once', [aLine([items(1, 'SIZE'), items(1, 'SIZE')])], false, 'Wrong size'],
    ['all causes', [aLine([small, broken])], false, 'Wrong size, Damaged'],
    [
      'causes, then comments where they are wanted',
      [aLine([small, broken])],
      true,
      'Wrong size, Damaged, torn at the seam',
    ],
    ['a comment alone', [aLine([items(1, undefined, { comment: 'unpacked' })])], true, 'unpacked'],
    ['no comment where none is wanted', [aLine([items(1, undefined, { comment: 'unpacked' })])], false, undefined],
    [
      'each line’s words after its name, where there are several',
      [aLine([small]), aLine([broken], cap)],
      true,
      'TEE-BLUE-M: Wrong size; CAP: Damaged, torn at the seam',
    ],
    ['only the lines that have words', [aLine([items(1)]), aLine([small], cap)], false, 'CAP: Wrong size'],
    [
      'the row’s number where a line has no article',
      [aLine([small], { article: null }), aLine([small], cap)],
      false,
      '501: Wrong size; CAP: Wrong size',
    ],
    [
      'the code of a cause without name',
      [aLine([items(1, undefined, { returnCause: { code: 'X1', name: '' } })])],
      false,
      'X1',
    ],
    [
      'nothing of what is reported already',
      [aLine([broken, small], { reportedReturnedNumberOfItems: 1 })],
      true,
      'Wrong size',
    ],
  ])('is %s', (_what, lines, comment, expected) => {
    expect(returns(lines, { comment })[0]?.comment).toBe(expected);
  });
});

describe('what came back and cannot be reported', () => {
  it.each<[what: string, line: Row, unreported: object[]]>([
    [
      'a line that the warehouse added',
      aLine([items(2)], { rowNumber: null }),
      [{ orderLineId: 70001, articleNumber: 'TEE-BLUE-M', numberOfItems: 2 }],
    ],
    [
      'a part of a line',
      aLine([], { subOrderLines: [aLine([items(1)], cap)] }),
      [{ orderLineId: 70002, articleNumber: 'CAP', numberOfItems: 1 }],
    ],
    [
      'a part of a part, of no article',
      aLine([], {
        subOrderLines: [aLine([], { ...cap, subOrderLines: [aLine([items(1)], { id: 3, article: null })] })],
      }),
      [{ orderLineId: 3, numberOfItems: 1 }],
    ],
    ['nothing, when it is acknowledged', aLine([items(2)], { rowNumber: null, reportedReturnedNumberOfItems: 2 }), []],
    ['nothing, when the lines are ours', aLine([items(2)]), []],
  ])('%s', (_what, line, unreported) => {
    expect(unreportedReturns(anOrder(line))).toEqual(unreported);
  });
});

describe('whatever came back', () => {
  const someItems = fc.record({
    numberOfItems: fc.integer({ min: 1, max: 4 }),
    code: fc.constantFrom(undefined, 'SIZE', 'DAMAGED'),
    isReturned: fc.boolean(),
    returnDate: fc.constantFrom(null, '2026-02-09T10:00:00Z', '2026-02-10T10:00:00Z'),
  });
  const someLine = fc
    .record({
      all: fc.array(someItems, { maxLength: 4 }),
      reported: fc.integer({ min: 0, max: 5 }),
      unseen: fc.integer({ min: 0, max: 2 }),
    })
    .map(({ all, reported, unseen }) => {
      const came = all.filter(({ isReturned }) => isReturned).reduce((total, one) => total + one.numberOfItems, 0);
      return {
        pickedArticleItems: all.map(({ numberOfItems, code, ...more }) => items(numberOfItems, code, more)),
        returnedNumberOfItems: came + unseen,
        reportedReturnedNumberOfItems: reported,
      };
    });

  it('every item is in one return, what is removed never in stock, and all is acknowledged at the end', () => {
    fc.assert(
      fc.property(fc.array(someLine, { maxLength: 4 }), fc.boolean(), (some, restock) => {
        const lines = some.map((line, n) => aLine([], { id: n, rowNumber: `${n}`, ...line }));
        const order = anOrder(...lines);
        const all = returns(lines, { restock });
        expect(all.length).toBeLessThanOrEqual(2);
        if (all.length === 2) expect(all.map(({ returnStock }) => returnStock)).toEqual([true, false]);
        for (const { orderLineId, rowNumber, returned, reportedReturned, items: came } of order.lines) {
          const told = all.reduce((total, { products }) => total + (products[rowNumber ?? ''] ?? 0), 0);
          expect(told).toBe(Math.max(0, returned - reportedReturned));
          const last = all
            .flatMap((one) => one.lines)
            .filter((one) => one.orderLineId === orderLineId)
            .at(-1);
          expect(last?.processed).toBe(told > 0 ? returned : undefined);
          const inStock = all.filter(({ returnStock }) => returnStock);
          const stocked = inStock.reduce((total, { products }) => total + (products[rowNumber ?? ''] ?? 0), 0);
          const removed = came
            .filter(({ isReturned, returnCause }) => isReturned && returnCause?.code === 'DAMAGED')
            .reduce((total, { numberOfItems }) => total + numberOfItems, 0);
          if (reportedReturned === 0) expect(stocked).toBe(restock ? returned - removed : 0);
        }
        for (const { products } of all) for (const pieces of Object.values(products)) expect(pieces).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});
