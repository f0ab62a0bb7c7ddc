import type { CentraHost } from '../centra/host';
import type { Return } from '../centra/model';
import { joinedSkus } from '../centra/host';
import { allLines, returned } from '../ongoing/model';
import { status } from '../ongoing/settings';
import type { World } from '../world';

/** References of which more than one order lives in the warehouse; back orders are parts of their original. */
export function orderedTwice(world: World): string[] {
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

/**
 * Shipments of which more pieces of a line are in returns than came back to the warehouse. Only shipments whose
 * orders name them (`<store>/<shipmentId>`, rows numbered by line id) can be judged. What was refunded with the return
 * may never have left, and is not counted.
 */
export function returnedTwice(world: World): string[] {
  const twice = new Set<string>();
  for (const host of world.hosts.values()) {
    for (const row of host.returns.values()) {
      const back = cameBack(world, row);
      const isTooMuch = ({ lineId }: Return['lines'][number]) =>
        back !== undefined && piecesInReturns(host, row.shipmentId, lineId) > (back.get(String(lineId)) ?? 0);
      if (row.lines.some(isTooMuch)) twice.add(row.shipmentId);
    }
  }
  return [...twice];
}

/** Pieces by row number; undefined: the warehouse has no order of the shipment. */
function cameBack(world: World, { store, shipmentId }: Return): Map<string, number> | undefined {
  const orders = [...world.goodsOwners.values()].flatMap(({ byReference }) => [
    ...byReference.of(`${store}/${shipmentId}`),
  ]);
  if (orders.length === 0) return undefined;
  const back = new Map<string, number>();
  for (const line of orders.flatMap(({ lines }) => [...allLines(lines)])) {
    const row = line.rowNumber ?? '';
    back.set(row, (back.get(row) ?? 0) + returned(line));
  }
  return back;
}

const piecesInReturns = (host: CentraHost, shipmentId: string, lineId: number): number =>
  [...host.returnsByShipment.of(shipmentId)]
    .filter(({ withRefund }) => !withRefund)
    .flatMap(({ lines }) => lines)
    .reduce((sum, line) => (line.lineId === lineId ? sum + line.quantity : sum), 0);

/** Products of which `POST /stock` wanted fewer than were allocated. */
export function stockBelowAllocated(world: World): string[] {
  const below: string[] = [];
  for (const { stock, products } of world.hosts.values()) {
    for (const { stockItemId, writesBelowAllocated = 0 } of stock.values()) {
      const product = products.get(stockItemId);
      if (product && writesBelowAllocated > 0) below.push(joinedSkus(product));
    }
  }
  return below;
}
