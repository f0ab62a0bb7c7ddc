import { startSimulators } from '../../../src/sandbox';
import { eventually } from '../../support/eventually';
import { anOrder } from '../support/documents';
import { eachWithSimulators, ongoingApi } from '../support/simulators';

const simulators = eachWithSimulators();
const parallel = (goodsOwner = 'acme') => simulators.now.control.counters().calls.ongoing?.[goodsOwner]?.parallel ?? 0;
const put = (orderNumber: string) => ongoingApi(simulators.now)('PUT', '/orders', anOrder({ orderNumber }));
const read = (signal?: AbortSignal) =>
  ongoingApi(simulators.now)('GET', '/orders?goodsOwnerId=121', undefined, { signal });

describe('calls at once', () => {
  it('wait for each other when they write, and are counted', async () => {
    simulators.now.control.faults.add({ id: 'first', kind: 'held', method: 'PUT', times: 1 });
    const written = Promise.all(['1-1', '2-1', '3-1'].map(put));
    await eventually(() => parallel() === 3);
    expect(simulators.now.control.warehouse.orders({})).toEqual({ orders: [] });
    simulators.now.control.faults.clear({ id: 'first' });
    await expect(written).resolves.toMatchObject([{ status: 201 }, { status: 201 }, { status: 201 }]);
  });

  it('take their time one after the other when they write', async () => {
    simulators.now.control.warehouse.settings({ set: { writeMs: 40 } });
    const before = performance.now();
    await Promise.all(['1-1', '2-1', '3-1'].map(put));
    expect(performance.now() - before).toBeGreaterThanOrEqual(3 * 39);
  });

  it('let reads pass a slow write', async () => {
    simulators.now.control.faults.add({ id: 'slow', kind: 'held', method: 'PUT' });
    const write = put('1-1');
    await eventually(() => parallel() === 1);
    const reply = await read();
    expect(reply.json()).toEqual([]);
    simulators.now.control.faults.clear({ id: 'slow' });
    await expect(write).resolves.toMatchObject({ status: 201 });
    expect(parallel()).toBe(2);
  });

  it('do not hold up another goods owner', async () => {
    const goodsOwners = [
      { id: 'acme', goodsOwnerId: 121 },
      { id: 'other', goodsOwnerId: 122 },
    ];
    const own = await startSimulators({ ongoing: { goodsOwners } });
    own.control.faults.add({ id: 'slow', kind: 'held', goodsOwner: 'acme' });
    const slow = ongoingApi(own, 'acme')('PUT', '/orders', anOrder());
    await eventually(() => own.control.faults.list({}).some(({ hits }) => hits > 0));
    await ongoingApi(own, 'other')('PUT', '/orders', anOrder({ goodsOwnerId: 122 }));
    expect(() => own.control.warehouse.order({ goodsOwner: 'other', orderNumber: '10001-1' })).not.toThrow();
    own.control.faults.clear({ id: 'slow' });
    await expect(slow).resolves.toMatchObject({ status: 201 });
    await own.close();
  });

  it('are never counted for a caller that waits for each answer', async () => {
    for (let n = 0; n < 50; n += 1) await (n % 2 === 0 ? put(`${n}-1`) : read());
    expect(parallel()).toBe(1);
  });

  it('are not counted for a caller that gives up and calls again', async () => {
    for (let n = 0; n < 10; n += 1) {
      simulators.now.control.faults.add({ id: 'x', kind: 'timeout-before', times: 1 });
      const giveUp = new AbortController();
      const waiting = read(giveUp.signal);
      await eventually(() => simulators.now.control.faults.list({}).some(({ hits }) => hits > 0), { everyMs: 2 });
      giveUp.abort();
      await expect(waiting).rejects.toMatchObject({ code: 'ABORT_ERR' });
      await read();
    }
    expect(parallel()).toBe(1);
  });

  it('are counted for a caller that still waits for one answer when it makes the next call', async () => {
    simulators.now.control.faults.add({ kind: 'timeout-before', times: 1 });
    const giveUp = new AbortController();
    const waiting = read(giveUp.signal);
    await eventually(() => parallel() === 1);
    await read();
    await expect(eventually(() => parallel() === 2)).resolves.toBe(true);
    giveUp.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'ABORT_ERR' });
  });
});
