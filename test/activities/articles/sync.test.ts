import type { ProductPage } from '../../../src/activities/articles/read-registry';
import { ArticlesWorld, type ArticlesWorldOptions, type RunOptions } from './world';

const worlds: ArticlesWorld[] = [];
afterAll(() => Promise.all(worlds.map(({ simulators }) => simulators.close())));

/** A registry with so many rows, and an empty warehouse. */
async function aWorld(count: number, options: ArticlesWorldOptions = {}): Promise<ArticlesWorld> {
  const world = await ArticlesWorld.start(options);
  worlds.push(world);
  if (count > 0) world.merchant.addProducts({ count, sku: 'BULK' });
  return world;
}

/** One run, and the calls that it has cost. */
async function measured(world: ArticlesWorld, options: RunOptions = {}) {
  const before = world.calls();
  const report = await world.run(options);
  const calls = Object.entries(world.calls())
    .map(([operation, count]): [string, number] => [operation, count - (before[operation] ?? 0)])
    .filter(([, count]) => count > 0);
  return { report, calls: Object.fromEntries(calls) };
}

const hour = 3_600_000;

describe('a full comparison', () => {
  it('writes what Ongoing lacks, page by page, and nothing when it is run again', async () => {
    const world = await aWorld(123);
    const first = await measured(world);
    expect(first.report).toMatchObject({
      ...{ full: true, read: 123, written: 123, unchanged: 0, different: 0, skipped: 0, refusedTotal: 0 },
      ...{ collisions: 0, notes: [], refused: [] },
    });
    expect(Object.keys(await world.inOngoing())).toHaveLength(123);

    const again = await measured(world, { elsewhere: true });
    expect(again.report).toMatchObject({ full: true, read: 123, written: 0, unchanged: 123 });
    // Three pages, twice in Centra: for the numbers, and to compare.
    expect(again.calls).toEqual({ 'centra GET /products': 6, 'ongoing POST /articles/byQuery': 3 });
  });

  it('maps what the configuration asks for', async () => {
    const world = await aWorld(0, {
      articles: { requireSkus: true, price: true, inactive: true, filter: 'product.brand != "Other"' },
    });
    world.merchant.addProduct({
      ...{ sku: 'COAT', variantSku: '-B', sizeSku: '-38', product: 'Coat', variant: 'Black', size: '38' },
      ...{ ean: '7300000000381', weight: 250, weightUnit: 'g', price: 199.5, countryOfOrigin: 'PT', harmCode: '6202' },
    });
    world.merchant.addProduct({ sku: 'OLD', variantSku: '-1', sizeSku: '-1', active: false });
    world.merchant.addProduct({ sku: 'NOT', variantSku: '-1', sizeSku: '-1', brand: 'Other' });
    world.merchant.addProduct({ sku: 'HALF', variantSku: '', sizeSku: '-1' });
    const report = await world.run();
    expect(report).toMatchObject({ written: 2, skipped: 2, skippedBy: { filter: 1, 'skus-missing': 1 } });
    expect(await world.inOngoing()).toMatchObject({
      'COAT-B-38': {
        articleName: 'Coat Black 38',
        barCodeInfo: { barCode: '7300000000381' },
        ...{ weight: 0.25, customerPrice: 199.5, countryOfOriginCode: 'PT', statisticsNumber: '6202' },
        storageProperties: { isObsolete: false },
      },
      'OLD-1-1': { storageProperties: { isObsolete: true } },
    });
  });

  it('leaves alone what differs in Ongoing, and says how many', async () => {
    const world = await aWorld(3);
    const last = await world.run();
    await world.warehouseWrites({ articleNumber: 'BULK1-1', weight: 9 });
    const report = await world.run({ last, startedAt: Date.now() + 25 * hour });
    expect(report).toMatchObject({ full: true, written: 0, unchanged: 2, different: 1 });
    expect(report.notes).toEqual([expect.stringMatching(/^1 differ in Ongoing and are left as they are/)]);
    expect((await world.inOngoing())['BULK1-1']).toMatchObject({ weight: 9 });
  });

  it.each(['kept', 'cleared'] as const)(
    'overwrites with `overwrite`, once; what is left out of a write is %s',
    async (omittedFields) => {
      const world = await aWorld(0, { articles: { overwrite: true } });
      world.warehouse.settings({ set: { omittedFields } });
      world.merchant.addProduct({
        sku: 'A',
        variantSku: '-1',
        sizeSku: '-1',
        weight: 1,
        weightUnit: 'kg',
        harmCode: '',
      });
      await world.run();
      const own = { weight: 9, statisticsNumber: '6109', freeValues: { freeDecimal1: 7 }, articleName: 'Another' };
      await world.warehouseWrites({ articleNumber: 'A-1-1', ...own });
      expect(await world.run()).toMatchObject({ written: 1, different: 0 });
      expect((await world.inOngoing())['A-1-1']).toMatchObject({
        ...own,
        weight: 1,
        articleName: expect.not.stringMatching('Another'),
      });
      expect(await world.run()).toMatchObject({ written: 0, unchanged: 1 });
    },
  );

  it('is due on the first run, every `fullEvery`, with another configuration, and when nothing was read', async () => {
    const world = await aWorld(1);
    const first = await world.run();
    const at = first.next.cursor;
    expect(await world.run({ last: first, startedAt: at + hour })).toMatchObject({ full: false });
    expect(await world.run({ last: first, startedAt: at + 24 * hour })).toMatchObject({ full: true });
    const others = { ...first, next: { ...first.next, configuration: 'another' } };
    expect(await world.run({ last: others, startedAt: at + hour })).toMatchObject({ full: true });
    const empty = await (await aWorld(0)).run();
    expect(empty).toMatchObject({ full: true, read: 0, next: { fullAt: 0 } });
  });

  it('asks for rows that no page has shown, because the list has moved', async () => {
    const world = await aWorld(130);
    // The third page of the comparison (three pages were read for the numbers) begins a row too late.
    world.simulators.control.faults.add({ kind: 'shift-pages', path: '/products', shift: 1, after: 4, times: 1 });
    const report = await world.run();
    expect(report).toMatchObject({ written: 130, notes: [] });
    expect(Object.keys(await world.inOngoing())).toHaveLength(130);
  });

  it('compares all of it again when too much was missed', async () => {
    const world = await aWorld(210);
    // Five pages were read for the numbers.
    world.simulators.control.faults.add({ kind: 'truncated-list', path: '/products', after: 5, times: 3 });
    const report = await world.run();
    // Of the rows that three halved pages did not show, fifty were asked for one by one.
    expect(report.written).toBe(210 - 75 + 50);
    expect(report.notes).toEqual([expect.stringMatching('the registry changed while it was read')]);
    expect(await world.run({ last: report })).toMatchObject({ full: true, written: 25 });
  });
});

