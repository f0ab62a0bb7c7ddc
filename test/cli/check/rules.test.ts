import { collect, collisions } from '../../../src/cli/check/articles';
import { grouped } from '../../../src/cli/check/findings';
import { missingStatuses, missingWarehouse } from '../../../src/cli/check/ongoing';
import { priorities } from '../../../src/cli/check/temporal';
import type { Product } from '../../../src/clients/centra/schema';
import type { ArticlesConfig } from '../../../src/config';

describe('priorities', () => {
  it.each<[version: string, from: 'configuration' | 'running up', isTold: boolean]>([
    ['1.29.1', 'configuration', true],
    ['1.30.9', 'configuration', true],
    ['1.31.0', 'configuration', false],
    ['1.32.0-cloud', 'configuration', false],
    ['2.0.0', 'configuration', false],
    ['', 'configuration', true],
    ['1.29.1', 'running up', false],
  ])('on server %j (%s) need a word: %p', (version, from, isTold) => {
    const told = priorities(version, from);
    expect(told.map(({ what }) => what.includes('matching.useNewMatcher=true'))).toEqual(isTold ? [true] : []);
  });
});

describe('statuses', () => {
  const here = [200, 300, 400, 450, 1000].map((number) => ({ number, text: `S${number}` }));
  const wanted = {
    cancellable: [200],
    picked: 400,
    shipped: [450],
    cancelled: [1000],
    received: 1,
    receiptCancelled: [2],
  };

  it('of orders must be those of the warehouse; those of purchase orders are another list', () => {
    expect(missingStatuses('acme', wanted, here)).toEqual([]);
  });

  it.each([
    ['cancellable', { cancellable: [150, 200] }, '150'],
    ['picked', { picked: 410 }, '410'],
    ['shipped', { shipped: [500, 510] }, '500, 510'],
    ['cancelled', { cancelled: [999] }, '999'],
  ])('that are missing are named: %s', (name, change, numbers) => {
    const [problem, ...others] = missingStatuses('acme', { ...wanted, ...change }, here);
    expect(others).toEqual([]);
    expect(problem?.what).toBe(`this warehouse has no order status ${numbers} (\`ongoing.statuses.${name}\`)`);
    expect(problem?.fix).toContain('it has 200 S200, 300 S300');
  });
});

describe('article numbers', () => {
  const articles = { articleNumber: ['sku', 'sizeSku'], inactive: false } as unknown as ArticlesConfig;
  const row = (stockItemId: string, sku: string, sizeSku: string, active = true) =>
    ({ stockItemId, sku, sizeSku, active }) as unknown as Product;
  const found = (...rows: Product[]) => {
    const sizes = new Map<string, Set<string>>();
    for (const product of rows) collect(product, articles, sizes);
    return collisions('acme', articles, sizes).problems;
  };

  it('that one size has are right, also when it is listed twice', () => {
    expect(found(row('1', 'TEE', '-M'), row('1', 'TEE', '-M'), row('2', 'TEE', '-L'))).toEqual([]);
  });

  it('that several sizes have are named', () => {
    const [problem] = found(row('1', 'TEE', '-M'), row('2', 'TEE-', 'M'), row('3', 'TEE', '-L'));
    expect(problem?.what).toBe('an article number belongs to several sizes: TEE-M (stock items 1, 2)');
  });

  it('of inactive products, and none at all, count for nothing', () => {
    expect(found(row('1', 'TEE', '-M'), row('2', 'TEE', '-M', false), row('3', '', ''), row('4', '', ''))).toEqual([]);
  });

  it('are named ten at the most', () => {
    const rows = Array.from({ length: 24 }, (_, index) => row(String(index), `A${Math.floor(index / 2)}`, ''));
    const [problem] = found(...rows);
    expect(problem?.what).toMatch(/^12 article numbers belong .*, and 2 more$/);
  });
});

describe('notes', () => {
  it('that say the same are said once', () => {
    expect(
      grouped([
        { where: 'a', what: 'x' },
        { where: 'b', what: 'y' },
        { where: 'c', what: 'x' },
      ]),
    ).toEqual([
      { where: 'a, c', what: 'x' },
      { where: 'b', what: 'y' },
    ]);
  });
});

describe('the warehouse', () => {
  const there = [
    { id: 1, name: 'Main' },
    { id: 4, code: 'B' },
  ];

  it('that is configured must be one of the tenant’s', () => {
    expect(missingWarehouse('acme', 4, there)).toEqual([]);
    expect(missingWarehouse('acme', 2, there)).toMatchObject([
      { what: 'there is no warehouse 2 (`ongoing.warehouseId`)', fix: 'name one of its warehouses; it has 1 Main, 4' },
    ]);
    expect(missingWarehouse('acme', 2, [])).toMatchObject([{ fix: 'name one of its warehouses; it has none' }]);
  });
});
