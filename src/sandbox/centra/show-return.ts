import { centraDate } from './dates';
import type { Order, OrderLine, Product, Return, Shipment } from './model';
import { round, vatIn } from './money';
import type { CentraStore } from './store';

/** A return as `GET /returns` has it. */
export function showReturn(row: Return, store: CentraStore): Record<string, unknown> {
  const shipment = store.host.shipments.get(row.shipmentId) as Shipment;
  const order = store.host.orders.get(shipment.orderNumber) as Order;
  const products = row.lines.map((line) => showReturnLine(line, shipment, order, store));
  const value = row.lines.reduce((sum, line, n) => sum + line.quantity * (products[n]?.price ?? 0), 0);
  return {
    returnId: row.returnId,
    completed: row.completed,
    shipment: row.shipmentId,
    shipmentId: shipment.internalId,
    orderId: order.orderNumber,
    selectionId: order.selectionId,
    customerId: Number(order.customerId === '' ? order.accountId : order.customerId),
    date: centraDate(row.createdAt, store.timezone),
    marketId: order.marketId,
    pricelistId: 1,
    returnCost: row.returnCost,
    shippingCost: row.shippingCost,
    handlingCost: row.handlingCost,
    voucherValue: row.voucherValue,
    taxValue: vatIn(round(value)),
    taxDeduction: 0,
    currency: order.currency,
    baseCurrency: order.currency,
    baseCurrencyRate: 1,
    returnToStock: row.returnToStock,
    comment: row.comment,
    createdFrom: 'Order API',
    products,
  };
}

function showReturnLine(line: Return['lines'][number], shipment: Shipment, order: Order, store: CentraStore) {
  const shipped = shipment.lines.find((candidate) => candidate.lineId === line.lineId);
  const ordered = order.lines.find((candidate) => candidate.lineId === shipped?.orderLineId) as OrderLine;
  const product = store.host.products.get(ordered.stockItemId) as Product;
  return {
    returnLineId: line.returnLineId,
    shipmentLineId: line.lineId,
    orderLineId: ordered.lineId,
    productId: product.productId,
    variantId: product.variantId,
    productName: product.product,
    productBrand: product.brand,
    variantName: product.variant,
    size: product.size,
    sku: product.sku,
    variantSku: product.variantSku,
    sizeSku: product.sizeSku,
    ean: product.ean,
    upc: product.upc,
    quantity: line.quantity,
    price: ordered.price,
  };
}
