import type { CentraHost } from '../centra/host';
import type { Order, Shipment } from '../centra/model';
import type { CentraStore } from '../centra/store';
import type { SupplierDelivery, SupplierOrder } from '../centra/supply/model';
import type { Supply } from '../centra/supply/supply';
import type { GoodsOwner } from '../ongoing/goods-owner';
import type { WarehouseOrder } from '../ongoing/model';
import type { PurchaseOrder } from '../ongoing/purchase/model';
import type { World } from '../world';
import { ControlRefused } from './verb';

/** The store of this id; the first one when none is named. */
export function findStore(world: World, id: string | undefined): CentraStore {
  const store = id === undefined ? [...world.stores.values()][0] : world.stores.get(id);
  if (!store) throw new ControlRefused(`there is no store ${id ?? ''}`);
  return store;
}

interface FoundOrder {
  host: CentraHost;
  store: CentraStore;
  order: Order;
}

/** The order of this number, in the named store or wherever it is. */
export function findOrder(world: World, orderNumber: number, storeId?: string): FoundOrder {
  for (const host of world.hosts.values()) {
    const order = host.orders.get(orderNumber);
    const store = order && world.stores.get(order.store);
    if (order && store && (storeId === undefined || storeId === order.store)) return { host, store, order };
  }
  throw new ControlRefused(`there is no order ${orderNumber}`);
}

export function findShipment(world: World, shipmentId: string, storeId?: string): FoundOrder & { shipment: Shipment } {
  const found = findOrder(world, Number(shipmentId.split('-', 1)[0]), storeId);
  const shipment = found.host.shipments.get(shipmentId);
  if (!shipment) throw new ControlRefused(`there is no shipment ${shipmentId}`);
  return { ...found, shipment };
}

/** Where a store's suppliers' goods are known; without a store, everywhere. */
const suppliesOf = (world: World, storeId: string | undefined): Supply[] =>
  storeId === undefined
    ? [...world.hosts.values()].map(({ supply }) => supply)
    : [findStore(world, storeId).host.supply];

export function findSupplierOrder(
  world: World,
  { supplierOrderId, store }: { supplierOrderId: number; store?: string | undefined },
): { supply: Supply; order: SupplierOrder } {
  for (const supply of suppliesOf(world, store)) {
    const order = supply.orders.get(supplierOrderId);
    if (order) return { supply, order };
  }
  throw new ControlRefused(`there is no supplier order ${supplierOrderId}`);
}

/** By the number that people see, or by the internal one. */
export function findDelivery(
  world: World,
  { deliveryId, store }: { deliveryId: string; store?: string | undefined },
): { supply: Supply; order: SupplierOrder; delivery: SupplierDelivery } {
  for (const supply of suppliesOf(world, store)) {
    const delivery = supply.delivery(deliveryId);
    if (delivery) return { supply, order: supply.orderOf(delivery), delivery };
  }
  throw new ControlRefused(`there is no supplier delivery ${deliveryId}`);
}

/** The goods owner of this id; the first one when none is named. */
export function findGoodsOwner(world: World, id: string | undefined): GoodsOwner {
  const goodsOwner = id === undefined ? [...world.goodsOwners.values()][0] : world.goodsOwners.get(id);
  if (!goodsOwner) throw new ControlRefused(`there is no goods owner ${id ?? ''}`);
  return goodsOwner;
}

/** By number (the newest order that has it) or by Ongoing's own id. */
export function findWarehouseOrder(
  goodsOwner: GoodsOwner,
  which: { orderNumber?: string | undefined; orderId?: number | undefined },
): WarehouseOrder {
  const order =
    which.orderId === undefined
      ? which.orderNumber === undefined
        ? undefined
        : goodsOwner.order(which.orderNumber)
      : goodsOwner.orders.get(which.orderId);
  if (!order)
    throw new ControlRefused(`there is no order ${which.orderId ?? which.orderNumber ?? ''} in the warehouse`);
  return order;
}

export interface WhichPurchaseOrder {
  goodsOwner?: string | undefined;
  purchaseOrderNumber?: string | undefined;
  purchaseOrderId?: number | undefined;
}

/** By number (the newest that has it) or by Ongoing's own id. */
export function findPurchaseOrder({ purchases }: GoodsOwner, which: WhichPurchaseOrder): PurchaseOrder {
  const { purchaseOrderId, purchaseOrderNumber = '' } = which;
  const order =
    purchaseOrderId === undefined ? purchases.find(purchaseOrderNumber) : purchases.orders.get(purchaseOrderId);
  if (!order) throw new ControlRefused(`there is no purchase order ${purchaseOrderId ?? purchaseOrderNumber}`);
  return order;
}
