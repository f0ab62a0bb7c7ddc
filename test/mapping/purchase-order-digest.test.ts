import fc from 'fast-check';
import { purchaseOrderDigest, toPurchaseOrder } from '../../src/mapping';
import { aDelivery, aSupplyRow } from './support';

const digest = (row: Record<string, unknown> = {}, key = 'k') => purchaseOrderDigest(aDelivery(row), { key });
const groups = ['lines', 'arrival', 'other'] as const;
const changed = (row: Record<string, unknown>) => groups.filter((group) => digest(row)[group] !== digest()[group]);
const tee = (more: object) => ({ products: [aSupplyRow({ ...more })] });

describe('the digest of a delivery', () => {
  it.each<[what: string, row: Record<string, unknown>, groups: string[]]>([
    ['nothing', {}, []],
    ['how many', tee({ quantity: 11 }), ['lines', 'other']],
    ['which article', tee({ sizeSku: '-L' }), ['lines', 'other']],
    ['an EAN', tee({ ean: '7300000000022' }), ['lines', 'other']],
    ['one row more', { products: [aSupplyRow(), aSupplyRow({ sku: 'CAP' })] }, ['lines', 'other']],
    ['a cost', tee({ cost: '9.50' }), ['other']],
    ['a currency', tee({ costCurrency: 'EUR' }), ['other']],
    ['the arrival', { ETA: '2026-02-04 08:00' }, ['arrival']],
    ['no arrival any more', { ETA: '0000-00-00 00:00' }, ['arrival']],
    ['the supplier', { supplierName: 'Annan Väveri' }, ['other']],
    ['the number', { deliveryId: '957-2' }, ['other']],
    ['what the mapping does not read', { ETD: '2026-03-01 10:00', message: 'careful', supplierCountry: 'ES' }, []],
    ['the articles’ names', tee({ product: 'T-shirt', weight: 0.2 }), []],
    ['a cost that is written in another way', tee({ cost: 9.4 }), []],
    ['a row without pieces', { products: [aSupplyRow(), aSupplyRow({ sku: 'CAP', quantity: 0 })] }, []],
  ])('changes with %s', (_what, row, expected) => {
    expect(changed(row)).toEqual(expected);
    expect(digest(row).combined === digest().combined).toBe(expected.length === 0);
  });

  it('does not show anything, and differs with the key', () => {
    const { keyId, ...digests } = digest();
    for (const one of Object.values(digests)) expect(one).toMatch(/^[0-9a-f]{16}$/);
    expect(keyId).toMatch(/^[0-9a-f]{8}$/);
    for (const group of groups) expect(digest({}, 'other')[group]).not.toBe(digest()[group]);
  });

  it('is the same for rows in another order, and for rows that come in parts', () => {
    const row = fc.record({
      sku: fc.constantFrom('TEE', 'CAP', 'MUG'),
      cost: fc.constantFrom('0.10', '9.40'),
      quantity: fc.integer({ min: 2, max: 50 }),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (rows) => {
        const products = rows.map((one) => aSupplyRow(one));
        const halves = rows
          .flatMap(({ quantity, ...one }) => [
            aSupplyRow({ ...one, quantity: 1 }),
            aSupplyRow({ ...one, quantity: quantity - 1 }),
          ])
          .reverse();
        expect(digest({ products: halves })).toEqual(digest({ products }));
      }),
    );
  });

  it('changes whenever the document does', () => {
    const anyRow = fc.record({
      sku: fc.constantFrom('TEE', 'CAP'),
      sizeSku: fc.constantFrom('', 'M'),
      cost: fc.constantFrom('0.10', '9.40', null),
      costCurrency: fc.constantFrom('USD', 'EUR'),
      quantity: fc.integer({ min: 1, max: 4 }),
    });
    const any = fc.record({
      ETA: fc.constantFrom('2026-02-03 20:15', '2026-02-03', '0000-00-00'),
      supplierName: fc.constantFrom('Exempel', ''),
      products: fc.array(
        anyRow.map((row) => aSupplyRow(row)),
        { minLength: 1, maxLength: 3 },
      ),
    });
    const document = (row: Record<string, unknown>) => {
      const { purchaseOrderLines, ...head } = toPurchaseOrder(aDelivery(row), {
        goodsOwnerId: 7,
        articleNumber: ['sku', 'variantSku', 'sizeSku'],
        timezone: 'UTC',
      });
      return JSON.stringify({ head, lines: purchaseOrderLines.map((line) => JSON.stringify(line)).sort() });
    };
    fc.assert(
      fc.property(any, any, (one, other) => {
        if (document(one) !== document(other)) expect(digest(one).combined).not.toBe(digest(other).combined);
      }),
    );
  });
});