describe('what has changed in Centra', () => {
  it('is read and written; what is equal is not', async () => {
    const world = await aWorld(5);
    const last = await world.run();
    world.merchant.changeProduct({ name: 'BULK1-1', set: { product: 'Renamed' } });
    world.merchant.addProduct({ sku: 'NEW', variantSku: '-1', sizeSku: '-1' });
    const { report, calls } = await measured(world, { last });
    expect(report).toMatchObject({ full: false, written: 2, refusedTotal: 0 });
    expect(calls).toMatchObject({ 'centra GET /products': 1, 'ongoing PUT /articles': 2 });
    expect((await world.inOngoing())['BULK1-1']?.articleName).toMatch(/^Renamed/);
  });

  it('costs one call when there is nothing', async () => {
    const now = { at: Date.now() };
    const world = await aWorld(5, { now: () => now.at });
    const first = await world.run();
    now.at += hour;
    const last = await world.run({ last: first });
    now.at += hour;
    const { report, calls } = await measured(world, { last });
    expect(report).toMatchObject({ full: false, read: 0, written: 0, next: { cursor: now.at } });
    expect(calls).toEqual({ 'centra GET /products': 1 });
  });

  it.each([false, true])(
    'does not undo what the warehouse has corrected since (in another process: %s)',
    async (elsewhere) => {
      const world = await aWorld(2);
      const first = await world.run();
      world.merchant.changeProduct({ name: 'BULK1-1', set: { weight: 3, weightUnit: 'kg' } });
      const second = await world.run({ last: first });
      expect(second).toMatchObject({ written: 1 });
      await world.warehouseWrites({ articleNumber: 'BULK1-1', weight: 3.2 });
      // The cursor overlaps: the row is read once more, and has not changed.
      const third = await world.run({ last: second, elsewhere });
      expect(third).toMatchObject({ full: false, written: 0 });
      expect(third.different).toBeGreaterThanOrEqual(1);
      expect((await world.inOngoing())['BULK1-1']).toMatchObject({ weight: 3.2 });
    },
  );

  it('is not missed in the hour that comes twice when clocks go back', async () => {
    // 01:10 UTC is 02:10 in Stockholm for the second time.
    const now = { at: Date.UTC(2026, 9, 25, 0, 20) };
    const world = await aWorld(2, { now: () => now.at });
    const first = await world.run();
    now.at = Date.UTC(2026, 9, 25, 0, 55);
    const second = await world.run({ last: first });
    expect(second).toMatchObject({ full: false, next: { cursor: now.at } });
    now.at = Date.UTC(2026, 9, 25, 1, 5);
    world.merchant.changeProduct({ name: 'BULK1-2', set: { product: 'Changed at the second two' } });
    now.at = Date.UTC(2026, 9, 25, 1, 10);
    expect(await world.run({ last: second })).toMatchObject({ written: 1 });
    now.at = Date.UTC(2026, 9, 25, 2, 10);
    expect((await world.inOngoing())['BULK1-2']?.articleName).toMatch(/^Changed at the second two/);
  });

  it('is a mass of rows: read page by page', async () => {
    const world = await aWorld(120);
    const last = await world.run();
    world.merchant.changeProducts({ set: { countryOfOrigin: 'IT' } });
    expect(await world.run({ last })).toMatchObject({ full: false, written: 120 });
    expect(await world.run({ last: await world.run({ last }), elsewhere: true })).toMatchObject({ written: 0 });
  });
});

