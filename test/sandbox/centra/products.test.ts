import { startSimulators } from '../../../src/sandbox';
import { centraApi, eachWithSimulators } from '../support/simulators';

interface Listed {
  products: {
    sku: string;
    stockItemId: number;
    physicalStock?: number;
    allocatedStock: number;
    availableStock: number;
  }[];
  next?: string;
  previous?: string;
}
const simulators = eachWithSimulators();
const merchant = () => simulators.now.control.merchant;
const get = async (path: string) => (await centraApi(simulators.now)('GET', path)).json<Listed>();

describe('GET /products', () => {
  it('gives everything at once without a limit', async () => {
    const all = await get('/products');
    expect(all.products).toHaveLength(17);
    expect(all).not.toHaveProperty('next');
  });

  it('pages: next and previous are query strings, and absent at the ends', async () => {
    const first = await get('/products?limit=10');
    expect(first).toMatchObject({ next: '?limit=10&page=2' });
    expect(first).not.toHaveProperty('previous');
    const second = await get(`/products${first.next}`);
    expect(second).toMatchObject({ previous: '?limit=10&page=1' });
    expect(second).not.toHaveProperty('next');
    const ids = [...first.products, ...second.products].map((row) => row.stockItemId);
    expect(new Set(ids).size).toBe(17);
  });

  it('finds by SKU of the product, and by EAN', async () => {
    expect((await get('/products?sku=TEE2')).products).toHaveLength(6);
    expect((await get('/products?ean=2000000030012')).products).toMatchObject([{ sku: 'JCK1', stockItemId: 3001 }]);
    expect((await get('/products?sku=TEE2-WHT-M')).products).toEqual([]);
  });

  it('finds what was changed since, in the merchant’s timezone, without saying when it was', async () => {
    let now = Date.UTC(2026, 5, 1, 10);
    const own = await startSimulators({ now: () => now });
    const changed = async (since: string) => {
      const reply = await centraApi(own)('GET', `/products?modified=${encodeURIComponent(since)}`);
      return reply.json<Listed>().products.map((row) => row.sku);
    };
    now += 3_600_000;
    own.control.merchant.changeProduct({ name: 'TOT3-NAT-OS', set: { harmCode: '1' } });
    await expect(changed('2026-06-01 13:00:00')).resolves.toEqual(['TOT3']);
    await expect(changed('2026-06-01 13:00:01')).resolves.toEqual([]);
    await expect(changed('2026-06-01')).resolves.toHaveLength(17);
    await own.close();
  });

  it('shows an added product', async () => {
    merchant().addProduct({ sku: 'NEW', variantSku: '-A', sizeSku: '-1', weight: 250, weightUnit: 'g', ean: '' });
    expect((await get('/products?sku=NEW')).products).toMatchObject([
      { variantSku: '-A', weight: 250, weightUnit: 'g' },
    ]);
  });
});

describe('GET /stock', () => {
  it('is physical, allocated, and the difference', async () => {
    merchant().createOrder({ lines: [{ product: 'TEE2-WHT-M', quantity: 4 }] });
    const { products } = await get('/stock?stockItemId=3010');
    expect(products).toMatchObject([{ physicalStock: 1000, allocatedStock: 4, availableStock: 996 }]);
    expect((await get('/stock?exclude=physicalStock')).products[0]).not.toHaveProperty('physicalStock');
  });

  it('frees the allocation of a cancelled order, and takes it again when it is restored', async () => {
    const made = merchant().createOrder({ lines: [{ product: 'TEE2-WHT-M', quantity: 4 }] });
    const allocated = async () => (await get('/stock?stockItemId=3010')).products[0]?.allocatedStock;
    merchant().cancel(made);
    expect(await allocated()).toBe(0);
    merchant().restore(made);
    expect(await allocated()).toBe(4);
  });

  it('finds what stock has changed since', async () => {
    let now = Date.UTC(2026, 5, 1, 10);
    const own = await startSimulators({ now: () => now });
    now += 60_000;
    own.control.merchant.createOrder({ lines: [{ product: 'TEE2-WHT-M' }] });
    const reply = await centraApi(own)('GET', '/stock?stock_modified=2026-06-01+12:00:30');
    expect(reply.json<Listed>().products.map((row) => row.stockItemId)).toEqual([3010]);
    await own.close();
  });
});

