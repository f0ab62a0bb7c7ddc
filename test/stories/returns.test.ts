import { eventually } from '../support/eventually';
import { scanReturns, TestReturns } from './support/test-return';
import { useStories } from './support/use-stories';

/** Each has a store and a goods owner of its own: what happens there concerns nobody else. */
const places = ['grows', 'hand', 'locked'];
const stories = useStories({
  returns: { enabled: true, restock: true, comment: true },
  store: { attentionAfter: { report: '1m' } },
  stores: {
    ...Object.fromEntries(places.map((place) => [place, {}])),
    byhand: { completeWhen: 'manual' },
    neighbour: {},
  },
  goodsOwners: {
    acme: ['retail', 'wholesale', 'byhand'],
    next: ['neighbour'],
    ...Object.fromEntries(places.map((place) => [`at-${place}`, [place]])),
  },
});

/** Whoever writes to Ongoing beside us. */
async function someoneWrites(path: string, method: 'PUT' | 'PATCH', body: object): Promise<void> {
  const { baseUrl, username, password, goodsOwnerId } = stories.simulators.ongoing.acme!;
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  const headers = { authorization, 'content-type': 'application/json' };
  const reply = await fetch(baseUrl + path, { method, headers, body: JSON.stringify({ goodsOwnerId, ...body }) });
  expect(reply.status).toBeLessThan(300);
}

const anOrder = {
  deliveryDate: '2026-01-02',
  consignee: { name: 'Somebody', address1: 'Somewhere 1', countryCode: 'SE' },
};

describe('goods that come back', () => {
  it.concurrent('are a return in Centra, and known in Ongoing', async () => {
    const goods = await TestReturns.sent(stories);
    await expect(goods.comesBack({ cause: 'SIZE' }).scan()).resolves.toMatchObject({ refusedTotal: 0 });
    await expect(goods.end()).resolves.toMatchObject({ end: 'completed', pieces: 1, acknowledged: 1 });
    expect(goods.inCentra).toMatchObject([
      { returnToStock: true, comment: 'Wrong size', refunds: 0, lines: [{ quantity: 1 }] },
    ]);
    expect(goods.order.lines).toMatchObject([{ reportedReturned: 1 }]);
  });

  it.concurrent('of several lines have their causes and comments in one return', async () => {
    const goods = await TestReturns.sent(stories, { lines: [{ quantity: 2 }, { quantity: 1 }] });
    await goods.comesBack({ quantity: 2, cause: 'SIZE' }, { line: 1, comment: 'no label' }).scan();
    await expect(goods.end()).resolves.toMatchObject({ end: 'completed', pieces: 3, acknowledged: 2 });
    const [one, ...others] = goods.inCentra;
    expect(others).toEqual([]);
    expect(one?.comment).toMatch(/^.+: Wrong size; .+: no label$/);
    // What somebody wrote in the warehouse is nobody else's.
    expect(JSON.stringify(await goods.state())).not.toContain('no label');
  });

  it.concurrent('for a cause that removes them are a return of their own, and not back in stock', async () => {
    const goods = await TestReturns.sent(stories, { lines: [{ quantity: 3 }] });
    await goods.comesBack({ quantity: 2, cause: 'SIZE' }, { quantity: 1, cause: 'DAMAGED' }).scan();
    await expect(goods.end()).resolves.toMatchObject({ end: 'completed', pieces: 3, acknowledged: 1 });
    expect(goods.inCentra).toMatchObject([
      { returnToStock: true, comment: 'Wrong size', lines: [{ quantity: 2 }] },
      { returnToStock: false, comment: 'Damaged', lines: [{ quantity: 1 }] },
    ]);
    expect(goods.order.lines).toMatchObject([{ reportedReturned: 3 }]);
  });

  it.concurrent('bit by bit are reported bit by bit, each once', async () => {
    const goods = await TestReturns.sent(stories, { lines: [{ quantity: 3 }] });
    for (const reportedBefore of [0, 1, 2]) {
      await goods.comesBack({}).scan();
      await goods.end(reportedBefore);
    }
    expect(goods.inCentra.map(({ lines }) => lines[0]?.quantity)).toEqual([1, 1, 1]);
  });
});

