import axios from 'axios';
import { workflowTypes } from '../src/protocol/names';
import type { BenchBridge } from './bridge';
import type { RemoteSimulators } from './control';
import { round } from './measure';

/** A backlog meets systems that take their time: how much of it is the lane without a call? */
export async function lane(
  bridge: BenchBridge,
  simulators: RemoteSimulators,
  count: number,
  answerMs: number,
): Promise<object> {
  await simulators.control('warehouse/settings', { set: { life: { enabled: false } } });
  // Every article is written before the first order that needs it; that is another measurement.
  await simulators.control('merchant/createOrders', { count: 60, payment: 'prepaid' });
  await bridge.scan();
  const warm = async () => (await inWarehouse(bridge)) >= 60;
  await until(warm);
  const bare = await bareLoop(simulators, Math.min(count, 50), answerMs);
  await simulators.control('faults/add', { id: 'latency', kind: 'slow', delayMs: answerMs });
  await simulators.control('merchant/createOrders', { count, payment: 'prepaid' });
  const goodsOwner = Object.keys(simulators.ongoing)[0] ?? '';
  const scan = bridge.scan();
  const imported = async () => (await inWarehouse(bridge)) - 60;
  // From the first tenth to the last: the start and the end have no backlog.
  const from = Math.ceil(count / 10);
  const to = Math.floor(count * 0.9);
  await until(async () => (await imported()) >= from);
  const startedAt = performance.now();
  const startBusy = bridge.worker.laneBusyMs()[goodsOwner] ?? 0;
  const startDone = await imported();
  await until(async () => (await imported()) >= to);
  const elapsedMs = performance.now() - startedAt;
  const busyMs = (bridge.worker.laneBusyMs()[goodsOwner] ?? 0) - startBusy;
  const done = (await imported()) - startDone;
  await scan;
  await simulators.control('faults/clear', { id: 'latency' });
  return {
    shipments: count,
    answerMs,
    utilisation: round(busyMs / elapsedMs, 3),
    importMs: round(elapsedMs / done),
    bareLoopMs: bare,
    ofBareLoop: round(bare / (elapsedMs / done), 3),
  };
}

const inWarehouse = async ({ client }: BenchBridge) =>
  (
    await client.workflow.count(
      `WorkflowType = '${workflowTypes.shipment}' AND ExecutionStatus = 'Running' AND Stage = 'in-warehouse'`,
    )
  ).count;

/** The same call, one after the other, with axios and nothing else. */
async function bareLoop(simulators: RemoteSimulators, count: number, answerMs: number): Promise<number> {
  await simulators.control('faults/add', { id: 'latency', kind: 'slow', delayMs: answerMs });
  const [address] = Object.values(simulators.ongoing);
  if (!address) throw new Error('no goods owner');
  const http = axios.create({
    baseURL: address.baseUrl,
    auth: { username: address.username, password: address.password },
  });
  const startedAt = performance.now();
  for (let i = 0; i < count; i += 1) {
    await http.put('/orders', {
      goodsOwnerId: address.goodsOwnerId,
      orderNumber: `bare-${i}`,
      deliveryDate: '2026-11-22',
      consignee: { name: 'Bare Loop', address1: 'Provvägen 1', countryCode: 'SE' },
      orderLines: [{ rowNumber: '1', articleNumber: 'BARE', numberOfItems: 1 }],
    });
  }
  await simulators.control('faults/clear', { id: 'latency' });
  return round((performance.now() - startedAt) / count);
}

async function until(reached: () => Promise<boolean>): Promise<void> {
  while (!(await reached())) await new Promise((later) => setTimeout(later, 100));
}