describe('POST /stock', () => {
  const post = async (products: object[]) => (await centraApi(simulators.now)('POST', '/stock', { products })).json();

  it('sets the physical figure, named by EAN or by the SKUs joined', async () => {
    await expect(
      post([
        { product: 'TEE2-WHT-M', quantity: 54 },
        { product: '2000000030012', quantity: 7 },
      ]),
    ).resolves.toEqual({
      status: 'ok',
    });
    expect((await get('/stock?stockItemId=3010')).products).toMatchObject([{ physicalStock: 54 }]);
    expect((await get('/stock?ean=2000000030012')).products).toMatchObject([{ physicalStock: 7 }]);
  });

  it('silently keeps what is allocated', async () => {
    merchant().createOrder({ lines: [{ product: 'TEE2-WHT-M', quantity: 9 }] });
    await expect(post([{ product: 'TEE2-WHT-M', quantity: 5 }])).resolves.toEqual({ status: 'ok' });
    expect((await get('/stock?stockItemId=3010')).products).toMatchObject([{ physicalStock: 9, availableStock: 0 }]);
  });

  it('sets the rows that it knows and names the others', async () => {
    const reply = await post([
      { product: 'TEE2-WHT-M', quantity: 3 },
      { product: 'NOWHERE', quantity: 3 },
      { product: 'SET5', quantity: 3 },
    ]);
    expect(reply).toEqual({
      status: 'no',
      msg: 'Some of the products were not updated',
      errors: { productsNotFound: ['NOWHERE'], productsAreBundles: ['SET5'] },
    });
    expect((await get('/stock?stockItemId=3010')).products).toMatchObject([{ physicalStock: 3 }]);
  });

  it('may be what is free to allocate, with which the allocated pieces come', async () => {
    merchant().settings({ set: { stockUpdates: 'fta' } });
    merchant().createOrder({ lines: [{ product: 'TEE2-WHT-M', quantity: 9 }] });
    await post([{ product: 'TEE2-WHT-M', quantity: 5 }]);
    expect((await get('/stock?stockItemId=3010')).products).toMatchObject([{ physicalStock: 14, availableStock: 5 }]);
    await post([{ product: 'TEE2-WHT-M', quantity: -5 }]);
    expect((await get('/stock?stockItemId=3010')).products).toMatchObject([{ physicalStock: 9, availableStock: 0 }]);
  });

  it.each([
    ['first', 'ok', [54, 1000]],
    ['all', 'ok', [54, 54]],
    ['not-found', 'no', [1000, 1000]],
  ] as const)('of a name that several rows have sets %s', async (sharedNames, status, figures) => {
    merchant().settings({ set: { sharedNames } });
    merchant().collideProducts({ name: 'WCH4-STL-OS', as: 'TEE2-WHT-M' });
    expect(await post([{ product: 'TEE2-WHT-M', quantity: 54 }])).toMatchObject({ status });
    const physical = async (id: number) => (await get(`/stock?stockItemId=${id}`)).products[0]?.physicalStock;
    expect([await physical(3010), await physical(3016)]).toEqual(figures);
  });

  it('is one stock for all stores of one Centra', async () => {
    await post([{ product: 'TEE2-WHT-M', quantity: 54 }]);
    const reply = await centraApi(simulators.now, 'wholesale')('GET', '/stock?stockItemId=3010');
    expect(reply.json()).toMatchObject({ products: [{ physicalStock: 54 }] });
  });
});
