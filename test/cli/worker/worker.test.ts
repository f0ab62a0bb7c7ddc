import { startSimulators, type Simulators } from '../../../src/sandbox';
import { state } from '../../../src/protocol/shipment';
import { allSearchAttributes } from '../../support/bridge';
import { eventually } from '../../support/eventually';
import { useTemporal } from '../../support/temporal';
import { bridge } from '../support/captured';
import { start } from '../support/executable';
import { watchLoading } from '../support/loads';
import { configFile } from '../support/world';

describe('bridge worker', () => {
  const temporal = useTemporal({ searchAttributes: allSearchAttributes });
  const versioned = useTemporal({ searchAttributes: allSearchAttributes });
  let simulators: Simulators;
  beforeAll(async () => (simulators = await startSimulators()));
  afterAll(() => simulators.close());
  const order = () =>
    (simulators.control.merchant.createOrder({ payment: 'prepaid' }) as { shipmentId: string }).shipmentId;

  it('does the work without the embedded Temporal, and ends in order', async () => {
    const file = configFile(simulators);
    const { env, node, loaded } = watchLoading();
    const worker = await start(['worker', '--config', file], { env: { ...temporal.env, ...env }, node });
    await worker.says('"event":"worker.running"');
    expect((await bridge(['setup', '--config', file], temporal.env)).code).toBe(0);
    const id = order();
    expect((await bridge(['sync', 'shipments', '--config', file], temporal.env)).code).toBe(0);
    const handle = temporal.client.workflow.getHandle(`shipment/retail/${id}`);
    await eventually(async () => (await handle.query(state)).decision.stage === 'in-warehouse');
    await expect(worker.stop()).resolves.toBe(0);
    // The sentence is for whoever pressed Ctrl-C; all the rest is JSON, and names nobody.
    const lines = worker
      .err()
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('SIGTERM: '));
    const events = lines.map((line) => (JSON.parse(line) as { event: string }).event);
    expect(events).toEqual(
      expect.arrayContaining(['process.started', 'temporal.connected', 'lease.taken', 'lease.lost']),
    );
    expect(events.at(-1)).toBe('process.stopped');
    expect(worker.err()).not.toMatch(/-secret|-password/);
    expect(loaded().filter((path) => /dist.devserver/.test(path))).toEqual([]);
  }, 240_000);

  it('is one of several builds where the user wants that', async () => {
    const { client, connection, namespace, env } = versioned;
    const file = configFile(simulators);
    expect((await bridge(['setup', '--config', file], env)).code).toBe(0);
    const worker = await start(['worker', '--build-id', 'b1', '--config', file], { env });
    await worker.says('"buildId":"b1"');
    const version = { namespace, deploymentName: 'bridge', buildId: 'b1' };
    await eventually(async () =>
      connection.workflowService
        .setWorkerDeploymentCurrentVersion({ ...version, ignoreMissingTaskQueues: true })
        .catch(() => false),
    );
    const id = order();
    expect((await bridge(['sync', 'shipments', '--config', file], env)).code).toBe(0);
    const handle = client.workflow.getHandle(`shipment/retail/${id}`);
    await eventually(async () => (await handle.query(state)).decision.stage === 'in-warehouse');
    const { raw } = await handle.describe();
    expect(raw.workflowExecutionInfo?.versioningInfo?.deploymentVersion).toMatchObject({ buildId: 'b1' });
    await expect(worker.stop()).resolves.toBe(0);
  }, 240_000);

  it('waits for a Temporal that is away, and can be stopped meanwhile', async () => {
    const worker = await start(['worker', '--config', configFile(simulators)], {
      env: { TEMPORAL_ADDRESS: '127.0.0.1:9' },
    });
    await worker.says('"event":"temporal.waiting"');
    expect(worker.child.exitCode).toBeNull();
    await expect(worker.stop()).resolves.toBe(0);
  }, 240_000);

  it('does not wait for a namespace that nobody makes', async () => {
    const env = { ...temporal.env, TEMPORAL_NAMESPACE: 'nobody-made-it' };
    const worker = await start(['worker', '--config', configFile(simulators)], { env });
    await expect(worker.ended).resolves.toBe(2);
    expect(worker.err()).toContain('there is no namespace nobody-made-it');
  }, 240_000);
});
