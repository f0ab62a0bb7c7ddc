import type { ReconcileDocument } from '../../../src/cli/reconcile/reconcile';
import { run } from '../../../src/cli/program';
import { reconcileId, shipmentsSchedule } from '../../../src/protocol/names';
import { useStories } from '../../stories/support/use-stories';
import { eventually } from '../../support/eventually';
import { capturedIo } from '../support/captured';
import { aCli, configFile } from '../support/world';
import { anOrder, anotherOngoing, assertAddsUp, statesOf } from './support';

describe('bridge reconcile --only shipments', () => {
  const stories = useStories();
  const cli = aCli(() => ({ file: configFile(stories.simulators), env: stories.temporal.env }));
  const reconcile = async (...args: string[]) => {
    const said = await cli.json<ReconcileDocument>('reconcile', '--only', 'shipments', ...args);
    assertAddsUp(said.document);
    return said;
  };

  beforeAll(async () => {
    expect((await cli('setup')).code).toBe(0);
  }, 60_000);

  it('finds nothing in a healthy world, and prints the sums', async () => {
    await stories.imported();
    const { code, document } = await reconcile();
    expect({ code, differences: document.differences }).toEqual({ code: 0, differences: [] });
    expect(statesOf(document, 'retail')).toEqual({ 'in the warehouse': 1 });
    expect(document.counts.sums['open orders of acme in Ongoing']).toEqual({ total: 1, states: { 'of retail': 1 } });
    const { out, err } = await cli('reconcile', '--only', 'shipments');
    expect(out).toContain('1 good-to-go shipments in retail = 1 in the warehouse\n');
    expect(out).toContain('1 open orders of acme in Ongoing = 1 of retail\n');
    expect(err).toContain('0 differences, 0 that somebody wants so, 0 under way.');
  });

  it('writes nothing', async () => {
    await stories.imported();
    const writes = () => {
      const { centra, ongoing } = stories.simulators.control.counters({}).calls;
      const calls = Object.entries({ ...centra, ...ongoing }).flatMap(([place, its]) =>
        Object.entries(its.calls).map(([operation, count]) => [`${place} ${operation}`, count] as const),
      );
      return calls.filter(([operation]) => !operation.includes(' GET '));
    };
    const before = writes();
    await reconcile();
    expect(writes()).toEqual(before);
    expect(before.length).toBeGreaterThan(0);
  });

  it('names what is under way as under way', async () => {
    const shipment = stories.ordered();
    const { code, document } = await reconcile();
    expect({ code, differences: document.differences }).toEqual({ code: 0, differences: [] });
    expect(document.underWay).toEqual([
      expect.objectContaining({
        ...{ kind: 'shipment-without-order', id: `retail/${shipment.id}`, centra: 'good-to-go', ongoing: '' },
        reason: 'the next scan takes it up',
      }),
    ]);
    expect(statesOf(document, 'retail')).toMatchObject({ new: 1 });
    await stories.scan();
    await shipment.reaches('in-warehouse');
  });

  it('names every kind of difference, with its reason, and nothing else', async () => {
    const another = anotherOngoing(stories.simulators);
    stories.merchant.settings({ store: 'retail', set: { onHoldOrders: true } });
    // In Centra only.
    const held = stories.ordered({ hold: true });
    const unmappable = stories.ordered({ delivery: { country: '' } });
    const annulled = await stories.imported();
    const abandoned = await stories.imported();
    const completed = await stories.imported();
    const taken = stories.ordered({ store: 'wholesale' });
    await another.putOrder(anOrder(taken.id, { goodsOwnerOrderId: 'another', referenceNumber: 'another' }));
    // In Ongoing only, and somebody else's.
    await another.putOrder(anOrder('99001-1', { referenceNumber: 'retail/99001-1' }));
    await another.putOrder(anOrder('OTHER-1', { referenceNumber: 'other-shop' }));
    await stories.scan();
    stories.warehouse.annul({ orderNumber: annulled.id });
    await abandoned.act('abandon');
    stories.merchant.complete({ shipmentId: completed.id });
    await stories.scan();
    await stories.scanWarehouse();
    await unmappable.asks('unmappable');
    await annulled.asks('cancelled-in-warehouse');
    await completed.asks('completed-elsewhere');

    const { code, document } = await reconcile();
    expect(code).toBe(4);
    const reasons = Object.fromEntries(document.differences.map(({ kind, id, reason }) => [`${kind} ${id}`, reason]));
    expect(reasons).toEqual({
      [`shipment-without-order retail/${held.id}`]: 'its order is on hold, or waits for its payment',
      [`shipment-without-order retail/${unmappable.id}`]: 'attention: unmappable',
      [`shipment-without-order retail/${annulled.id}`]: 'attention: cancelled-in-warehouse',
      [`order-not-followed retail/${abandoned.id}`]: 'an operator has abandoned it: nobody follows it',
      [`completed-in-centra-only retail/${completed.id}`]: 'attention: completed-elsewhere',
      [`shipment-without-order wholesale/${taken.id}`]: 'number-taken: an order that is not ours has its number',
      'order-without-shipment retail/99001-1':
        'Centra does not show its order: on hold, of another market, or removed; nobody follows it',
    });
    expect(document.differences.filter(({ expected }) => expected)).toEqual([
      expect.objectContaining({ id: `retail/${held.id}` }),
    ]);
    expect(document.counts).toMatchObject({ differences: 6, expected: 1 });
    expect(document.counts.sums['open orders of acme in Ongoing']?.states['not of this bridge']).toBe(2);
    const { out } = await cli('reconcile', '--only', 'shipments');
    expect(out).not.toContain('Exempel');
    expect(out).toMatch(/^WANTED SO +ID/m);
  });

  it('names what nobody takes up, because the schedule is paused', async () => {
    const schedule = stories.client.schedule.getHandle(shipmentsSchedule('wholesale'));
    await schedule.pause('for a test');
    const shipment = stories.ordered({ store: 'wholesale' });
    const { document } = await reconcile();
    await schedule.unpause();
    expect(document.differences).toContainEqual(
      expect.objectContaining({
        ...{ kind: 'shipment-without-order', id: `wholesale/${shipment.id}` },
        reason: 'the schedule shipments/wholesale is paused',
      }),
    );
  });

  it('waits for the end of a comparison that somebody else has begun', async () => {
    const read = stories.hold({ system: 'centra', store: 'retail' });
    const ios = [capturedIo(stories.temporal.env), capturedIo(stories.temporal.env)];
    const args = ['reconcile', '--only', 'shipments', '--json', '--config', configFile(stories.simulators)];
    const both = Promise.all(ios.map((io) => run(args, io)));
    await eventually(() =>
      ios.some(({ said }) => said.err.includes('reconcile/acme: waits for the end of a comparison')),
    );
    read.release();
    await both;
    const [one, other] = ios.map(({ said }) => (JSON.parse(said.out) as ReconcileDocument).counts.sums);
    expect(one).toEqual(other);
  });

  it('is ended with the command that has begun it', async () => {
    const read = stories.hold({ system: 'centra' });
    const io = capturedIo(stories.temporal.env);
    const args = ['reconcile', '--only', 'shipments', '--config', configFile(stories.simulators)];
    const running = run(args, io);
    const handle = stories.client.workflow.getHandle(reconcileId('acme'));
    await eventually(async () => (await handle.describe()).raw.pendingActivities?.length === 1);
    io.stop();
    await expect(running).resolves.toBe(1);
    read.release();
    await eventually(async () => (await handle.describe()).status.name === 'CANCELLED');
  });

  it('ends with 3 when a system cannot be read, and says which', async () => {
    stories.faults.add({ id: 'out', system: 'centra', store: 'retail', kind: 'unauthorized' });
    const { code, err } = await cli('reconcile', '--only', 'shipments');
    stories.faults.clear({});
    expect(code).toBe(3);
    expect(err).toContain('acme: Centra cannot be read: its connection does not work or is paused');
    await cli('retry', 'connection/retail');
  });

  it('refuses a goods owner that is not configured', async () => {
    const { code, err } = await cli('reconcile', '--goods-owner', 'acne');
    expect(code).toBe(2);
    expect(err).toContain('did you mean acme?');
  });
});