describe('more comes back', () => {
  it('before anything was sent: it is one return', async () => {
    const goods = await TestReturns.sent(stories, { store: 'grows', lines: [{ quantity: 3 }] });
    await stories.pause('grows');
    await goods.comesBack({}).scan();
    await goods.until(({ decision: { step } }) => step.do === 'wait' && step.for === 'connection');
    await expect(goods.comesBack({}).scan()).resolves.toMatchObject({ started: 0, told: 1 });
    await stories.resume('grows');
    await expect(goods.end()).resolves.toMatchObject({ end: 'completed', pieces: 2 });
    expect(goods.inCentra).toMatchObject([{ lines: [{ quantity: 2 }] }]);
  });

  it('while it is reported: it is the next return', async () => {
    const goods = await TestReturns.sent(stories, { store: 'grows', lines: [{ quantity: 2 }] });
    const { id } = stories.faults.add({ kind: '500-before', method: 'PATCH', about: String(goods.order.orderId) });
    await goods.comesBack({}).scan();
    await goods.facts(({ made, attempts }) => made.length === 1 && attempts?.of === 'acknowledgeReturn');
    await expect(goods.comesBack({}).scan()).resolves.toMatchObject({ started: 0 });
    stories.faults.clear({ id });
    await expect(goods.end()).resolves.toMatchObject({ pieces: 1 });
    await expect(goods.scan()).resolves.toMatchObject({ started: 1 });
    await expect(goods.end(1)).resolves.toMatchObject({ end: 'completed', pieces: 1 });
    expect(goods.inCentra.map(({ lines }) => lines[0]?.quantity)).toEqual([1, 1]);
  });
});

describe('Centra does not take it', () => {
  it.concurrent('asks about the lines that it left out, and acknowledges the others', async () => {
    const goods = await overPicked();
    await goods.comesBack({ quantity: 2 }, { line: 1 }).scan();
    const { choices } = await goods.asks('items-not-returned');
    expect(choices).toEqual(['accept', 'report-again']);
    await goods.facts(({ acknowledged }) => acknowledged.length === 1);
    expect(goods.order.lines.map(({ reportedReturned }) => reportedReturned ?? 0)).toEqual([0, 1]);
    await goods.act('resolve', { choice: 'report-again' });
    await expect(goods.asks('return-refused')).resolves.toMatchObject({ choices: ['accept'] });
    await goods.act('resolve', { choice: 'accept' });
    await expect(goods.end()).resolves.toMatchObject({ end: 'completed', pieces: 1 });
    expect(goods.inCentra).toHaveLength(1);
    expect(goods.order.lines.map(({ reportedReturned }) => reportedReturned)).toEqual([2, 1]);
  });

  it.concurrent('before the shipment is completed: asks, and is made when somebody tries again', async () => {
    const shipment = await stories.imported({ store: 'byhand' });
    shipment.ships();
    await stories.scanWarehouse();
    await shipment.reaches('in-warehouse', 'operator');
    const goods = new TestReturns(stories, shipment);
    await goods.comesBack({}).scan();
    await expect(goods.asks('return-refused')).resolves.toMatchObject({
      sentence: expect.stringContaining('return could not be created'),
    });
    await shipment.act('complete', { tracking: 'BY-HAND' });
    await shipment.end();
    await goods.act('retry');
    await expect(goods.end()).resolves.toMatchObject({ end: 'completed', pieces: 1 });
  });

  it('has it already, made by hand: asks, and tells Ongoing only', async () => {
    const goods = await TestReturns.sent(stories, { store: 'hand' });
    const { centra } = stories.simulators;
    const { baseUrl, secret } = centra.hand!;
    const [lineId] = goods.lineIds;
    const body = JSON.stringify({ shipment: goods.shipment.id, products: { [lineId!]: 1 }, returnStock: false });
    const headers = { 'api-authorization': secret, 'content-type': 'application/json' };
    const reply = await fetch(`${baseUrl}/return`, { method: 'POST', headers, body });
    await expect(reply.json()).resolves.toMatchObject({ status: 'ok' });
    await goods.comesBack({}).scan();
    await expect(goods.asks('completed-elsewhere')).resolves.toMatchObject({ choices: ['accept', 'report'] });
    await goods.act('resolve', { choice: 'accept' });
    await expect(goods.end()).resolves.toMatchObject({ end: 'completed', returnIds: [], acknowledged: 1 });
    expect(goods.inCentra).toHaveLength(1);
  });

  /** The warehouse sends two pieces of a line that has one, which an operator lets go. */
  async function overPicked(): Promise<TestReturns> {
    const shipment = await stories.imported({ lines: [{ quantity: 1 }, { quantity: 1 }] });
    const orderNumber = shipment.id;
    const rowNumber = shipment.inOngoing().lines[0]!.rowNumber!;
    stories.warehouse.overPick({ orderNumber, rowNumber });
    stories.warehouse.ship({ orderNumber });
    await stories.scanWarehouse();
    await shipment.asks('short-picked');
    await shipment.act('resolve', { choice: 'as-is' });
    await shipment.end();
    return new TestReturns(stories, shipment);
  }
});

