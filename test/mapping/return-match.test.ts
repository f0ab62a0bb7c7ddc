import { returned } from '../../src/clients/centra/schema';
import { itemsNotReturned, matchReturn } from '../../src/mapping';

const ours = { products: { '501': 2, '502': 1 }, returnStock: true };
const theirs = (lines: [lineId: number, quantity: number][], more: Record<string, unknown> = {}) =>
  returned.parse({
    returnId: 385,
    shipment: '1001-1',
    returnToStock: true,
    products: lines.map(([shipmentLineId, quantity]) => ({ shipmentLineId, quantity })),
    ...more,
  });

describe('the lines that Centra took', () => {
  it.each<[returnedItems: string[], missing: string[]]>([
    [['501', '502'], []],
    [['502'], ['501']],
    [[], ['501', '502']],
    [['503'], ['501', '502']],
  ])('%j: missing are %j', (returnedItems, missing) => {
    expect(itemsNotReturned(ours, returnedItems)).toEqual(missing);
  });
});

describe('a return that is found in Centra', () => {
  it.each<[what: string, row: ReturnType<typeof theirs>, match: string]>([
    [
      'with the same lines',
      theirs([
        [501, 2],
        [502, 1],
      ]),
      'same',
    ],
    [
      'with the same lines in another order',
      theirs([
        [502, 1],
        [501, 2],
      ]),
      'same',
    ],
    [
      'with a line in two parts',
      theirs([
        [501, 1],
        [502, 1],
        [501, 1],
      ]),
      'same',
    ],
    [
      'that does not say what became of the stock',
      theirs(
        [
          [501, 2],
          [502, 1],
        ],
        { returnToStock: null },
      ),
      'same',
    ],
    [
      'with the same lines and another stock',
      theirs(
        [
          [501, 2],
          [502, 1],
        ],
        { returnToStock: false },
      ),
      'other',
    ],
    ['with some of the lines', theirs([[501, 2]]), 'part'],
    [
      'with another number of pieces',
      theirs([
        [501, 1],
        [502, 1],
      ]),
      'other',
    ],
    [
      'with a line more',
      theirs([
        [501, 2],
        [502, 1],
        [503, 1],
      ]),
      'other',
    ],
    ['with another line', theirs([[503, 2]]), 'other'],
    ['with nothing in it', theirs([]), 'other'],
  ])('%s', (_what, row, match) => {
    expect(matchReturn(ours, row)).toBe(match);
  });
});
