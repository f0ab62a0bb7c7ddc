import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aSimulators } from '../support/simulators';
import { eventually } from '../../support/eventually';
import { aFolder } from '../../support/temp-folder';
import { call, logLines, start } from '../support/executable';
import { yamlFor } from '../support/world';

describe('bridge up, stopped', () => {
  it.each<NodeJS.Signals>(['SIGTERM', 'SIGINT'])(
    'by %s leaves everything in order for the next one',
    async (signal) => {
      const simulators = await aSimulators();
      const folder = aFolder();
      writeFileSync(join(folder, 'bridge.yaml'), yamlFor(simulators));
      const first = await start(['up', '--log', join(folder, 'bridge.log')], { cwd: folder });
      await first.says('Ready:', 120_000);
      const { shipmentId } = simulators.control.merchant.createOrder({ payment: 'prepaid' }) as { shipmentId: string };
      expect((await call(['sync', 'shipments'], { cwd: folder })).code).toBe(0);
      await expect(first.stop(signal)).resolves.toBe(0);
      expect(first.err()).toContain(`${signal}: it stops when what is under way is finished.`);
      expect(first.err()).toMatch(/Stopped\.\n$/);
      // With a log file, only sentences are said.
      expect(logLines(first)).toEqual([]);
      const gone = await call(['shipments'], { cwd: folder });
      expect(gone).toMatchObject({ code: 2, err: expect.stringContaining('no `bridge up` runs with') });

      const second = await start(['up'], { cwd: folder });
      await second.says('Ready:', 120_000);
      const { out } = await call(['shipments'], { cwd: folder });
      expect(out).toContain(`retail/${shipmentId}`);
      expect(second.err()).not.toContain('created');
      await second.stop();
    },
    240_000,
  );

  it('by kill -9 leaves nothing that the next one cannot take over', async () => {
    const simulators = await aSimulators();
    const folder = aFolder();
    writeFileSync(join(folder, 'bridge.yaml'), yamlFor(simulators));
    const first = await start(['up'], { cwd: folder });
    await first.says('Ready:', 120_000);
    const { shipmentId } = simulators.control.merchant.createOrder({ payment: 'prepaid' }) as { shipmentId: string };
    expect((await call(['sync', 'shipments'], { cwd: folder })).code).toBe(0);
    await first.stop('SIGKILL');
    const gone = await call(['shipments'], { cwd: folder });
    expect(gone).toMatchObject({ code: 2, err: expect.stringContaining('no `bridge up` runs with') });
    const second = await start(['up', '--json'], { cwd: folder });
    await second.says('Ready:', 120_000);
    expect(JSON.parse(second.out())).toMatchObject({ namespace: 'default', setup: { schedules: { created: [] } } });
    // What was under way when it was killed is taken up when its worker has not been heard of for a while.
    await eventually(
      async () =>
        (await call(['shipment', shipmentId], { cwd: folder })).out.includes(`retail/${shipmentId}  in-warehouse`),
      { withinMs: 60_000 },
    );
    expect(simulators.control.counters().mishaps).toMatchObject({ orderedTwice: [] });
    await expect(second.stop()).resolves.toBe(0);
  }, 240_000);

  it('twice ends at once', async () => {
    const simulators = await aSimulators();
    const folder = aFolder();
    writeFileSync(join(folder, 'bridge.yaml'), yamlFor(simulators));
    const up = await start(['up', '--grace', '10m'], { cwd: folder });
    await up.says('Ready:', 120_000);
    // A call that takes its time keeps the worker from ending.
    simulators.control.faults.add({ system: 'centra', kind: 'timeout-before' });
    simulators.control.merchant.createOrder({ payment: 'prepaid' });
    const sync = await start(['sync', 'shipments', '--store', 'retail'], { cwd: folder });
    await eventually(() => simulators.control.faults.list({}).some(({ hits }) => hits > 0));
    up.child.kill('SIGTERM');
    await up.says('Once more stops it at once.');
    up.child.kill('SIGTERM');
    await expect(up.ended).resolves.toBe(1);
    expect(up.err()).toContain('SIGTERM again: stopped at once.');
    sync.child.kill('SIGKILL');
  }, 240_000);
});
