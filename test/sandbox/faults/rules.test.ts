import fc from 'fast-check';
import { chance } from '../../../src/sandbox/faults/chance';
import { startSimulators, type FaultRule } from '../../../src/sandbox';
import { anOrder } from '../support/documents';
import { centraApi, eachWithSimulators, ongoingApi } from '../support/simulators';

const simulators = eachWithSimulators();

const statuses = async (count: number) => {
  const seen: number[] = [];
  for (let n = 0; n < count; n += 1) seen.push((await centraApi(simulators.now)('GET', '/shipments')).status);
  return seen;
};

describe('the rule of a fault', () => {
  it.each<[what: string, rule: Omit<FaultRule, 'kind'>, hits: boolean]>([
    ['the system', { system: 'centra' }, true],
    ['another system', { system: 'ongoing' }, false],
    ['the store', { store: 'retail' }, true],
    ['another store', { store: 'wholesale' }, false],
    ['a goods owner', { goodsOwner: 'acme' }, false],
    ['the method', { method: 'PUT' }, true],
    ['another method', { method: 'GET' }, false],
    ['the beginning of the path', { path: '/ship' }, true],
    ['another path', { path: '/orders' }, false],
    ['a pattern of the path', { path: '^/shipments?$' }, true],
    ['another pattern', { path: '^/ship$' }, false],
    ['what the body is about', { about: '10001-1' }, true],
    ['what the body is about, as a number', { about: '10001' }, true],
    ['something else', { about: '1000' }, false],
  ])('looks at %s', async (_what, rule, hits) => {
    simulators.now.control.faults.add({ kind: '500-before', ...rule });
    const reply = await centraApi(simulators.now)('PUT', '/shipment', { order: 10001, shipment: '10001-1' });
    expect(reply.status).toBe(hits ? 500 : 200);
  });

  it('hits as often as it says, after as many calls as it says', async () => {
    simulators.now.control.faults.add({ kind: '500-before', after: 1, times: 2 });
    await expect(statuses(5)).resolves.toEqual([200, 500, 500, 200, 200]);
    expect(simulators.now.control.faults.list()).toMatchObject([{ id: 'fault-1', hits: 2 }]);
  });

  it('hits the same calls again with the same seed, and others with another', async () => {
    const run = async (seed: number) => {
      simulators.now.control.faults.add({ id: 'x', kind: '500-before', probability: 0.4, seed });
      return statuses(20);
    };
    const first = await run(7);
    expect(first).toContain(200);
    expect(first).toContain(500);
    await expect(run(7)).resolves.toEqual(first);
    await expect(run(8)).resolves.not.toEqual(first);
  });

  it('chooses among several kinds by the seed', async () => {
    const run = async () => {
      simulators.now.control.faults.add({ id: 'x', kind: ['500-before', 'throttled', 'html'], seed: 3 });
      return statuses(12);
    };
    const first = await run();
    expect(new Set(first)).toEqual(new Set([500, 429, 200]));
    await expect(run()).resolves.toEqual(first);
  });

  it('is given up by the clock', async () => {
    let now = Date.UTC(2026, 0, 1);
    const own = await startSimulators({ now: () => now });
    own.control.faults.add({ kind: 'unauthorized', untilMs: 60_000 });
    const status = async () => (await centraApi(own)('GET', '/shipments')).status;
    await expect(status()).resolves.toBe(401);
    now += 60_000;
    await expect(status()).resolves.toBe(200);
    await own.close();
  });

  it('stands behind the rules that were added before it', async () => {
    const { control } = simulators.now;
    control.faults.add({ id: 'first', kind: 'throttled', times: 1 });
    control.faults.add({ id: 'second', kind: '500-before' });
    await expect(statuses(2)).resolves.toEqual([429, 500]);
  });

  it('is gone when it is cleared', async () => {
    const { control } = simulators.now;
    control.faults.add({ id: 'first', kind: 'throttled' });
    control.faults.add({ id: 'second', kind: '500-before' });
    expect(control.faults.clear({ id: 'first' })).toEqual({ removed: 1 });
    await expect(statuses(1)).resolves.toEqual([500]);
    expect(control.faults.clear({})).toEqual({ removed: 1 });
    await expect(statuses(1)).resolves.toEqual([200]);
  });

  it('leaves the control API alone', async () => {
    simulators.now.control.faults.add({ kind: 'down' });
    await expect(ongoingApi(simulators.now)('PUT', '/orders', anOrder())).rejects.toMatchObject({ code: 'ECONNRESET' });
    const { status } = await fetch(`${simulators.now.url}/control/counters`);
    expect(status).toBe(200);
  });
});

describe('chance', () => {
  it('is a number from 0 to below 1, the same for the same seed and position', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(), (seed, position) => {
        const drawn = chance(seed, position);
        expect(drawn).toBeGreaterThanOrEqual(0);
        expect(drawn).toBeLessThan(1);
        expect(chance(seed, position)).toBe(drawn);
      }),
    );
  });

  it('is spread evenly enough for a share of calls', () => {
    const hits = Array.from({ length: 10_000 }, (_, n) => chance(5, n)).filter((drawn) => drawn < 0.3).length;
    expect(hits).toBeGreaterThan(2_700);
    expect(hits).toBeLessThan(3_300);
  });
});
