import type { Order, Shipment } from './model';
import type { CentraStore } from './store';

/** The name of the list of `GET /shipments` that a store's shipments of a status are in. */
export const listName = (store: string, status: string) => `${store}/${status}`;

/** The list that an order is in, or none: `GET /orders` shows what the plugin's settings let through. */
export function orderList(order: Order, store: CentraStore | undefined): string | undefined {
  if (!store || !passes(order, store)) return undefined;
  return store.settings.ordersWithStatus.includes(order.status) ? order.store : undefined;
}

/** The list that a shipment is in, or none. There is no list of cancelled ones: they are not shown any more. */
export function shipmentList(
  shipment: Shipment,
  order: Order | undefined,
  store: CentraStore | undefined,
): string | undefined {
  if (!order || !store || !passes(order, store)) return undefined;
  if (shipment.shippedAt !== null) return listName(shipment.store, 'completed');
  if (order.status === 6) return undefined;
  return listName(shipment.store, shipment.goodToGo ? 'goodtogo' : 'inprogress');
}

/** Hold, waiting for payment and unticked markets hide an order and all of its shipments. */
export function passes(order: Order, { settings }: CentraStore): boolean {
  if (settings.hiddenMarkets.includes(order.marketId)) return false;
  if (order.hold && !settings.onHoldOrders) return false;
  return !order.waitingForPayment || settings.waitingForPaymentOrders;
}