describe('rows that cannot be written', () => {
  it('share their article number: neither is written, both are named, the others are done', async () => {
    const world = await aWorld(4);
    const { stockItemId } = world.merchant.addProduct({ sku: 'DOUBLE', variantSku: '-1', sizeSku: '-1' });
    const other = world.merchant.collideProducts({ name: 'BULK1-4', as: 'DOUBLE-1-1' });
    const first = await world.run();
    expect(first).toMatchObject({ written: 3, refusedTotal: 2, collisions: 1 });
    expect(first.refused.map(({ id, reason }) => [id, reason])).toEqual(
      expect.arrayContaining([
        [
          'DOUBLE-1-1',
          `stock item ${stockItemId} and stock item ${other.stockItemId} have the same article number: none of them is written`,
        ],
        [
          'DOUBLE-1-1',
          `stock item ${other.stockItemId} and stock item ${stockItemId} have the same article number: none of them is written`,
        ],
      ]),
    );
    expect(world.told).toEqual([{ total: 1, named: ['DOUBLE-1-1'] }]);
    expect(await world.inOngoing()).not.toHaveProperty('DOUBLE-1-1');

    // Mended on one side: the other one, which has not changed, is written too.
    world.merchant.changeProduct({ stockItemId: other.stockItemId, set: { sku: 'SINGLE' } });
    const second = await world.run({ last: first });
    expect(second).toMatchObject({ full: false, written: 2, refusedTotal: 0, collisions: 0 });
    expect(world.told.at(-1)).toEqual({ total: 0, named: [] });
  });

  it.each([false, true])('share it with a row that has not changed (in another process: %s)', async (elsewhere) => {
    const world = await aWorld(3);
    const last = await world.run();
    world.merchant.collideProducts({ name: 'BULK1-3', as: 'BULK1-1' });
    const report = await world.run({ last, elsewhere });
    expect(report).toMatchObject({ full: false, refusedTotal: 2, collisions: 1 });
    expect(world.told.at(-1)).toEqual({ total: 1, named: ['BULK1-1'] });
  });

  it('do not accuse a row that has gone since the registry was read', async () => {
    const world = await aWorld(3);
    const last = await world.run();
    const gone = world.merchant.addProduct({ sku: 'GONE', variantSku: '-1', sizeSku: '-1' });
    const second = await world.run({ last });
    world.merchant.changeProduct({ stockItemId: gone.stockItemId, set: { active: false } });
    world.merchant.addProduct({ sku: 'GONE', variantSku: '-1', sizeSku: '-1', ean: gone.ean });
    expect(await world.run({ last: second })).toMatchObject({ refusedTotal: 0 });
  });

  it.each(['400', '200-null-id'] as const)(
    'are refused by Ongoing (%s): named in its words, the others done, tried again',
    async (refusals) => {
      const world = await aWorld(6);
      world.warehouse.settings({ set: { refusals } });
      const about = 'BULK1-3';
      world.simulators.control.faults.add(
        refusals === '400'
          ? { id: 'no', kind: '500-before', status: 400, method: 'PUT', path: '/articles', about }
          : { id: 'no', kind: 'null-id', method: 'PUT', path: '/articles', about },
      );
      const first = await world.run();
      expect(first).toMatchObject({ written: 5, refusedTotal: 1, refused: [{ id: about }] });
      world.simulators.control.faults.clear({ id: 'no' });
      expect(await world.run({ last: first })).toMatchObject({ full: false, written: 1, refusedTotal: 0 });
    },
  );

  it('have an EAN that Ongoing knows by a number that nobody has any more: named with both numbers', async () => {
    const world = await aWorld(0);
    const row = world.merchant.addProduct({ sku: 'OLD', variantSku: '-1', sizeSku: '-1', ean: '7300000000015' });
    const twin = world.merchant.addProduct({ sku: 'TWIN', variantSku: '-1', sizeSku: '-1', ean: '7300000000022' });
    const last = await world.run();
    world.merchant.changeProduct({ stockItemId: row.stockItemId, set: { sku: 'NEW' } });
    // Shares the EAN of an article that is still there: nothing has changed its number.
    world.merchant.addProduct({ sku: 'SAME-EAN', variantSku: '-1', sizeSku: '-1', ean: twin.ean });
    const report = await world.run({ last });
    expect(report).toMatchObject({ written: 1, refusedTotal: 1 });
    expect(report.refused).toEqual([
      { id: 'NEW-1-1', reason: expect.stringContaining('Ongoing has this EAN as OLD-1-1') },
    ]);
    expect(Object.keys(await world.inOngoing()).sort()).toEqual(['OLD-1-1', 'SAME-EAN-1-1', 'TWIN-1-1']);
  });

  it('are broken on a page: named, the others done', async () => {
    const broken = [
      { id: '77', at: 'products[3].weight', what: 'a number' },
      { at: 'products[4]', what: 'a row' },
    ];
    const spoilt = (page: ProductPage) => ({ ...page, broken, received: page.received + broken.length });
    const report = await (await aWorld(3, { spoilt })).run();
    expect(report).toMatchObject({ read: 5, written: 3, refusedTotal: 2 });
    expect(report.refused).toEqual([
      { id: 'stock item 77', reason: 'products[3].weight: a number' },
      { id: 'products[4]', reason: 'products[4]: a row' },
    ]);
  });
});

