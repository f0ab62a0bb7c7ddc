import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ListedShipment } from '../../src/cli/shipments/row';
import { startSimulators, type Simulators } from '../../src/sandbox';
import { call, start, type RunningCommand } from '../cli/support/executable';
import { yamlFor } from '../cli/support/world';
import { eventually } from '../support/eventually';
import { aFolder } from '../support/temp-folder';

/** What is kept in Temporal is older than what the two systems know: a backup was put back. */
describe('bridge up with an older copy of its data', () => {
  let simulators: Simulators;
  let folder: string;
  let up: RunningCommand;
  const shipments: string[] = [];

  beforeAll(async () => {
    simulators = await startSimulators();
    folder = aFolder();
    const store = { capture: 'onImport' };
    writeFileSync(join(folder, 'bridge.yaml'), yamlFor(simulators, { top: { every: '2s' }, store }));
    await begin();
  }, 240_000);
  afterAll(async () => {
    up.child.kill('SIGKILL');
    await simulators.close();
  });

  const begin = async () => {
    up = await start(['up'], { cwd: folder });
    await up.says('Ready:', 180_000);
  };
  const ordered = (count: number) => {
    const made = simulators.control.merchant.createOrders({ count, payment: 'authorised' }).orders;
    const ids = made.map(({ shipmentId }) => shipmentId);
    shipments.push(...ids);
    return ids;
  };
  const orders = () => simulators.control.warehouse.orders({}).orders;
  const isInOngoing = (id: string) => orders().some(({ orderNumber }) => orderNumber === id);
  const ship = (orderNumber: string) => {
    simulators.control.warehouse.pick({ orderNumber });
    simulators.control.warehouse.pack({ orderNumber });
    simulators.control.warehouse.ship({ orderNumber });
  };
  const countsOf = (shipmentId: string) => simulators.control.merchant.shipment({ shipmentId }).counts;
  const isDone = (shipmentId: string) => countsOf(shipmentId).completions === 1;
  const list = async () => {
    const { out } = await call(['shipments', '--json'], { cwd: folder });
    return (JSON.parse(out) as { shipments: ListedShipment[] }).shipments;
  };

  it('captures, orders and completes nothing a second time, and goes on with everything', async () => {
    // At the time of the copy: some lie in the warehouse, and one has been seen and goes no further.
    const before = ordered(6);
    await eventually(() => before.every(isInOngoing), { withinMs: 90_000, everyMs: 100 });
    simulators.control.faults.add({
      id: 'no-capture',
      system: 'centra',
      path: '/capture',
      kind: 'throttled',
      retryAfter: 2,
    });
    const [seen = ''] = ordered(1);
    await eventually(async () => (await list()).some(({ shipmentId }) => shipmentId === seen), { withinMs: 60_000 });
    await expect(up.stop()).resolves.toBe(0);
    cpSync(join(folder, 'data'), join(folder, 'copy'), { recursive: true });

    // What happens after it, and is forgotten: captured and imported, shipped and reported, and some that are wholly new.
    simulators.control.faults.clear({});
    await begin();
    await eventually(() => isInOngoing(seen), { withinMs: 90_000, everyMs: 100 });
    const after = ordered(4);
    await eventually(() => after.every(isInOngoing), { withinMs: 90_000, everyMs: 100 });
    const reported = [...before.slice(0, 3), ...after.slice(0, 2)];
    reported.forEach(ship);
    await eventually(() => reported.every(isDone), { withinMs: 90_000, everyMs: 100 });
    await expect(up.stop()).resolves.toBe(0);
    // Shipped while nobody looks.
    ship(before[3] ?? '');

    rmSync(join(folder, 'data'), { recursive: true });
    cpSync(join(folder, 'copy'), join(folder, 'data'), { recursive: true });
    await begin();
    const later = ordered(2);
    await eventually(() => later.every(isInOngoing), { withinMs: 90_000, everyMs: 100 });
    for (const id of shipments) if (!isDone(id) && id !== before[3]) ship(id);
    await eventually(() => shipments.every(isDone), { withinMs: 120_000, everyMs: 200 });
    // All of them come to an end by themselves, and nobody is asked.
    await eventually(async () => (await list()).length === 0, { withinMs: 60_000, everyMs: 500 }).catch(async () => {
      throw new Error(`still under way: ${JSON.stringify(await list())}`);
    });

    expect(simulators.control.counters({}).mishaps).toEqual({ capturedTwice: [], emailedTwice: [], orderedTwice: [] });
    for (const shipmentId of shipments) {
      expect(countsOf(shipmentId)).toMatchObject({ captures: 1, completions: 1, emails: 1 });
    }
    expect(orders()).toHaveLength(shipments.length);
  }, 420_000);
});
