import { execFile, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { executable, start, type RunningCommand } from '../cli/support/executable';
import { eventually } from '../support/eventually';
import { root } from './support';

const script = resolve(root, 'scripts/native-topology/main.mjs');
const run = promisify(execFile);

/** What the topology says of itself when it runs. */
interface Topology {
  readonly temporal: string;
  readonly namespace: string;
  readonly simulators: string;
  readonly gateway: string;
  readonly config: string;
  readonly version: string;
  readonly health: Readonly<Record<string, string>>;
  readonly processes: Readonly<Record<string, number>>;
}

/** PostgreSQL or Temporal's server are not on every machine, and building the server takes minutes: only when asked for. */
const missing = process.env.BRIDGE_BUILD_TEMPORAL_SERVER
  ? undefined
  : spawnSync(process.execPath, [script, '--look'], { encoding: 'utf8' }).stderr.trim() || undefined;

if (missing) {
  // eslint-disable-next-line jest/no-disabled-tests -- it says why, and what makes it run
  describe.skip(`the topology of docker-compose.yml, with PostgreSQL: skipped. ${missing}`, () => {
    it('carries shipments all the way', () => expect(missing).toBeUndefined());
  });
} else {
  describe('the topology of docker-compose.yml, with PostgreSQL', () => {
    let topology: Topology;
    let process_: ChildProcess;

    beforeAll(async () => {
      const bridge = await executable();
      process_ = spawn(process.execPath, [script, '--bridge', bridge], { stdio: ['pipe', 'pipe', 'inherit'] });
      const line = await createInterface({ input: process_.stdout! })[Symbol.asyncIterator]().next();
      if (line.done) throw new Error('it has ended before everything ran');
      topology = JSON.parse(line.value) as Topology;
    }, 2_700_000);
    afterAll(async () => {
      process_.stdin?.end();
      if (process_.exitCode === null) await once(process_, 'exit');
    }, 120_000);

    const env = () => ({
      TEMPORAL_ADDRESS: topology.temporal,
      TEMPORAL_NAMESPACE: topology.namespace,
      BRIDGE_CONFIG: topology.config,
    });
    const bridge = async (...args: string[]) => {
      const command = await start([...args, '--json'], { env: env() });
      const code = await command.ended;
      return { code, document: JSON.parse(command.out()) as never, err: command.err() };
    };
    const control = async <T>(verb: string, input: object = {}): Promise<T> => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`${topology.simulators}/control/${verb}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(input),
      });
      expect([verb, answer.status]).toEqual([verb, 200]);
      return (await answer.json()) as T;
    };
    const worker = async (): Promise<RunningCommand> => {
      const running = await start(['worker'], { env: env() });
      await running.says('"event":"worker.running"');
      return running;
    };

    it('is healthy in the words of the image and of every role', async () => {
      for (const url of [...Object.values(topology.health), topology.gateway]) {
        await expect(
          run(process.execPath, [resolve(root, 'deploy/healthcheck.mjs')], {
            env: { BRIDGE_HEALTH_URL: `${url}/livez` },
          }),
        ).resolves.toMatchObject({ stdout: expect.stringContaining('answered 200') });
        await eventually(async () => (await fetch(`${url}/readyz`)).status === 200, { withinMs: 40_000 });
      }
      const { code, document } = await bridge('check');
      expect({ code, document }).toMatchObject({ code: 0, document: { ok: true } });
    }, 120_000);

    it('carries shipments all the way while one worker is killed and another one stopped: nothing is lost or done twice', async () => {
      await control('warehouse/settings', { set: { writeMs: 60, life: { enabled: true, stepMs: 1_000 } } });
      const made = async (count: number) =>
        (await control<{ orders: { shipmentId: string }[] }>('merchant/createOrders', { count, payment: 'authorised' }))
          .orders;
      const shipments = (await made(8)).map(({ shipmentId }) => shipmentId);
      const inOngoing = async () =>
        (await control<{ orders: { orderNumber: string }[] }>('warehouse/orders')).orders.map(
          ({ orderNumber }) => orderNumber,
        );
      const written = (count: number) =>
        eventually(async () => (await inOngoing()).filter((id) => shipments.includes(id)).length >= count, {
          withinMs: 150_000,
          everyMs: 100,
        });

      await written(2);
      process.kill(topology.processes['worker-1']!, 'SIGKILL');
      shipments.push(...(await made(8)).map(({ shipmentId }) => shipmentId));
      await written(10);
      // As compose starts it again.
      const third = await worker();
      shipments.push(...(await made(6)).map(({ shipmentId }) => shipmentId));
      await written(18);
      process.kill(topology.processes['worker-2']!, 'SIGTERM');
      await written(22);

      const isDone = async (shipmentId: string) =>
        (await control<{ shippedAt: string | null }>('merchant/shipment', { shipmentId })).shippedAt !== null;
      const left = new Set(shipments);
      const allAreDone = async () => {
        for (const id of left) if (await isDone(id)) left.delete(id);
        return left.size === 0;
      };
      await eventually(allAreDone, { withinMs: 240_000, everyMs: 500 }).catch(async () => {
        const { document } = await bridge('shipment', [...left][0] ?? '');
        throw new Error(`${left.size} are not done, the first of them: ${JSON.stringify(document)}`);
      });
      for (const shipmentId of shipments) {
        const { counts } = await control<{ counts: object }>('merchant/shipment', { shipmentId });
        expect([shipmentId, counts]).toEqual([
          shipmentId,
          expect.objectContaining({ captures: 1, completions: 1, emails: 1 }),
        ]);
      }
      const counters = await control<{ mishaps: object; calls: { ongoing: { acme: { parallel: number } } } }>(
        'counters',
      );
      expect(counters.mishaps).toEqual({ capturedTwice: [], emailedTwice: [], orderedTwice: [] });
      expect(counters.calls.ongoing.acme.parallel).toBe(1);
      await expect(third.stop()).resolves.toBe(0);
    }, 600_000);

    it('answers every list with PostgreSQL’s visibility as with SQLite’s', async () => {
      const last = await worker();
      const ended = await eventually(async () => {
        const { document } = await bridge('shipments', '--stage', 'completed', '--limit', '100');
        const { total } = document as { total: number };
        return total >= 22 && total;
      });
      expect(ended).toBeGreaterThanOrEqual(22);
      for (const args of [
        ['--attention'],
        ['--older-than', '1s'],
        ['--store', 'retail', '--stage', 'in-warehouse'],
        ['--query', "OrderNumber = '10001'"],
      ]) {
        const { code } = await bridge('shipments', ...args);
        expect([args, code]).toEqual([args, 0]);
      }
      expect((await bridge('sync', 'warehouse')).code).toBe(0);
      expect(await bridge('setup')).toMatchObject({ code: 0, document: { schedules: { created: [], updated: [] } } });
      await expect(last.stop()).resolves.toBe(0);
      expect(readFileSync(topology.config, 'utf8')).toContain(topology.simulators);
    }, 240_000);
  });
}
