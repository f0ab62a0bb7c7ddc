import type { Simulators } from '../../../src/sandbox';
import { allSearchAttributes } from '../../support/bridge';
import { eventually } from '../../support/eventually';
import { useTemporal } from '../../support/temporal';
import { bridge } from '../support/captured';
import { start, type RunningCommand } from '../support/executable';
import { aSimulators } from '../support/simulators';
import { configFile } from '../support/world';

const addressOf = ({ err }: RunningCommand) => /"event":"metrics\.listening","address":"([^"]+)"/.exec(err())?.[1];
const textOf = async (url: string) => (await fetch(url)).text();

describe('a worker’s own port', () => {
  const temporal = useTemporal({ searchAttributes: allSearchAttributes });
  let simulators: Simulators;
  beforeAll(async () => (simulators = await aSimulators()));

  it('tells of its health, and of what it does', async () => {
    const file = configFile(simulators);
    expect((await bridge(['setup', '--config', file], temporal.env)).code).toBe(0);
    const worker = await start(['worker', '--port', '0', '--config', file], { env: temporal.env });
    await worker.says('"event":"lease.taken"', 120_000);
    const url = `http://${addressOf(worker)}`;
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    await expect(fetch(`${url}/livez`).then((answer) => answer.json())).resolves.toEqual({ ok: true });
    await eventually(async () => (await fetch(`${url}/readyz`)).status === 200);

    const { shipmentId } = simulators.control.merchant.createOrder({ payment: 'prepaid' }) as { shipmentId: string };
    expect((await bridge(['sync', 'shipments', '--config', file], temporal.env)).code).toBe(0);
    const imported = 'bridge_effects_total{effect="import",end="written",goods_owner="acme",store="retail"} 1';
    const text = await eventually(async () => {
      const seen = await textOf(`${url}/metrics`);
      return seen.includes(imported) && seen;
    });
    expect(text).toContain('operation="PUT /orders",outcome="ok"} 1');
    expect(text).toMatch(/^bridge_lane_wait_seconds_count\{goods_owner="acme",priority="shipment"\} [1-9]/m);
    expect(text).toMatch(/^bridge_lane_busy_seconds_total\{goods_owner="acme"\} [0-9.]*[1-9]/m);
    expect(text).toMatch(/^bridge_leases_held 1$/m);
    expect(text).toMatch(/^bridge_temporal_up 1$/m);
    expect(text).toMatch(/^bridge_worker_consuming\{task_queue="ongoing\/acme",type="activity"\} 1$/m);
    // The SDK's, on the same page.
    expect(text).toMatch(/^bridge_sdk_metrics_up 1$/m);
    expect(text).toMatch(/^temporal_workflow_task_schedule_to_start_latency_seconds_count\{.*task_queue="bridge"/m);
    const sold = simulators.control.warehouse.orders({}).orders.map(({ orderNumber }) => orderNumber);
    for (const one of [shipmentId, ...sold]) expect(text).not.toContain(String(one));
    await expect(worker.stop()).resolves.toBe(0);
  }, 300_000);

  it('tells of it also while Temporal is away', async () => {
    const worker = await start(['worker', '--port', '0', '--config', configFile(simulators)], {
      env: { TEMPORAL_ADDRESS: '127.0.0.1:9' },
    });
    await worker.says('"event":"temporal.waiting"');
    const url = `http://${addressOf(worker)}`;
    expect((await fetch(`${url}/livez`)).status).toBe(200);
    const ready = await fetch(`${url}/readyz`);
    expect(ready.status).toBe(503);
    await expect(ready.json()).resolves.toEqual({
      ok: false,
      reasons: ['Temporal has not answered yet', 'the worker does not poll'],
    });
    expect(await textOf(`${url}/metrics`)).toMatch(/^bridge_temporal_up 0$/m);
    await expect(worker.stop()).resolves.toBe(0);
  }, 240_000);
});
