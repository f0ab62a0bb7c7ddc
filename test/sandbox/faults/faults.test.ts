import { setTimeout as pause } from 'node:timers/promises';
import type { FaultKind } from '../../../src/sandbox';
import { eventually } from '../../support/eventually';
import { anOrder, aPurchaseOrder, shipmentIds } from '../support/documents';
import { centraApi, eachWithSimulators, ongoingApi } from '../support/simulators';

const simulators = eachWithSimulators();

const isThere = () => {
  try {
    return simulators.now.control.warehouse.order({ orderNumber: '10001-1' }).orderNumber === '10001-1';
  } catch {
    return false;
  }
};

const aHit = () => eventually(() => simulators.now.control.faults.list({}).some(({ hits }) => hits > 0));

/** Puts an order; what the caller sees: a status with the kind of body, or how it went without an answer. */
async function put(signal?: AbortSignal): Promise<string> {
  return ongoingApi(simulators.now)('PUT', '/orders', anOrder(), { signal })
    .then((reply) => `${reply.status} ${reply.text.startsWith('<!DOCTYPE html>') ? 'html' : 'json'}`)
    .catch((error: NodeJS.ErrnoException) => String(error.code));
}

/** Calls, and gives up some time after the call has met its fault. */
async function givesUp<T>(call: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const caller = new AbortController();
  const answer = call(caller.signal);
  answer.catch(() => undefined);
  await aHit();
  await pause(100);
  caller.abort();
  return answer;
}

