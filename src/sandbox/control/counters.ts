import { status } from '../ongoing/settings';
import type { World } from '../world';

/** The most ids that one list of mishaps names. */
const named = 50;

/**
 * Calls per operation and parallelism are of this process; everything else is read from what is remembered, and so
 * survives a restart.
 */
export function countersOf(world: World) {
  const totals = { captureCalls: 0, captures: 0, completeCalls: 0, completions: 0, emails: 0 };
  const capturedTwice: string[] = [];
  const emailedTwice: string[] = [];
  for (const host of world.hosts.values()) {
    for (const { shipmentId, counts } of host.shipments.values()) {
      for (const name of Object.keys(totals) as (keyof typeof totals)[]) totals[name] += counts[name];
      if (counts.captures > 1) capturedTwice.push(shipmentId);
      if (counts.emails > 1) emailedTwice.push(shipmentId);
    }
  }
  return {
    calls: world.meter.counts(),
    shipments: totals,
    /** What must never happen. */
    mishaps: {
      capturedTwice: capturedTwice.slice(0, named),
      emailedTwice: emailedTwice.slice(0, named),
      orderedTwice: orderedTwice(world).slice(0, named),
    },
  };
}

/** References of which more than one order lives in the warehouse; back orders are parts of their original. */
function orderedTwice(world: World): string[] {
  const twice: string[] = [];
  for (const goodsOwner of world.goodsOwners.values()) {
    for (const reference of goodsOwner.byReference.names()) {
      const living = [...goodsOwner.byReference.of(reference)].filter(
        (order) => order.status !== status.cancelled && order.backOrderForOrderId === null,
      );
      if (living.length > 1) twice.push(reference);
    }
  }
  return twice;
}
