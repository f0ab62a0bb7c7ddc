import { findProduct } from '../create-order';
import type { CentraHost } from '../host';
import { pieces, type SupplierDelivery, type SupplierOrder, type SupplyHead, type SupplyLine } from './model';
import type { Supply } from './supply';

/** A line as somebody asks for it. */
export interface SupplyWish {
  /** EAN, or SKUs joined; what is not in the registry is added. Default: one product after the other. */
  product?: string | undefined;
  quantity: number;
  /** Of one piece. */
  cost: number;
  costCurrency: string;
}

/** Adds an order to a supplier, without deliveries. Within a change. */
export function addSupplierOrder(
  supply: Supply,
  wish: Pick<SupplierOrder, 'supplierName' | 'supplierCountry' | 'warehouse' | 'status' | 'lines'> &
    Omit<SupplyHead, 'createdAt'>,
): SupplierOrder {
  const { host } = supply;
  const supplierOrderId = host.store.next(`centra/${host.id}/supplierOrder`, 901);
  return supply.orders.put({ supplierOrderId, ...wish, createdAt: host.now(), deliveryCount: 0 });
}

/** Adds a delivery of these lines; the rest is as in the delivery or the order that it comes from. Within a change. */
export function addDelivery(
  supply: Supply,
  from: SupplierOrder | SupplierDelivery,
  lines: SupplyLine[],
): SupplierDelivery {
  const { host } = supply;
  const order = 'id' in from ? supply.orderOf(from) : from;
  order.deliveryCount += 1;
  supply.orders.put(order);
  return supply.deliveries.put({
    id: host.store.next(`centra/${host.id}/supplierDelivery`, 301),
    deliveryId: `${order.supplierOrderId}-${order.deliveryCount}`,
    supplierOrderId: order.supplierOrderId,
    createdAt: host.now(),
    etdAt: from.etdAt,
    etaAt: from.etaAt,
    message: from.message,
    status: 'open',
    lines,
    reservations: 'reservations' in from ? stillReserved(from.reservations, lines) : [],
    receipts: [],
    counts: { reportCalls: 0, repeatedReports: 0 },
  });
}

/** What the order has asked for and no delivery brings; one that was accepted brought what it should. */
export function undelivered(supply: Supply, order: SupplierOrder): SupplyLine[] {
  // The rest of a delivery comes with another one: a delivery that has one brought what was received of it.
  const brought = supply.deliveriesOf(order).flatMap((delivery) => {
    if (delivery.status === 'cancelled') return [];
    const receipt = delivery.receipts[0];
    return receipt?.additionalDeliveryId == null ? delivery.lines : receipt.lines;
  });
  return order.lines.flatMap((line) => {
    const quantity = line.quantity - pieces(brought.filter(({ stockItemId }) => stockItemId === line.stockItemId));
    return quantity > 0 ? [{ ...line, quantity }] : [];
  });
}

/** Lines for these wishes; two for the same product are one. */
export function supplyLines(wishes: readonly SupplyWish[], host: CentraHost): SupplyLine[] {
  const lines = new Map<number, SupplyLine>();
  for (const { product, quantity, cost, costCurrency } of wishes) {
    const { stockItemId } = findProduct(product, host);
    const before = lines.get(stockItemId)?.quantity ?? 0;
    lines.set(stockItemId, { stockItemId, quantity: before + quantity, cost: cost.toFixed(2), costCurrency });
  }
  return [...lines.values()];
}

const stillReserved = (reservations: SupplierDelivery['reservations'], lines: readonly SupplyLine[]) =>
  reservations.flatMap((one) => {
    const left = lines.find(({ stockItemId }) => stockItemId === one.stockItemId)?.quantity ?? 0;
    return left > 0 ? [{ ...one, quantity: Math.min(one.quantity, left) }] : [];
  });
