import type { CentraHost } from '../centra/host';
import type { World } from '../world';
import { orderedTwice, returnedTwice, stockBelowAllocated } from './mishaps';

/** The most ids that one list of mishaps names. */
const named = 50;

/**
 * Calls per operation and parallelism are of this process; everything else is read from what is remembered, and so
 * survives a restart.
 */
export function countersOf(world: World) {
  const hosts = [...world.hosts.values()];
  const shipments = hosts.flatMap((host) => [...host.shipments.values()]);
  const deliveries = hosts.flatMap((host) => [...host.supply.deliveries.values()]);
  const sum = <Row>(rows: readonly Row[], of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0);
  return {
    calls: world.meter.counts(),
    shipments: {
      captureCalls: sum(shipments, ({ counts }) => counts.captureCalls),
      captures: sum(shipments, ({ counts }) => counts.captures),
      completeCalls: sum(shipments, ({ counts }) => counts.completeCalls),
      completions: sum(shipments, ({ counts }) => counts.completions),
      emails: sum(shipments, ({ counts }) => counts.emails),
    },
    deliveries: {
      reportCalls: sum(deliveries, ({ counts }) => counts.reportCalls),
      receipts: sum(deliveries, ({ receipts }) => receipts.filter(({ by }) => by === 'api').length),
    },
    returns: returnsOf(hosts),
    stock: stockWritesOf(hosts),
    /** What must never happen. */
    mishaps: {
      capturedTwice: shipments.flatMap((row) => (row.counts.captures > 1 ? row.shipmentId : [])).slice(0, named),
      emailedTwice: shipments.flatMap((row) => (row.counts.emails > 1 ? row.shipmentId : [])).slice(0, named),
      orderedTwice: orderedTwice(world).slice(0, named),
      // These are named only when they have happened.
      ...happened({
        /** Deliveries whose receipt came once more over the API after it had been accepted there. */
        receivedTwice: deliveries.flatMap((row) => (row.counts.repeatedReports > 0 ? row.deliveryId : [])),
        returnedTwice: returnedTwice(world),
        stockBelowAllocated: stockBelowAllocated(world),
      }),
    },
  };
}

function returnsOf(hosts: readonly CentraHost[]) {
  const rows = hosts.flatMap((host) => [...host.returns.values()]);
  return {
    created: rows.length,
    pieces: rows.flatMap(({ lines }) => lines).reduce((total, { quantity }) => total + quantity, 0),
    refunds: rows.reduce((total, { refunds }) => total + refunds, 0),
  };
}

function stockWritesOf(hosts: readonly CentraHost[]) {
  const counts = { writes: 0, belowAllocated: 0 };
  for (const host of hosts) {
    for (const { writes = 0, writesBelowAllocated = 0 } of host.stock.values()) {
      counts.writes += writes;
      counts.belowAllocated += writesBelowAllocated;
    }
  }
  return counts;
}

const happened = <Lists extends Record<string, string[]>>(lists: Lists): Partial<Lists> =>
  Object.fromEntries(
    Object.entries(lists)
      .filter(([, ids]) => ids.length > 0)
      .map(([name, ids]) => [name, ids.slice(0, named)]),
  ) as Partial<Lists>;
