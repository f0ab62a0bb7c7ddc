import { workflowTypes } from '../src/protocol/names';
import type { BenchBridge } from './bridge';
import type { RemoteSimulators } from './control';
import { cpuSeconds, memoryMb, percentile, round } from './measure';

interface Counters {
  readonly calls: Record<'centra' | 'ongoing', Record<string, { calls: Record<string, number>; parallel: number }>>;
  readonly mishaps: Record<string, string[]>;
}

/** So many shipments through their whole lives, as fast as it goes: the warehouse ships what it gets at once. */
export async function lives(bridge: BenchBridge, simulators: RemoteSimulators, count: number): Promise<object> {
  await simulators.control('warehouse/settings', {
    set: { life: { enabled: true, stepMs: 0, stepsPerSecond: 10_000 } },
  });
  const before = (await simulators.control('counters')) as Counters;
  await simulators.control('merchant/createOrders', { count, payment: 'prepaid' });
  const worker = process.pid;
  const cpu = {
    worker: cpuSeconds(worker),
    server: cpuSeconds(bridge.server.pid),
    sims: cpuSeconds(simulators.process.pid ?? 0),
  };
  const startedAt = performance.now();
  let done = 0;
  let stop = false;
  const warehouse = (async () => {
    while (!stop) {
      await bridge.scanWarehouse();
      await new Promise((later) => setTimeout(later, 1_000));
    }
  })();
  await bridge.scan();
  while (done < count) {
    await new Promise((later) => setTimeout(later, 200));
    ({ count: done } = await bridge.client.workflow.count(
      `WorkflowType = '${workflowTypes.shipment}' AND ExecutionStatus = 'Completed'`,
    ));
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  stop = true;
  await warehouse;
  const after = (await simulators.control('counters')) as Counters;
  const lengths: number[] = [];
  const sizes: number[] = [];
  for await (const { workflowId } of bridge.client.workflow.list({
    query: `WorkflowType = '${workflowTypes.shipment}'`,
  })) {
    if (lengths.length >= 100) break;
    const { raw } = await bridge.client.workflow.getHandle(workflowId).describe();
    lengths.push(Number(raw.workflowExecutionInfo?.historyLength ?? 0));
    sizes.push(Number(raw.workflowExecutionInfo?.historySizeBytes ?? 0));
  }
  const callsOf = (counters: Counters, system: 'centra' | 'ongoing') =>
    Object.values(counters.calls[system]).reduce(
      (sum, { calls }) => sum + Object.values(calls).reduce((a, b) => a + b, 0),
      0,
    );
  return {
    shipments: count,
    seconds: round(seconds),
    livesPerSecond: round(count / seconds),
    callsPerShipment: {
      centra: round((callsOf(after, 'centra') - callsOf(before, 'centra')) / count, 2),
      ongoing: round((callsOf(after, 'ongoing') - callsOf(before, 'ongoing')) / count, 2),
    },
    calls: after.calls,
    events: { p50: percentile(lengths, 0.5), max: Math.max(...lengths) },
    historyKb: { p50: round(percentile(sizes, 0.5) / 1024), max: round(Math.max(...sizes) / 1024) },
    cpuMsPerLife: {
      worker: round(((cpuSeconds(worker) - cpu.worker) * 1_000) / count),
      server: round(((cpuSeconds(bridge.server.pid) - cpu.server) * 1_000) / count),
      simulators: round(((cpuSeconds(simulators.process.pid ?? 0) - cpu.sims) * 1_000) / count),
    },
    memoryMb: { worker: memoryMb(worker), server: memoryMb(bridge.server.pid) },
    mishaps: after.mishaps,
  };
}
