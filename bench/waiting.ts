import { workflowTypes } from '../src/protocol/names';
import type { BenchBridge } from './bridge';
import type { RemoteSimulators } from './control';
import { cpuSeconds, memoryMb, round } from './measure';

/** So many shipments wait in the warehouse: what that costs, and how long a scan takes that finds nothing new. */
export async function waiting(bridge: BenchBridge, simulators: RemoteSimulators, count: number): Promise<object> {
  await simulators.control('warehouse/settings', { set: { life: { enabled: false } } });
  await simulators.control('merchant/createOrders', { count, payment: 'prepaid' });
  const began = performance.now();
  await bridge.scan();
  const query = `WorkflowType = '${workflowTypes.shipment}' AND Stage = 'in-warehouse'`;
  while ((await bridge.client.workflow.count(query)).count < count) await later(500);
  const importSeconds = (performance.now() - began) / 1_000;

  const idleCpu = cpuSeconds(process.pid) + cpuSeconds(bridge.server.pid);
  await later(20_000);
  const idle = (cpuSeconds(process.pid) + cpuSeconds(bridge.server.pid) - idleCpu) / 20;
  return {
    open: count,
    importedPerSecond: round(count / importSeconds),
    scanSeconds: await secondsOf(() => bridge.scan()),
    warehouseScanSeconds: await secondsOf(() => bridge.scanWarehouse()),
    coresUsedWhileNothingHappens: round(idle, 3),
    memoryMb: { worker: memoryMb(process.pid), server: memoryMb(bridge.server.pid) },
  };
}

const later = (ms: number) => new Promise((done) => setTimeout(done, ms));

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return round((performance.now() - startedAt) / 1_000, 2);
}
