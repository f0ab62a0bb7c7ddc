import type { BenchBridge } from './bridge';
import type { RemoteSimulators } from './control';
import { percentile, round } from './measure';

interface Dates {
  readonly createdAt: number;
  readonly shippedAt: number | null;
}

const betweenOrdersMs = 200;
/** As webhooks have it: a scan runs when something is heard of, and at most once a second. */
const betweenScansMs = 1_000;

/** Orders come one after the other while scans run: how long until each is in Ongoing, and from shipped to completed. */
export async function latency(bridge: BenchBridge, simulators: RemoteSimulators, count: number): Promise<object> {
  await simulators.control('warehouse/settings', {
    set: { life: { enabled: true, stepMs: 1_000, stepsPerSecond: 10_000 } },
  });
  let stop = false;
  const scanning = [() => bridge.scan(), () => bridge.scanWarehouse()].map(async (scan) => {
    while (!stop) {
      await scan();
      await later(betweenScansMs);
    }
  });
  const ids: string[] = [];
  for (let i = 0; i < count; i += 1) {
    const { shipmentId } = (await simulators.control('merchant/createOrder', { payment: 'prepaid' })) as {
      shipmentId: string;
    };
    ids.push(shipmentId);
    await later(betweenOrdersMs);
  }
  const imports: number[] = [];
  const completions: number[] = [];
  for (const shipmentId of ids) {
    for (;;) {
      const shipment = (await simulators.control('merchant/shipment', { shipmentId })) as Dates;
      if (shipment.shippedAt !== null) {
        const order = (await simulators.control('warehouse/order', { orderNumber: shipmentId })) as Dates;
        imports.push(order.createdAt - shipment.createdAt);
        completions.push(shipment.shippedAt - (order.shippedAt ?? Number.NaN));
        break;
      }
      await later(100);
    }
  }
  stop = true;
  await Promise.all(scanning);
  return {
    shipments: count,
    appearsToInOngoing: ofSeconds(imports),
    shippedToCompleted: ofSeconds(completions),
  };
}

const later = (ms: number) => new Promise((done) => setTimeout(done, ms));
const ofSeconds = (ms: readonly number[]) => ({
  p50: round(percentile(ms, 0.5) / 1_000, 2),
  p99: round(percentile(ms, 0.99) / 1_000, 2),
});
