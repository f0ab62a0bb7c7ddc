import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ListedShipment } from '../../../src/cli/shipments/row';
import type { ShipmentDocument } from '../../../src/cli/shipments/document';
import { startSimulators, type Simulators } from '../../../src/sandbox';
import { eventually } from '../../support/eventually';
import { aFolder } from '../../support/temp-folder';
import { call, logLines, start, type RunningCommand } from '../support/executable';
import { yamlFor } from '../support/world';

describe('bridge up', () => {
  let simulators: Simulators;
  let folder: string;
  let up: RunningCommand;
  beforeAll(async () => {
    simulators = await startSimulators();
    folder = aFolder();
    writeFileSync(join(folder, 'bridge.yaml'), yamlFor(simulators));
    up = await start(['up'], { cwd: folder });
    await up.says('Ready:', 120_000);
  }, 240_000);
  afterAll(async () => {
    await up.stop();
    await simulators.close();
  });

  const bridge = (...args: string[]) => call(args, { cwd: folder });
  const json = async <T>(...args: string[]) => JSON.parse((await bridge(...args, '--json')).out) as T;
  const until = (id: string, wanted: (shipment: ShipmentDocument) => boolean) =>
    eventually(async () => {
      const shipment = await json<ShipmentDocument>('shipment', id);
      return wanted(shipment) && shipment;
    });
  const order = () =>
    (simulators.control.merchant.createOrder({ payment: 'prepaid' }) as { shipmentId: string }).shipmentId;

  it('says in plain words what runs and where', async () => {
    const said = up.err();
    expect(said).toContain('Goods owners: acme; stores: retail, wholesale\n');
    expect(said).toMatch(/^Temporal: 127\.0\.0\.1:\d+, namespace default \(its data are in .*temporal\.db\)$/m);
    expect(said).toMatch(/^Temporal's UI: http:\/\/127\.0\.0\.1:\d+$/m);
    expect(said).toMatch(
      /^schedules created: articles\/acme, shipments\/retail, shipments\/wholesale, sweep\/acme, warehouse\/acme$/m,
    );
    // A lease is taken when the worker has begun, which nobody waits for.
    await up.says('"event":"lease.taken"', 120_000);
    expect(logLines(up).map(({ event }) => event)).toEqual(
      expect.arrayContaining(['process.started', 'devserver.started', 'worker.running', 'lease.taken']),
    );
    expect(said).not.toContain('-password');
    expect(said).not.toContain('-secret');
  });

  it('has a web interface that answers', async () => {
    const [, url = ''] = /^Temporal's UI: (\S+)$/m.exec(up.err()) ?? [];
    expect((await fetch(url)).status).toBe(200);
  });

  it('brings a shipment all the way, with an operator’s hand in between', async () => {
    const id = order();
    const synced = await bridge('sync', 'shipments', '--store', 'retail');
    expect(synced).toMatchObject({ code: 0, out: expect.stringMatching(/^shipments\/retail +1 +1 /m) });
    await until(id, ({ stage }) => stage === 'in-warehouse');
    expect((await bridge('hold', id, '--reason', 'a look')).code).toBe(0);
    const { warehouse } = simulators.control;
    warehouse.pick({ orderNumber: id });
    warehouse.pack({ orderNumber: id });
    warehouse.ship({ orderNumber: id });
    expect((await bridge('sync', 'warehouse')).code).toBe(0);
    await until(id, ({ stage, facts }) => stage === 'held' && facts?.parts[0]?.status === 450);
    expect((await bridge('release', id)).code).toBe(0);
    const { timeline } = await until(id, ({ stage, closedAt }) => stage === 'completed' && closedAt !== null);
    expect(timeline.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['good-to-go', 'hold', 'release', 'complete']),
    );
    const { shipments } = await eventually(async () => {
      const document = await json<{ shipments: ListedShipment[] }>('shipments', '--stage', 'completed');
      return document.shipments.length > 0 && document;
    });
    expect(shipments.map(({ shipmentId }) => shipmentId)).toContain(id);
    expect(simulators.control.counters({}).mishaps).toEqual({ capturedTwice: [], emailedTwice: [], orderedTwice: [] });
  });

  it('is the only one with its data: a second one says who holds them and how to see it', async () => {
    const { code, out, err } = await bridge('up');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(`is in use by process ${up.child.pid}`);
    expect(err).toMatch(/its UI at http:\/\/127\.0\.0\.1:\d+; `bridge shipments` and the other commands find it/);
  });

  it('is found by a worker beside it', async () => {
    const worker = await start(['worker'], { cwd: folder });
    await worker.says('"event":"worker.running"');
    await expect(worker.stop()).resolves.toBe(0);
  });

  it('starts its Temporal again when that dies, and everything goes on', async () => {
    const id = order();
    await bridge('sync', 'shipments');
    await until(id, ({ stage }) => stage === 'in-warehouse');
    const { pid = 0 } = logLines(up).findLast(({ event }) => event === 'devserver.started') ?? {};
    process.kill(pid, 'SIGKILL');
    await up.says('Temporal has ended by itself (SIGKILL); it is started again.');
    await up.says('Temporal answers again; everything goes on.');
    const { warehouse } = simulators.control;
    warehouse.pick({ orderNumber: id });
    warehouse.pack({ orderNumber: id });
    warehouse.ship({ orderNumber: id });
    // The lane may have to be taken again first.
    await eventually(async () => (await bridge('sync', 'warehouse')).code === 0, { withinMs: 40_000 });
    await until(id, ({ stage, closedAt }) => stage === 'completed' && closedAt !== null);
    expect(up.child.exitCode).toBeNull();
  });
});
