import type { WarehousePurchaseOrder, WarehousePurchaseOrderLine } from '../../clients/ongoing/schema';
import type { StatusesConfig } from '../../config';
import { Accounting } from '../../lifecycle/reconcile/account';
import { deliveryWords } from '../../lifecycle/reconcile/deliveries';
import { merged } from '../../lifecycle/reconcile/merged';
import type { Elsewhere, GoodToGo, Life, OrderThere } from '../../lifecycle/reconcile/shipments';
import { reconcileShipments } from '../../lifecycle/reconcile/shipments';
import { passesDeliveryFilter } from '../../mapping';
import { purchaseOrderId, purchaseOrdersSchedule, workflowTypes } from '../../protocol/names';
import { readDelivery } from '../purchase-order/fresh';
import { isOurs } from '../purchase-order/sights';
import type { GoodsOwnerRoom, StoreRoom } from '../rooms';
import type { Comparison } from './compare';
import { endOf, openLives } from './lives';
import type { Reading } from './reading';
import { whyNoRun } from './scan-health';
import { whyPaused, type ReconcileDeps } from './shipments';

const pageSize = 200;
const numbersPerCall = 50;

/**
 * Supplier deliveries that wait to be received, and purchase orders in the warehouse.
 *
 * Source: Centra `GET /supplier-deliveries`, and each one for itself where a filter wants to see it; Ongoing
 * `GET /purchaseOrders`; Temporal's visibility.
 */
export function compareDeliveries(
  { rooms, client, connections }: ReconcileDeps,
  goodsOwner: string,
  reading: Reading,
): Comparison {
  return async (before) => {
    const room = rooms.goodsOwner(goodsOwner);
    const { store } = room.config.purchaseOrders;
    const { statuses } = room.config.ongoing;
    const list = await reading.centra(store, (centra, signal) => centra.listSupplierDeliveries(signal));
    const prefix = purchaseOrderId(goodsOwner, '');
    const where = `GoodsOwner = '${goodsOwner}'`;
    const open = await openLives(client, { type: workflowTypes.purchaseOrder, where, prefix });

    const numbers = new Map(list.rows.map(({ id, deliveryId }) => [deliveryId, id]));
    const there = await purchaseOrders(reading, statuses, [
      ...numbers.values(),
      ...[...open.values()].flatMap(({ warehouseOrder }) => warehouseOrder ?? []),
    ]);
    const lives = new Map<string, Life>(open);
    const orders: OrderThere[] = [];
    const taken = new Set<string>();
    let notOurs = 0;
    for (const order of there.orders) {
      const deliveryId = order.goodsOwnerReference ?? '';
      if (isKnown(order, numbers, lives) || (await hadALife(deliveryId))) orders.push(orderThere(order, statuses));
      else if (stateOf(order, statuses) !== 'cancelled') notOurs += 1;
    }
    for (const [deliveryId, id] of numbers) {
      const named = there.orders.filter((order) => order.purchaseOrderNumber === id);
      if (named.some((order) => !isOurs(order, { deliveryId }))) taken.add(deliveryId);
    }
    const shipments: GoodToGo[] = [];
    for (const deliveryId of numbers.keys()) {
      const gate = lives.get(deliveryId)?.isOpen
        ? undefined
        : await gateOf(reading, rooms.store(store), deliveryId, room);
      shipments.push({ shipmentId: deliveryId, ...(gate && { gate }) });
      reading.at(`${shipments.length} of ${numbers.size} supplier deliveries looked at`);
    }
    // Its receipt was reported, perhaps before the warehouse had finished.
    const reported = [...lives.values()].filter(({ isOpen, stage }) => !isOpen && stage === 'completed');
    const elsewhere = new Map(reported.map(({ shipmentId }): [string, Elsewhere] => [shipmentId, 'completed']));
    const paused = await whyPaused(connections, store, goodsOwner);
    const noScan = await whyNoRun(client, purchaseOrdersSchedule(goodsOwner));
    const unreadable = list.broken.map(({ id, at }) => id ?? at);
    const seen = {
      ...{ store: goodsOwner, shipments, unreadable, lives, orders, taken, elsewhere },
      ...(paused !== undefined && { paused }),
      ...(noScan !== undefined && { noScan }),
    };
    return merged([
      reconcileShipments(seen, before, deliveryWords),
      others(goodsOwner, notOurs, there.unreadable, before),
    ]);

    /** A purchase order whose delivery Centra does not list (any more) is ours when a life of it is remembered. */
    async function hadALife(deliveryId: string): Promise<boolean> {
      if (deliveryId === '') return false;
      const stage = await endOf(client, purchaseOrderId(goodsOwner, deliveryId));
      if (stage !== undefined) lives.set(deliveryId, { shipmentId: deliveryId, stage, isOpen: false });
      return stage !== undefined;
    }
  };
}

