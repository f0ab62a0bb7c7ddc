import { startSimulators, type CallEvent } from '../../src/sandbox';
import { anOrder } from './support/documents';
import { centraApi, ongoingApi } from './support/simulators';

describe('startSimulators', () => {
  it('needs no options: two stores of one Centra, and one goods owner', async () => {
    const simulators = await startSimulators();
    expect(simulators.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(simulators.centra).toEqual({
      retail: {
        baseUrl: `${simulators.url}/api/retail-wms`,
        secret: 'retail-secret',
        timezone: 'Europe/Stockholm',
        type: 'b2c',
      },
      wholesale: expect.objectContaining({ baseUrl: `${simulators.url}/api/wholesale-wms`, type: 'b2b' }),
    });
    expect(simulators.ongoing).toEqual({
      acme: {
        baseUrl: `${simulators.url}/demo/api/v1`,
        goodsOwnerId: 121,
        username: 'acme',
        password: 'acme-password',
      },
    });
    await simulators.close();
  });

  it('keeps stores of different Centras, and goods owners of one instance, apart', async () => {
    const simulators = await startSimulators({
      centra: {
        stores: [
          { id: 'north', centra: 'north' },
          { id: 'south', centra: 'south', settings: { hiddenMarkets: [1] } },
        ],
      },
      ongoing: {
        goodsOwners: [
          { id: 'one', goodsOwnerId: 121 },
          { id: 'two', goodsOwnerId: 122, instance: 'demo' },
          { id: 'three', goodsOwnerId: 121, instance: 'other' },
        ],
      },
    });
    const north = simulators.control.merchant.createOrder({ store: 'north' });
    const south = simulators.control.merchant.createOrder({ store: 'south' });
    expect(north.orderNumber).toBe(south.orderNumber);
    expect((await centraApi(simulators, 'north')('GET', '/shipments')).json()).toMatchObject({ shipments: [{}] });
    expect((await centraApi(simulators, 'south')('GET', '/shipments')).json()).toMatchObject({ shipments: [] });
    await ongoingApi(simulators, 'one')('PUT', '/orders', anOrder());
    const list = async (goodsOwner: string, id: number) =>
      (await ongoingApi(simulators, goodsOwner)('GET', `/orders?goodsOwnerId=${id}`)).json();
    await expect(list('one', 121)).resolves.toHaveLength(1);
    await expect(list('two', 122)).resolves.toEqual([]);
    await expect(list('three', 121)).resolves.toEqual([]);
    await simulators.close();
  });

  it('tells of every call, answered or not, without an id', async () => {
    const events: CallEvent[] = [];
    const simulators = await startSimulators({ log: (event) => events.push(event) });
    await centraApi(simulators)('PUT', '/shipments/10001-1', {});
    simulators.control.faults.add({ kind: 'down' });
    await ongoingApi(simulators)('GET', '/orders/50161').catch(() => undefined);
    expect(events).toEqual([
      { system: 'centra', place: 'retail', operation: 'PUT /shipments/{shipmentId}', status: 200, fault: null },
      { system: 'ongoing', place: 'acme', operation: 'GET /orders/{orderId}', status: null, fault: 'down' },
    ]);
    await simulators.close();
  });

  it('closes although callers hang and wait', async () => {
    const simulators = await startSimulators();
    simulators.control.faults.add({ kind: 'timeout-before', system: 'centra' });
    simulators.control.faults.add({ kind: 'slow', system: 'ongoing', delayMs: 60_000 });
    const calls = [centraApi(simulators)('GET', '/shipments'), ongoingApi(simulators)('PUT', '/orders', anOrder())];
    const ended = Promise.allSettled(calls);
    while (simulators.control.faults.list().some((fault) => fault.hits === 0)) await new Promise(setImmediate);
    await simulators.close();
    const outcomes = (await ended).map((outcome) => outcome.status);
    expect(outcomes).toEqual(['rejected', 'rejected']);
  });

  it('refuses two stores or goods owners with one id', async () => {
    await expect(startSimulators({ centra: { stores: [{ id: 'a' }, { id: 'a' }] } })).rejects.toThrow('two stores');
    const goodsOwners = [
      { id: 'a', goodsOwnerId: 1 },
      { id: 'a', goodsOwnerId: 2 },
    ];
    await expect(startSimulators({ ongoing: { goodsOwners } })).rejects.toThrow('two goods owners');
  });
});
