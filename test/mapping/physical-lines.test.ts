import fc from 'fast-check';
import { physicalLines } from '../../src/mapping';
import { aLineRow, aShipment } from './support';

type Row = Record<string, unknown>;

const item = (lineId: string, more: Row = {}) => aLineRow({ lineId, sku: `S${lineId}`, qty: 1, ...more });
const part = (lineId: string, more: Row = {}) => item(lineId, { isPartOfBundle: '217', ...more });
const bundle = (lineId: string, more: Row = {}) => item(lineId, { isBundle: true, ...more });
const lines = (...products: Row[]) =>
  physicalLines(aShipment({ products })).map(({ lineId, qty }) => `${lineId} × ${qty}`);

describe('each physical item is one line', () => {
  it.each<[layout: string, products: Row[], expected: string[]]>([
    ['no bundles', [item('1'), item('2', { qty: 3 })], ['1 × 1', '2 × 3']],
    ['only containing items', [part('1'), part('2'), item('3')], ['1 × 1', '2 × 1', '3 × 1']],
    ['items nested in the bundle', [bundle('9', { bundle: [part('1'), part('2', { qty: 4 })] })], ['1 × 1', '2 × 4']],
    ['only bundles: the bundle is an article', [bundle('9', { qty: 2 }), item('3')], ['9 × 2', '3 × 1']],
    ['a bundle with an empty list of items is an article', [bundle('9', { bundle: [] })], ['9 × 1']],
    [
      'a bundle with its items beside it',
      [bundle('9', { price: 0 }), part('1'), part('2'), item('3')],
      ['1 × 1', '2 × 1', '3 × 1'],
    ],
    [
      'two bundles with their items beside them',
      [bundle('8'), part('1'), bundle('9'), part('2', { isPartOfBundle: '218' })],
      ['1 × 1', '2 × 1'],
    ],
    [
      'items that refer to the bundle’s line: the other bundle is an article',
      [bundle('8'), bundle('9'), part('1', { isPartOfBundle: '8' })],
      ['9 × 1', '1 × 1'],
    ],
    [
      'a line both flat and nested, as in Centra’s sample',
      [part('1'), bundle('9', { qty: 2, bundle: [part('1')] })],
      ['1 × 1'],
    ],
    [
      'the flat line tells the quantity',
      [bundle('9', { bundle: [part('1', { qty: 5 }), part('2')] }), part('1')],
      ['2 × 1', '1 × 1'],
    ],
    [
      'a bundle in a bundle',
      [bundle('9', { bundle: [bundle('8', { bundle: [part('1')] }), part('2')] })],
      ['1 × 1', '2 × 1'],
    ],
    ['the same line twice', [item('1'), item('1')], ['1 × 1']],
    ['a line that was lowered to nothing', [item('1', { qty: 0 }), item('2')], ['2 × 1']],
    ['"0" is no bundle', [bundle('9'), item('1', { isPartOfBundle: '0' })], ['9 × 1', '1 × 1']],
  ])('%s', (_layout, products, expected) => {
    expect(lines(...products)).toEqual(expected);
  });

  it('in whatever layout the same goods are shown', () => {
    const goods = fc.record({
      single: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 3 }),
      bundles: fc.array(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 }), {
        minLength: 1,
        maxLength: 3,
      }),
    });
    fc.assert(
      fc.property(goods, ({ single, bundles }) => {
        const singles = single.map((qty, index) => item(`s${index}`, { qty }));
        const items = bundles.map((quantities, nth) =>
          quantities.map((qty, index) => part(`b${nth}i${index}`, { qty })),
        );
        const heads = bundles.map((_, nth) => bundle(`b${nth}`));
        const expected = [...singles, ...items.flat()]
          .map((line) => `${String(line.lineId)} × ${String(line.qty)}`)
          .sort();
        const layouts = {
          items: [...singles, ...items.flat()],
          nested: [...singles, ...heads.map((head, nth) => ({ ...head, bundle: items[nth] }))],
          beside: [...singles, ...heads.flatMap((head, nth) => [head, ...(items[nth] ?? [])])],
          both: [...singles, ...items.flat(), ...heads.map((head, nth) => ({ ...head, bundle: items[nth] }))],
        };
        for (const layout of Object.values(layouts)) expect(lines(...layout).sort()).toEqual(expected);
      }),
    );
  });
});