describe('operators', () => {
  it.concurrent('hold it, and let it go', async () => {
    const goods = await TestReturns.sent(stories);
    goods.comesBack({});
    const { id } = stories.faults.add({
      kind: '500-before',
      method: 'GET',
      path: '/returns',
      about: goods.shipment.id,
    });
    await goods.scan();
    await goods.facts(({ attempts }) => attempts !== undefined);
    await goods.act('hold');
    stories.faults.clear({ id });
    await goods.act('retry');
    await goods.until(({ decision }) => decision.stage === 'held');
    expect(goods.inCentra).toEqual([]);
    await expect(goods.act('cancel')).rejects.toThrow();
    await goods.act('release');
    await expect(goods.end()).resolves.toMatchObject({ end: 'completed', pieces: 1 });
  });

  it.concurrent('leave it alone; it ends when Ongoing has nothing to report', async () => {
    const goods = await TestReturns.sent(stories);
    const { id } = stories.faults.add({
      kind: '500-before',
      method: 'GET',
      path: '/returns',
      about: goods.shipment.id,
    });
    await goods.comesBack({}).scan();
    await goods.facts(({ attempts }) => attempts !== undefined);
    await goods.act('abandon');
    stories.faults.clear({ id });
    await goods.until(({ decision }) => decision.stage === 'abandoned');
    const { orderId, lines } = goods.order;
    await someoneWrites(`/orders/${orderId}/lines/${lines[0]!.id}/reportedReturnedNumberOfItems`, 'PATCH', {
      reportedReturnedNumberOfItems: 1,
    });
    await goods.scan();
    await expect(goods.end()).resolves.toMatchObject({ end: 'abandoned', returnIds: [] });
    expect(goods.inCentra).toEqual([]);
  });
});

describe('whose it is', () => {
  it.concurrent('is the shipment that adopted an order from before our time', async () => {
    const shipment = stories.ordered();
    await someoneWrites('/orders', 'PUT', {
      ...anOrder,
      orderNumber: shipment.id,
      goodsOwnerOrderId: shipment.id,
      orderLines: shipment.inCentra.lines.map(({ lineId, quantity }) => ({
        rowNumber: String(lineId),
        articleNumber: 'an-article',
        numberOfItems: quantity,
      })),
    });
    await stories.scan();
    await shipment.reaches('in-warehouse');
    await shipment.goesItsWay();
    const goods = new TestReturns(stories, shipment);
    goods.comesBack({});
    // Temporal's lists are a moment late.
    await eventually(async () => (await goods.scan()).started === 1 || (await goods.state().catch(() => undefined)));
    await expect(goods.end()).resolves.toMatchObject({ end: 'completed', pieces: 1 });
  });

  it.concurrent.each([
    ['a shop that is none of ours', 'elsewhere/4711-1', 'its reference names none of the goods owner’s stores'],
    ['an order that was imported as a whole', 'retail/4711', 'imported as an order'],
  ])('is nobody’s of %s: left alone, and named', async (_what, referenceNumber, reason) => {
    const orderNumber = `foreign-${referenceNumber.replace('/', '-')}`;
    const orderLines = [{ rowNumber: '1', articleNumber: 'an-article', numberOfItems: 1 }];
    await someoneWrites('/orders', 'PUT', { ...anOrder, orderNumber, referenceNumber, orderLines });
    stories.warehouse.pick({ orderNumber });
    stories.warehouse.ship({ orderNumber });
    stories.warehouse.takeBack({ orderNumber, lines: [{ rowNumber: '1', quantity: 1 }] });
    const { notes, skippedBy } = await scanReturns(stories);
    expect(notes).toEqual(expect.arrayContaining([expect.stringContaining(`${orderNumber} is left alone: ${reason}`)]));
    expect(Object.keys(skippedBy)).toEqual(expect.arrayContaining([expect.stringContaining(reason)]));
  });
});

describe('a store or a system is away', () => {
  it('waits without a question of its own, keeps no neighbour waiting, and goes on', async () => {
    const one = await TestReturns.sent(stories, { store: 'wholesale', payment: 'prepaid' });
    const other = await TestReturns.sent(stories);
    const { id } = stories.faults.add({ store: 'wholesale', kind: 'down' });
    one.comesBack({});
    other.comesBack({});
    await scanReturns(stories);
    await expect(other.end()).resolves.toMatchObject({ end: 'completed' });
    await one.until(({ decision: { step } }) => step.do === 'wait');
    expect((await one.state()).asks).toEqual([]);
    stories.faults.clear({ id });
    await expect(one.end()).resolves.toMatchObject({ end: 'completed', pieces: 1 });
  });

  it('does not put in stock what it cannot know to be whole', async () => {
    const goods = await TestReturns.sent(stories, { store: 'locked' });
    const { id } = stories.faults.add({
      goodsOwner: 'at-locked',
      kind: 'unauthorized',
      status: 403,
      path: '/returnOrders/returnCauses',
    });
    const scanned = goods.comesBack({ cause: 'DAMAGED' }).scan();
    // It is the returns’ business only: shipments go on.
    await eventually(async () => {
      const { asks, stage } = await stories.connection('at-locked');
      return stage === 'working' && asks.some(({ sentence }) => sentence.includes('returnCauses'));
    });
    stories.faults.clear({ id });
    await expect(scanned).resolves.toMatchObject({ started: 1 });
    await expect(goods.end()).resolves.toMatchObject({ end: 'completed' });
    expect(goods.inCentra).toMatchObject([{ returnToStock: false, comment: 'Damaged' }]);
  });
});
