import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulators, type Simulators } from '../../src/sandbox';
import { call, logLines, start, type RunningCommand } from '../cli/support/executable';
import { yamlFor } from '../cli/support/world';
import { eventually } from '../support/eventually';
import { aFolder } from '../support/temp-folder';

/** Two systems that live by themselves, and `bridge up` between them. */
describe('bridge up, killed again and again while shipments are under way', () => {
  let simulators: Simulators;
  let folder: string;
  let up: RunningCommand;
  const shipments: string[] = [];

  beforeAll(async () => {
    simulators = await startSimulators();
    // Slow enough that there is always something under way.
    simulators.control.warehouse.settings({ set: { writeMs: 40, life: { enabled: true, stepMs: 700 } } });
    folder = aFolder();
    writeFileSync(
      join(folder, 'bridge.yaml'),
      yamlFor(simulators, { top: { every: '2s' }, store: { capture: 'onImport' } }),
    );
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
  const orderOf = (orderNumber: string) =>
    simulators.control.warehouse.orders({}).orders.find((order) => order.orderNumber === orderNumber);
  const someAreWritten = (ids: readonly string[], count: number) =>
    eventually(() => ids.filter((id) => orderOf(id) !== undefined).length >= count, { withinMs: 90_000 });
  const inCentra = (shipmentId: string) => simulators.control.merchant.shipment({ shipmentId });

  /** Captured, shipped, announced and acknowledged: all of them, each once. */
  async function expectAllToBeDone(): Promise<void> {
    const isDone = (id: string) =>
      inCentra(id).shippedAt !== null &&
      orderOf(id) !== undefined &&
      simulators.control.warehouse.order({ orderNumber: id }).lines.every(({ reported }) => reported === 1);
    await eventually(() => shipments.every(isDone), { withinMs: 90_000, everyMs: 200 }).catch(async () => {
      const [first = '', ...others] = shipments.filter((id) => !isDone(id));
      const { out } = await call(['shipment', first], { cwd: folder });
      throw new Error(`${others.length + 1} are not done, the first of them:\n${out}`);
    });
    for (const id of shipments) {
      expect(inCentra(id).counts).toMatchObject({ captures: 1, completions: 1, emails: 1 });
    }
    const { mishaps, calls } = simulators.control.counters({});
    expect(mishaps).toEqual({ capturedTwice: [], emailedTwice: [], orderedTwice: [] });
    expect(calls.ongoing?.acme?.parallel).toBe(1);
    expect(simulators.control.warehouse.orders({}).orders).toHaveLength(shipments.length);
  }

  it('its Temporal with -9: nothing is lost, and nothing is done twice', async () => {
    await someAreWritten(ordered(12), 3);
    const { pid = 0 } = logLines(up).findLast(({ event }) => event === 'devserver.started') ?? {};
    process.kill(pid, 'SIGKILL');
    await up.says('Temporal answers again; everything goes on.');
    await expectAllToBeDone();
  }, 240_000);

  it('all of it with -9, twice, at moments that nobody chooses: likewise', async () => {
    for (const written of [2, 9]) {
      await someAreWritten(ordered(12), written);
      await up.stop('SIGKILL');
      await begin();
    }
    await expectAllToBeDone();
  }, 300_000);

  it('and with all its data gone: the next one adopts what is there', async () => {
    await someAreWritten(ordered(12), 5);
    await up.stop('SIGKILL');
    rmSync(join(folder, 'data'), { recursive: true });
    await begin();
    await expectAllToBeDone();
  }, 240_000);
});
