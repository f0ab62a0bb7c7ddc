import type { WarehouseLine, WarehouseOrder } from '../../clients/ongoing/schema';
import type { ReturnedOrder, ReturnLife } from '../../lifecycle/reconcile/returns';
import { reconcileReturns } from '../../lifecycle/reconcile/returns';
import { unreportedReturns } from '../../mapping';
import { returnsSchedule, workflowTypes } from '../../protocol/names';
import { returnOwners } from '../return/whose';
import type { Comparison } from './compare';
import { openLives } from './lives';
import type { Reading } from './reading';
import { whyNoRun } from './scan-health';
import { whyPaused, type ReconcileDeps } from './shipments';

const pageSize = 200;

/**
 * What came back and was not reported to Centra.
 *
 * Source: Ongoing `GET /orders?onlyOrdersWithOrderLinesToReportReturned=true`; Temporal's visibility.
 */
export function compareReturns(
  { rooms, client, connections }: ReconcileDeps,
  goodsOwner: string,
  reading: Reading,
): Comparison {
  return async (before) => {
    const room = rooms.goodsOwner(goodsOwner);
    const orders = new Map<number, ReturnedOrder>();
    const unreadable = new Set<string>();
    for (let orderIdFrom = 0; ;) {
      const asked = { onlyOrdersWithOrderLinesToReportReturned: true, orderIdFrom, maxOrdersToGet: pageSize };
      const page = await reading.ongoing((ongoing, signal) => ongoing.listOrders(asked, signal));
      const owners = await returnOwners(client, page.rows, room);
      page.rows.forEach((order, index) => {
        const owner = owners[index];
        const shipment = owner && 'store' in owner ? `${owner.store}/${owner.shipmentId}` : undefined;
        orders.set(order.orderId, returnedOrder(order, shipment));
      });
      for (const { id, at } of page.broken) unreadable.add(id ?? at);
      reading.at(`${orders.size} orders with returned items read`);
      if (page.rows.length === 0 || page.received < pageSize) break;
      orderIdFrom = Math.max(...page.rows.map(({ orderId }) => orderId)) + 1;
    }
    const prefix = `return/${goodsOwner}/`;
    const where = `GoodsOwner = '${goodsOwner}'`;
    const open = await openLives(client, { type: workflowTypes.return, where, prefix });
    const lives = new Map<number, ReturnLife>([...open].map(([id, life]) => [Number(id.split('/')[0]), life]));
    const paused = await whyPaused(connections, undefined, goodsOwner);
    const noScan = await whyNoRun(client, returnsSchedule(goodsOwner));
    const seen = { goodsOwner, orders: [...orders.values()], unreadable: [...unreadable], lives };
    return reconcileReturns(
      { ...seen, ...(paused !== undefined && { paused }), ...(noScan !== undefined && { noScan }) },
      before,
    );
  };
}

function returnedOrder(order: WarehouseOrder, shipment: string | undefined): ReturnedOrder {
  const { orderId, orderNumber } = order;
  const nameless = unreportedReturns(order).reduce((sum, { numberOfItems }) => sum + numberOfItems, 0);
  return {
    ...{ orderId, orderNumber, items: itemsIn(order.lines), nameless },
    ...(shipment !== undefined && { shipment }),
  };
}

const itemsIn = (lines: readonly WarehouseLine[]): number =>
  lines.reduce((sum, line) => sum + Math.max(0, line.returned - line.reportedReturned) + itemsIn(line.subLines), 0);
