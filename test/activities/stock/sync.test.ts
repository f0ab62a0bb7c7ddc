import type { Order } from '../../../src/clients/centra/schema';
import type { StockProgress, StockReport } from '../../../src/protocol/stock-sync';
import { anOrder, StockWorld } from './world';

const rowsPerPage = 500;

/** So many articles, of which one in a hundred differs. */
function aRegistry(count: number): StockWorld {
  const world = new StockWorld();
  for (let n = 0; n < count; n += 1) world.article(`A${n}`, 10, n % 100 === 0 ? 9 : 10);
  return world;
}

const pages = (world: StockWorld) => world.calls.filter((call) => call.startsWith('stock: page'));

describe('a comparison of everything', () => {
  it('asks for pages of both systems, and writes what differs in few calls', async () => {
    const world = aRegistry(4 * rowsPerPage);
    await expect(world.run()).resolves.toMatchObject({ full: true, read: 2_000, written: 20, unchanged: 1_980 });
    const writes = world.calls.filter((call) => call.startsWith('set '));
    // A write, and a look at how it was stored.
    expect(writes).toHaveLength(1);
    expect(world.calls.filter((call) => call === 'stock: changed')).toHaveLength(1);
    // Once for the article numbers, once to compare.
    expect(pages(world)).toHaveLength(8);
  });

  it('goes on where an attempt has died', async () => {
    const world = aRegistry(4 * rowsPerPage);
    let asked = 0;
    world.fails = (call) => call === 'stock: page 3' && (asked += 1) === 2;
    const died = await world.attempt();
    expect(died.error).toBeDefined();
    expect(died.lastBeat).toMatchObject({ part: 'compare', page: 3, exported: { read: 1_000, unchanged: 990 } });

    world.calls.length = 0;
    const { end } = await world.attempt({}, JSON.parse(JSON.stringify(died.lastBeat)));
    expect(end).toMatchObject({ report: { read: 2_000, written: 20, unchanged: 1_980 } });
    expect(pages(world)).toEqual(['stock: page 3', 'stock: page 4']);
  });

  it('is the same in many stretches, each of which says how far it is', async () => {
    const world = aRegistry(4 * rowsPerPage);
    let progress: StockProgress | undefined;
    let report: StockReport | undefined;
    const details: string[] = [];
    world.stretchMs = 5;
    for (let n = 0; report === undefined && n < 200; n += 1) {
      const { end } = await world.attempt(progress ? { progress } : {});
      if (end && 'report' in end) ({ report } = end);
      else if (end) {
        ({ progress } = end);
        details.push(end.details);
      }
    }
    expect(report).toMatchObject({ read: 2_000, written: 20, unchanged: 1_980 });
    for (const one of details) expect(one).toMatch(/^Ongoing → Centra: page \d of 4 compared, \d+ figures written$/);
  });

  it('names a broken row, and does the others', async () => {
    const world = new StockWorld();
    world.article('A', 10, 9);
    world.brokenRows.push({ at: 'products[1].physicalStock', id: '3002', what: 'expected a number of pieces' });
    await expect(world.run()).resolves.toMatchObject({
      read: 2,
      written: 1,
      refused: [{ id: '3002', reason: 'products[1].physicalStock: expected a number of pieces' }],
    });
  });

  it('is due after a while, and when Ongoing does not tell any more what has changed', async () => {
    const world = new StockWorld();
    world.article('A', 10, 10);
    const last = await world.run();
    const hours = (count: number) => Date.now() - count * 3_600_000;
    const at = (next: Partial<StockReport['next']>) => world.run({ ...last, next: { ...last.next, ...next } });
    await expect(at({})).resolves.toMatchObject({ full: false });
    await expect(at({ fullAt: hours(25) })).resolves.toMatchObject({ full: true });
    await expect(at({ cursor: hours(24) })).resolves.toMatchObject({ full: true });
    await expect(at({ configuration: 'other rules' })).resolves.toMatchObject({ full: true });
  });
});

