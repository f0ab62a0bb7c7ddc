import { centraMinute } from '../dates';
import type { Order, Product } from '../model';
import type { CentraStore } from '../store';
import { pieces, type SupplierDelivery, type SupplierOrder, type SupplyHead, type SupplyLine } from './model';

/** A supplier order as `GET /supplier-orders` has it. */
export const showSupplierOrder = (order: SupplierOrder, store: CentraStore) => ({
  orderId: String(order.supplierOrderId),
  ...showHead(order, order, store),
});

export const showSupplierOrderWithProducts = (order: SupplierOrder, store: CentraStore) => ({
  ...showSupplierOrder(order, store),
  products: order.lines.map((line) => showSupplyLine(line, store)),
});

/** A delivery as `GET /supplier-deliveries` has it. */
export const showDelivery = (delivery: SupplierDelivery, store: CentraStore) => ({
  id: String(delivery.id),
  orderId: String(delivery.supplierOrderId),
  deliveryId: delivery.deliveryId,
  ...showHead(delivery, store.host.supply.orderOf(delivery), store),
});

export const showDeliveryWithProducts = (delivery: SupplierDelivery, store: CentraStore) => ({
  ...showDelivery(delivery, store),
  products: delivery.lines.map((line) => showSupplyLine(line, store)),
});

/** With the customers' orders that wait for it, and what of it is theirs. */
export const showDeliveryDetails = (delivery: SupplierDelivery, store: CentraStore) => ({
  ...showDelivery(delivery, store),
  orders: [...new Set(delivery.reservations.map(({ orderNumber }) => orderNumber))].flatMap((orderNumber) => {
    const order = store.host.orders.get(orderNumber);
    return order ? [showWaiting(order, delivery, store)] : [];
  }),
});

function showHead(head: SupplyHead & { lines: SupplyLine[] }, order: SupplierOrder, { timezone }: CentraStore) {
  return {
    supplierName: order.supplierName,
    supplierCountry: order.supplierCountry,
    created: centraMinute(head.createdAt, timezone),
    ETD: centraMinute(head.etdAt, timezone),
    ETA: centraMinute(head.etaAt, timezone),
    message: head.message,
    productsQty: pieces(head.lines),
  };
}

function showSupplyLine({ stockItemId, quantity, cost, costCurrency }: SupplyLine, { host }: CentraStore) {
  const product = host.products.get(stockItemId) as Product;
  return {
    sku: product.sku,
    variantSku: product.variantSku,
    sizeSku: product.sizeSku,
    brand: product.brand,
    collection: product.collection,
    product: product.product,
    variant: product.variant,
    size: product.size,
    ean: product.ean,
    upc: product.upc,
    weight: product.weight,
    weightUnit: product.weightUnit,
    quantity,
    cost,
    costCurrency,
  };
}

function showWaiting(order: Order, delivery: SupplierDelivery, store: CentraStore) {
  const { billing, delivery: to } = order;
  const reserved = delivery.reservations.flatMap(({ orderNumber, stockItemId, quantity }) => {
    const line = delivery.lines.find((candidate) => candidate.stockItemId === stockItemId);
    return line && orderNumber === order.orderNumber ? [{ ...line, quantity }] : [];
  });
  return {
    orderId: String(order.orderNumber),
    accountId: order.accountId,
    accountName: billing.company,
    buyer: billing.company === '' ? billing.name : `${billing.company}, ${billing.name}`,
    carrier: order.carrier,
    service: order.service,
    other: order.otherComment,
    paymentTerms: 'Net 30',
    shippingTerms: 'DAP',
    poNumber: order.poNumber,
    deliveryName: to.name,
    deliveryCompany: to.company,
    deliveryEmail: to.email,
    deliveryCell: to.cell,
    deliveryTele: to.tele,
    deliveryAddress: to.address,
    deliveryCoaddress: to.coaddress,
    deliveryZipcode: to.zipcode,
    deliveryCity: to.city,
    deliveryState: to.state,
    deliveryCountry: to.country,
    products: reserved.map((line) => showSupplyLine(line, store)),
  };
}
