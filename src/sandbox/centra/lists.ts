import type { Answer, Call } from '../http/call';
import type { Query } from '../http/query';
import type { SortedList } from '../store/sorted-list';
import { parseCentraDate } from './dates';
import type { Order, Shipment } from './model';
import { done, refused } from './reply';
import { showOrder } from './show-order';
import { showShipment } from './show-shipment';
import type { CentraStore } from './store';
import { listName } from './visibility';

/** `GET /shipments`: by default what is good-to-go and not sent, oldest first. */
export function listShipments(store: CentraStore, call: Call): Answer {
  const status = call.query.text('status') ?? 'goodtogo';
  if (!['goodtogo', 'inprogress', 'completed'].includes(status)) return refused('invalid status');
  const limit = call.query.int('limit') ?? (status === 'goodtogo' ? Number.MAX_SAFE_INTEGER : 100);
  const most = status === 'goodtogo' ? Number.MAX_SAFE_INTEGER : 100;
  if (!(limit >= 1 && limit <= most)) return refused('invalid limit');
  const list = store.host.visibleShipments.of(listName(store.id, status));
  const orderOf = (row: Shipment) => store.host.orders.get(row.orderNumber) as Order;
  const rows = page(list, call, limit, {
    one: (orderNumber) =>
      store.host.shipmentsByOrder
        .of(orderNumber)
        .slice(0)
        .filter((row) => list.at(list.position(row)) === row),
    fits: filter(call.query, store, orderOf),
  });
  return done({ shipments: rows.map((row) => showShipment(row, store)) });
}

/** `GET /orders`: those whose status, market and flags the settings let through, oldest first. */
export function listOrders(store: CentraStore, call: Call): Answer {
  const limit = call.query.int('limit') ?? 20;
  if (!(limit >= 1)) return refused('invalid limit');
  const list = store.host.visibleOrders.of(store.id);
  const rows = page(list, call, limit, {
    one: (orderNumber) => {
      const order = store.host.orders.get(orderNumber);
      return order && list.at(list.position(order)) === order ? [order] : [];
    },
    fits: filter(call.query, store, (row: Order) => row),
  });
  return done({ orders: rows.map((row) => showOrder(row, store)) });
}

interface Selection<Row> {
  /** The rows of one order. */
  one: (orderNumber: number) => Row[];
  /** undefined: every row fits. */
  fits: ((row: Row) => boolean) | undefined;
}

function page<Row>(list: SortedList<Row>, call: Call, limit: number, { one, fits }: Selection<Row>): Row[] {
  const offset = (call.query.int('offset') ?? 0) + call.shiftBy;
  const orderNumber = call.query.int('order');
  if (orderNumber === undefined && !fits) return list.slice(Math.max(0, offset), offset + limit);
  const rows = orderNumber === undefined ? list.slice(0) : one(orderNumber);
  return (fits ? rows.filter(fits) : rows).slice(Math.max(0, offset), offset + limit);
}

/** Which date the two filters mean is unknown for shipments; here it is the order's. Newer is inclusive. */
function filter<Row>(
  query: Query,
  store: CentraStore,
  orderOf: (row: Row) => Order,
): ((row: Row) => boolean) | undefined {
  const newerThan = parseCentraDate(query.text('newer_than'), store.timezone);
  const olderThan = parseCentraDate(query.text('older_than'), store.timezone);
  const customerId = query.text('customer_id');
  if (newerThan === undefined && olderThan === undefined && customerId === undefined) return undefined;
  return (row) => {
    const order = orderOf(row);
    if (newerThan !== undefined && order.orderedAt < newerThan) return false;
    if (olderThan !== undefined && order.orderedAt >= olderThan) return false;
    return customerId === undefined || order.customerId === customerId;
  };
}