describe('a fault', () => {
  it.each<[kind: FaultKind, sees: string, isDone: boolean]>([
    ['reset-before', 'ECONNRESET', false],
    ['reset-after', 'ECONNRESET', true],
    ['down', 'ECONNRESET', false],
    ['500-before', '500 json', false],
    ['500-after', '500 json', true],
    ['html', '200 html', false],
    ['html-after', '200 html', true],
    ['null-id', '200 json', false],
    ['null-id-after', '200 json', true],
    ['refused', '400 json', false],
    ['throttled', '429 json', false],
    ['unauthorized', '401 json', false],
  ])('%s: the caller sees %s; done: %s', async (kind, sees, isDone) => {
    simulators.now.control.faults.add({ kind });
    await expect(put()).resolves.toBe(sees);
    expect(isThere()).toBe(isDone);
  });

  it.each<[kind: FaultKind, isDone: boolean]>([
    ['timeout-before', false],
    ['timeout-after', true],
  ])('%s: the caller sees nothing; done: %s', async (kind, isDone) => {
    simulators.now.control.faults.add({ kind });
    await expect(givesUp(put)).resolves.toBe('ABORT_ERR');
    expect(isThere()).toBe(isDone);
  });

  it('null-id answers 200 with a message and an id that is null', async () => {
    simulators.now.control.faults.add({ kind: 'null-id' });
    const reply = await ongoingApi(simulators.now)('PUT', '/orders', anOrder());
    expect(reply.json()).toEqual({ orderId: null, message: expect.any(String) });
  });

  it('null-id-after makes a purchase order that nobody learns the id of', async () => {
    simulators.now.control.faults.add({ kind: 'null-id-after', path: '/purchaseOrders' });
    const reply = await ongoingApi(simulators.now)('PUT', '/purchaseOrders', aPurchaseOrder());
    expect(reply.json()).toEqual({ purchaseOrderId: null, message: expect.any(String) });
    expect(simulators.now.control.warehouse.purchaseOrder({ purchaseOrderNumber: '364' }).status).toBe(100);
  });

  it('empty-list makes deliveries look accepted', async () => {
    const { control } = simulators.now;
    const { deliveryId } = control.merchant.createSupplierOrder({});
    const list = async () => (await centraApi(simulators.now)('GET', '/supplier-deliveries')).json();
    control.faults.add({ kind: 'empty-list', path: '/supplier-deliveries', times: 1 });
    expect(await list()).toEqual({ status: 'ok', deliveries: [] });
    expect(await list()).toMatchObject({ deliveries: [{ deliveryId }] });
  });

  it('timeout-after accepts a delivery once, and the caller learns it from a second try only', async () => {
    const { control } = simulators.now;
    const { deliveryId } = control.merchant.createSupplierOrder({ lines: [{ product: 'TEE2-WHT-M' }] });
    control.faults.add({ kind: 'timeout-after', about: deliveryId, times: 1 });
    const products = { 'TEE2-WHT-M': 10 };
    const report = (signal?: AbortSignal) =>
      centraApi(simulators.now)('POST', `/supplier-deliveries/${deliveryId}/sku`, { products }, { signal });
    await expect(givesUp(report)).rejects.toThrow();
    expect((await report()).json()).toMatchObject({ status: 'no' });
    expect(control.merchant.delivery({ deliveryId }).receipts).toHaveLength(1);
  });

  it('null-id leaves calls alone that answer without an id', async () => {
    simulators.now.control.faults.add({ kind: 'null-id' });
    expect((await centraApi(simulators.now)('GET', '/shipments')).json()).toMatchObject({ status: 'ok' });
    expect(simulators.now.control.faults.list()).toMatchObject([{ seen: 0, hits: 0 }]);
  });

  it('slow does it, later', async () => {
    simulators.now.control.faults.add({ kind: 'slow', delayMs: 60 });
    const before = performance.now();
    await expect(ongoingApi(simulators.now)('PUT', '/orders', anOrder())).resolves.toMatchObject({ status: 201 });
    expect(performance.now() - before).toBeGreaterThanOrEqual(55);
  });

  it('held does it when the rule is removed, also for a caller that has given up', async () => {
    simulators.now.control.faults.add({ id: 'held', kind: 'held' });
    await expect(givesUp(put)).resolves.toBe('ABORT_ERR');
    expect(isThere()).toBe(false);
    simulators.now.control.faults.clear({ id: 'held' });
    await expect(eventually(isThere)).resolves.toBe(true);
  });

  it.each([
    ['seconds', /^7$/],
    ['date', /^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/],
  ] as const)('throttled says when to come again in %s', async (retryAfterAs, header) => {
    simulators.now.control.faults.add({ kind: 'throttled', retryAfter: 7, retryAfterAs });
    const reply = await centraApi(simulators.now)('GET', '/shipments');
    expect(reply.headers['retry-after']).toMatch(header);
  });

  it('can answer with another status', async () => {
    simulators.now.control.faults.add({ id: 'x', kind: '500-before', status: 503 });
    expect((await centraApi(simulators.now)('GET', '/shipments')).status).toBe(503);
    simulators.now.control.faults.add({ id: 'x', kind: 'unauthorized', status: 403 });
    expect((await centraApi(simulators.now)('GET', '/shipments')).status).toBe(403);
  });

  it('empties and truncates lists, and no other answer', async () => {
    const { control } = simulators.now;
    control.merchant.createOrders({ count: 5 });
    const numbers = async () => shipmentIds(await centraApi(simulators.now)('GET', '/shipments')).length;
    control.faults.add({ id: 'x', kind: 'empty-list' });
    await expect(numbers()).resolves.toBe(0);
    control.faults.add({ id: 'x', kind: 'truncated-list' });
    await expect(numbers()).resolves.toBe(2);
    await ongoingApi(simulators.now)('PUT', '/orders', anOrder());
    const orders = await ongoingApi(simulators.now)('GET', '/orders?goodsOwnerId=121');
    expect(orders.json()).toEqual([]);
    expect(control.faults.list()).toMatchObject([{ hits: 2 }]);
  });

  it('shifts the pages of a list, so that a reader misses a row or sees one twice', async () => {
    const { control } = simulators.now;
    const { orders } = control.merchant.createOrders({ count: 4 });
    const ids = orders.map((order) => order.shipmentId);
    const page = async (offset: number) =>
      shipmentIds(await centraApi(simulators.now)('GET', `/shipments?limit=2&offset=${offset}`));
    control.faults.add({ id: 'x', kind: 'shift-pages' });
    expect([...(await page(0)), ...(await page(2))]).toEqual([ids[0], ids[1], ids[3]]);
    control.faults.add({ id: 'x', kind: 'shift-pages', shift: -1 });
    expect([...(await page(0)), ...(await page(2))]).toEqual([ids[0], ids[1], ids[1], ids[2]]);
  });
});