const isKnown = (
  { goodsOwnerReference = '', isReturn }: WarehousePurchaseOrder,
  numbers: ReadonlyMap<string, string>,
  lives: ReadonlyMap<string, Life>,
): boolean => !isReturn && (numbers.has(goodsOwnerReference) || lives.has(goodsOwnerReference));

function others(
  goodsOwner: string,
  notOurs: number,
  unreadable: readonly string[],
  before: ReadonlySet<string> | undefined,
) {
  const accounting = new Accounting(before);
  const sum = `other purchase orders of ${goodsOwner} in Ongoing`;
  accounting.expect(sum, notOurs + unreadable.length);
  for (let n = 0; n < notOurs; n += 1) accounting.count(sum, { state: 'not of this bridge' });
  for (const id of unreadable) {
    const difference = { kind: 'unreadable', id: `${goodsOwner}/${id}`, centra: '', reason: 'unreadable' } as const;
    accounting.count(sum, { state: 'unreadable', difference: { ...difference, ongoing: 'cannot be read' } });
  }
  return accounting.account();
}

/** Those that are not received yet, those with something to report, and those of these numbers. */
async function purchaseOrders(
  reading: Reading,
  { received, receiptCancelled }: StatusesConfig,
  numbers: readonly string[],
) {
  const orders = new Map<number, WarehousePurchaseOrder>();
  const unreadable = new Set<string>();
  const filters = [
    { purchaseOrderStatusTo: received - 1 },
    { purchaseOrderStatusFrom: received, onlyPurchaseOrdersWithOrderLinesToReport: true },
  ];
  for (const filter of filters) {
    for (let purchaseOrderIdFrom = 0; ;) {
      const asked = { ...filter, purchaseOrderIdFrom, maxPurchaseOrdersToGet: pageSize };
      const page = await reading.ongoing((ongoing, signal) => ongoing.listPurchaseOrders(asked, signal));
      for (const order of page.rows) orders.set(order.purchaseOrderId, order);
      for (const { id, at } of page.broken) unreadable.add(id ?? at);
      reading.at(`${orders.size} purchase orders read`);
      if (page.rows.length === 0 || page.received < pageSize) break;
      purchaseOrderIdFrom = Math.max(...page.rows.map((order) => order.purchaseOrderId)) + 1;
    }
  }
  const seen = new Set([...orders.values()].map((order) => order.purchaseOrderNumber));
  const unseen = [...new Set(numbers)].filter((number) => !seen.has(number));
  for (let i = 0; i < unseen.length; i += numbersPerCall) {
    const purchaseOrderNumbers = unseen.slice(i, i + numbersPerCall);
    const page = await reading.ongoing((ongoing, signal) =>
      ongoing.listPurchaseOrders({ purchaseOrderNumbers }, signal),
    );
    for (const order of page.rows) orders.set(order.purchaseOrderId, order);
    for (const { id, at } of page.broken) unreadable.add(id ?? at);
  }
  const living = [...orders.values()].filter(
    (order) => !receiptCancelled.includes(order.status.number) || numbers.includes(order.purchaseOrderNumber),
  );
  return { orders: living, unreadable: [...unreadable] };
}

function orderThere(order: WarehousePurchaseOrder, statuses: StatusesConfig): OrderThere {
  const { purchaseOrderId: orderId, purchaseOrderNumber, goodsOwnerReference = '', status } = order;
  const words = [status.number, status.text].filter((part) => part !== undefined).join(' ');
  return {
    ...{ orderId, orderNumber: purchaseOrderNumber, shipmentId: goodsOwnerReference, isBackOrder: false },
    is: stateOf(order, statuses),
    status: toReport(order.lines) ? `${words}, not acknowledged` : words,
  };
}

/** What is received is on its way back to Centra. */
function stateOf({ status }: WarehousePurchaseOrder, { received, receiptCancelled }: StatusesConfig): OrderThere['is'] {
  if (receiptCancelled.includes(status.number)) return 'cancelled';
  return status.number >= received ? 'shipped' : 'open';
}

const toReport = (lines: readonly WarehousePurchaseOrderLine[]): boolean =>
  lines.some((line) => line.received !== line.reported || toReport(line.subLines));

/** Why a delivery may not start its life; one that is gone meanwhile may. */
async function gateOf(
  reading: Reading,
  store: StoreRoom,
  deliveryId: string,
  { rules }: GoodsOwnerRoom,
): Promise<GoodToGo['gate']> {
  if (!rules.purchaseOrders) return undefined;
  const delivery = await reading.centra(store.config.id, async (_centra, signal) => ({
    found: await readDelivery(store, deliveryId, signal),
  }));
  if (!delivery.found) return undefined;
  const { passes, fault } = passesDeliveryFilter(delivery.found.raw, rules);
  if (fault) return { why: `${fault.at}: ${fault.what}`, fault: true };
  return passes ? undefined : { why: '`purchaseOrders.filter` leaves it out' };
}
