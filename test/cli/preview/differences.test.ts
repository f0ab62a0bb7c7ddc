import fc from 'fast-check';
import { fieldDifferences, fieldOf } from '../../../src/cli/preview/differences';

describe('the difference of two documents', () => {
  it.each<
    [why: string, before: object, after: object, differences: [field: string, before: unknown, after: unknown][]]
  >([
    ['nothing in the same', { a: 1, b: { c: 'x' } }, { b: { c: 'x' }, a: 1 }, []],
    ['a value', { orderRemark: 'A' }, { orderRemark: 'B' }, [['orderRemark', 'A', 'B']]],
    ['a value that is gone', { consignee: { name: 'N' } }, {}, [['consignee.name', 'N', null]]],
    ['a value that is new', {}, { advanced: { invoiceNumber: '7' } }, [['advanced.invoiceNumber', null, '7']]],
    ['a number is not its text', { weight: 1 }, { weight: '1' }, [['weight', 1, '1']]],
    ['false is a value', { isObsolete: false }, {}, [['isObsolete', false, null]]],
    [
      'lines by their row numbers, whatever their order',
      {
        orderLines: [
          { rowNumber: '1', numberOfItems: 1 },
          { rowNumber: '2', numberOfItems: 2 },
        ],
      },
      {
        orderLines: [
          { rowNumber: '2', numberOfItems: 3 },
          { rowNumber: '1', numberOfItems: 1 },
        ],
      },
      [['orderLines[2].numberOfItems', 2, 3]],
    ],
    [
      'a line that one of them lacks',
      { orderLines: [] },
      { orderLines: [{ rowNumber: 'A[1]', numberOfItems: 3 }] },
      [
        ['orderLines[A_1_].rowNumber', null, 'A[1]'],
        ['orderLines[A_1_].numberOfItems', null, 3],
      ],
    ],
  ])('%s', (_why, before, after, differences) => {
    expect(fieldDifferences(before, after).map((one) => [one.field, one.before, one.after])).toEqual(differences);
  });

  it('of a document with itself is nothing, and the other way round the same fields', () => {
    const document = fc.dictionary(
      fc.string(),
      fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.dictionary(fc.string(), fc.integer())),
    );
    fc.assert(
      fc.property(document, document, (one, other) => {
        expect(fieldDifferences(one, one)).toEqual([]);
        const fields = (list: ReturnType<typeof fieldDifferences>) => list.map(({ field }) => field).sort();
        expect(fields(fieldDifferences(one, other))).toEqual(fields(fieldDifferences(other, one)));
      }),
    );
  });

  it('names the same field of every line alike', () => {
    expect(fieldOf({ field: 'orderLines[501].prices.currencyCode' })).toBe('orderLines[].prices.currencyCode');
    expect(fieldOf({ field: 'consignee.name' })).toBe('consignee.name');
  });
});