describe('what has changed', () => {
  it('asks Centra nothing when nothing has', async () => {
    const world = aRegistry(3 * rowsPerPage);
    const last = await world.run();
    world.calls.length = 0;
    await expect(world.run(last)).resolves.toMatchObject({ full: false, read: 0 });
    expect(world.calls).toEqual(['changed since then']);
  });

  it('is asked for article by article where that is less than the whole list', async () => {
    const world = aRegistry(8 * rowsPerPage);
    const last = await world.run();
    world.calls.length = 0;
    world.inOngoing.set('A7', 3);
    world.changed.add('A7');
    await expect(world.run(last)).resolves.toMatchObject({ full: false, read: 1, written: 1 });
    expect(world.calls).toEqual([
      'changed since then',
      'stock: ean ean-A7',
      'stock: sku A7',
      'articles 1',
      'set A7=3',
      'stock: changed',
    ]);
  });
});

describe('picked, and not yet acknowledged', () => {
  const completed = { orderNumber: '7001', shipments: [{ shipmentId: '7001-1', shippedDate: '2026-02-03 10:11:12' }] };
  const open = { orderNumber: '7001', shipments: [{ shipmentId: '7001-1' }] };
  const run = async (prepare: (world: StockWorld) => void) => {
    const world = new StockWorld();
    world.article('A', 10, 9);
    prepare(world);
    const { written, waiting, next } = await world.run();
    return { written, waits: waiting.map(({ id }) => id), again: next.again };
  };
  const waits = { written: 0, waits: ['A'], again: ['A'] };
  const isWritten = { written: 1, waits: [], again: [] };

  it.each<[what: string, prepare: (world: StockWorld) => void, expected: object]>([
    ['waits while the shipment is under way', (world) => world.lives.set('shipment/retail/7001-1', 'running'), waits],
    [
      'waits for nothing when the shipment was completed',
      (world) => world.lives.set('shipment/retail/7001-1', { end: 'completed' }),
      isWritten,
    ],
    [
      'waits when it was abandoned and Centra has not heard of it',
      (world) => {
        world.lives.set('shipment/retail/7001-1', { end: 'abandoned' });
        world.centraOrders.push(open as unknown as Order);
      },
      waits,
    ],
    [
      'waits for nothing when somebody has completed it in Centra',
      (world) => {
        world.lives.set('shipment/retail/7001-1', { end: 'abandoned' });
        world.centraOrders.push(completed as unknown as Order);
      },
      isWritten,
    ],
    [
      'waits for nothing when its order is cancelled in Centra',
      (world) => world.centraOrders.push({ ...open, status: 'cancelled' } as unknown as Order),
      isWritten,
    ],
    ['waits when nobody knows of it, and Centra does not show its order', () => undefined, waits],
    [
      'waits while nobody can say, because Centra does not answer',
      (world) => (world.fails = (call) => call.startsWith('order ')),
      waits,
    ],
    [
      'waits for nothing when it is an imported order that has left',
      (world) => world.lives.set('order/retail/7001-1', { end: 'shipped' }),
      isWritten,
    ],
  ])('%s', async (_what, prepare, expected) => {
    await expect(
      run((world) => {
        world.orders.push(anOrder());
        prepare(world);
      }),
    ).resolves.toEqual(expected);
  });

  it('waits for nothing that is not ours, or was acknowledged', async () => {
    await expect(run((world) => world.orders.push(anOrder({ referenceNumber: 'manual' })))).resolves.toEqual(isWritten);
    const acknowledged = anOrder();
    const [line] = acknowledged.lines;
    const orders = [{ ...acknowledged, lines: [{ ...line!, reported: 1 }] }];
    await expect(run((world) => world.orders.push(...orders))).resolves.toEqual(isWritten);
  });

  it('waits for a return only where Centra puts it back in stock by itself', async () => {
    const back = (restock: boolean) =>
      run((world) => {
        world.config = { ...world.config, restock };
        world.lives.set('shipment/retail/7001-1', { end: 'completed' });
        world.orders.push(anOrder({ returned: 1 }));
      });
    await expect(back(true)).resolves.toEqual(waits);
    await expect(back(false)).resolves.toEqual(isWritten);
  });
});