describe('a run that is interrupted', () => {
  it('is worked on in stretches, says how far it is, and loses nothing', async () => {
    const world = await aWorld(330, { pageSize: 250 });
    const details: string[] = [];
    const report = await world.run({ stretchMs: 0, onStretch: (_progress, text) => details.push(text) });
    expect(report).toMatchObject({ read: 330, written: 330 });
    expect(details.length).toBe(3);
    expect(details[0]).toBe('Compares everything: 100 of about 330 rows read, 100 written, 0 refused.');
  });

  it('goes on in another process where the dead one was', async () => {
    const world = await aWorld(300);
    let heartbeat;
    world.simulators.control.faults.add({ id: 'dead', kind: 'down', system: 'ongoing', after: 120 });
    const startedAt = Date.now();
    await expect(
      world.run({ startedAt, stretchMs: 0, onStretch: (progress) => (heartbeat = progress) }),
    ).rejects.toThrow(/Ongoing cannot be read/);
    world.simulators.control.faults.clear({ id: 'dead' });
    const { report, calls } = await measured(world, { startedAt, heartbeat, elsewhere: true });
    expect(report).toMatchObject({ read: 300, refusedTotal: 0 });
    expect(report.written + report.unchanged).toBe(300);
    expect(calls['ongoing PUT /articles']).toBeLessThan(220);
    expect(Object.keys(await world.inOngoing())).toHaveLength(300);
  });

  it('counts every row once, whatever the attempt before it had done and not told', async () => {
    const world = await aWorld(60);
    world.simulators.control.faults.add({ id: 'away', kind: 'down', system: 'ongoing', after: 30 });
    const startedAt = Date.now();
    await expect(world.run({ startedAt })).rejects.toThrow(/Ongoing cannot be read/);
    world.simulators.control.faults.clear({ id: 'away' });
    const report = await world.run({ startedAt, attempt: 2 });
    expect(report).toMatchObject({ read: 60, refusedTotal: 0 });
    expect(report.written + report.unchanged).toBe(60);
    expect(world.calls()['ongoing PUT /articles']).toBeLessThanOrEqual(61);
  });

  it('repeats nothing when answers were lost', async () => {
    const world = await aWorld(20);
    world.simulators.control.faults.add({ kind: 'reset-after', method: 'PUT', path: '/articles', times: 3 });
    expect(await world.run()).toMatchObject({ written: 20, refusedTotal: 0 });
    expect(world.calls()['ongoing PUT /articles']).toBe(20);
  });

  it('stops when writes get no usable answer in a row: that is no fault of the articles', async () => {
    const world = await aWorld(20);
    world.simulators.control.faults.add({ id: 'sick', kind: '500-before', method: 'PUT', path: '/articles' });
    await expect(world.run()).rejects.toThrow('5 writes in a row got no usable answer');
  });

  it('writes nothing while it is paused, and reports no failure', async () => {
    const world = await aWorld(3);
    world.stage = 'paused';
    const report = await world.run();
    expect(report).toMatchObject({
      read: 0,
      written: 0,
      notes: [expect.stringMatching('^paused')],
      next: { cursor: 0 },
    });
    world.stage = 'working';
    expect(await world.run({ last: report })).toMatchObject({ full: true, written: 3 });
  });
});
