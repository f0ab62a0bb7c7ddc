import type { Answer, Call } from '../../http/call';
import { done, isAnswer, refused } from '../reply';
import type { CentraStore } from '../store';
import type { SupplierDelivery } from './model';
import {
  showDelivery,
  showDeliveryDetails,
  showDeliveryWithProducts,
  showSupplierOrder,
  showSupplierOrderWithProducts,
} from './show';

/** `GET /supplier-orders`: every confirmed one, without pages. */
export const listSupplierOrders = (store: CentraStore): Answer =>
  done({ orders: store.host.supply.visibleOrders(store).map((order) => showSupplierOrder(order, store)) });

/** `GET /supplier-orders/{id}`. */
export function getSupplierOrder(store: CentraStore, call: Call): Answer {
  const { supply } = store.host;
  const order = supply.orders.get(call.params.id ?? '');
  if (!order || !supply.isOrderVisible(order, store)) return refused('supplier order does not exist');
  return done({ order: showSupplierOrderWithProducts(order, store) });
}

/** `GET /supplier-deliveries`: what can be accepted, without pages. */
export const listDeliveries = (store: CentraStore): Answer =>
  done({ deliveries: store.host.supply.visibleDeliveries(store).map((delivery) => showDelivery(delivery, store)) });

/** `GET /supplier-deliveries/{id}`, by either of its numbers. */
export function getDelivery(store: CentraStore, call: Call): Answer {
  const found = findReadable(store, call.params.id ?? '');
  return isAnswer(found) ? found : done({ delivery: showDeliveryWithProducts(found, store) });
}

/** `GET /supplier-deliveries/{id}/details`. */
export function getDeliveryDetails(store: CentraStore, call: Call): Answer {
  const found = findReadable(store, call.params.id ?? '');
  return isAnswer(found) ? found : done({ delivery: showDeliveryDetails(found, store) });
}

export const noDelivery: Answer = refused('supplier delivery does not exist');

function findReadable(store: CentraStore, id: string): SupplierDelivery | Answer {
  const { supply } = store.host;
  const delivery = supply.delivery(id);
  if (!delivery) return noDelivery;
  if (supply.isVisible(delivery, store)) return delivery;
  const isPast = delivery.status === 'accepted' && store.settings.acceptedDeliveries === 'readable';
  return isPast && supply.orderOf(delivery).warehouse === store.settings.supplierDeliveryWarehouse
    ? delivery
    : noDelivery;
}
