import { centraDate } from './dates';
import type { Order, OrderStatus, Payment, Shipment } from './model';
import { round, vatIn, vatPercent } from './money';
import { showHead, showTotals } from './show-head';
import { goodsValue, showLines, type ShownLine } from './show-lines';
import { trackingUrl } from './show-shipment';
import type { CentraStore } from './store';

const words = ['Incomplete', 'Pending', 'Confirmed', 'Processing', 'Completed', 'Archived', 'Cancelled'] as const;

const paymentTypes: Record<Payment, string> = {
  authorised: 'cc',
  refuses: 'cc',
  async: 'cc',
  prepaid: 'prepaid',
  invoice: 'inv',
  external: '3rd',
};

/** An order as `GET /orders` has it. */
export function showOrder(order: Order, store: CentraStore): Record<string, unknown> {
  const lines = order.lines.map((line): ShownLine => ({ lineId: line.lineId, quantity: line.quantity, line }));
  const goods = goodsValue(lines);
  const own = {
    customerId: order.customerId,
    accountId: order.accountId,
    internalOrder: 0,
    waitingForPayment: Number(order.waitingForPayment),
    marketId: order.marketId,
    pricelistId: 1,
    ipAddress: '192.0.2.1',
    paymentPlugin: order.payment === 'external' ? 'external_payment' : 'example_checkout_v1',
    paymentType: paymentTypes[order.payment],
    paymentDescription: 'Example checkout',
    paymentReference: `${order.selectionId.slice(0, 8)}-0000-4000-8000-000000000000`,
    paymentMethod: 'example',
    defaultCarrier: order.carrier,
    shipments: store.host.shipmentsOf(order).map((shipment) => showShipmentOfOrder(shipment, store)),
    totalItemsPriceTax: vatIn(goods),
    totalItemsPrice: round(goods),
    totalItemsWithoutTax: round(goods - vatIn(goods)),
    products: showLines(lines, store.host, store.settings, showOrderLine),
    totalItemsDiscount: 0,
    discounts: {
      anyDiscount: false,
      discount: `0.00 ${order.currency}`,
      discountAsNumber: 0,
      vouchers: [],
      automaticDiscounts: [],
    },
  };
  const document: Record<string, unknown> = showHead(order, store);
  Object.assign(document, showStatus(order.status, store), own, showTotals(goods, order), order.attributes);
  return document;
}

function showStatus(status: OrderStatus, { settings }: CentraStore): { orderStatus?: string | number } {
  switch (settings.orderStatus) {
    case 'text':
      return { orderStatus: String(status) };
    case 'number':
      return { orderStatus: status };
    case 'word':
      return { orderStatus: words[status] };
    case 'absent':
      return {};
  }
}

function showShipmentOfOrder(shipment: Shipment, { timezone }: CentraStore) {
  return {
    shipmentId: shipment.shipmentId,
    shippedDate: centraDate(shipment.shippedAt, timezone),
    carrier: shipment.carrier,
    service: shipment.service,
    trackingId: shipment.tracking,
    trackingUrl: trackingUrl(shipment.tracking),
    returnSlipTracking: shipment.returnSlipTracking,
  };
}

function showOrderLine({ line, quantity }: ShownLine, product: { brand: string | null }, price: number) {
  const total = round(price * quantity);
  return {
    brand: product.brand,
    otherComment: '',
    taxPercent: vatPercent,
    priceDiscount: price === 0 ? 0 : round(line.originalPrice - price),
    priceDiscountAsPercent: 0,
    taxValue: vatIn(price),
    totalTaxValue: vatIn(total),
    totalPrice: total,
    totalPriceWithoutTax: round(total - vatIn(total)),
    totalPriceWithTax: total,
    anyDiscount: false,
    priceEachWithoutTax: round(price - vatIn(price)),
    priceEachReduction: 0,
    warehouses: [{ name: 'Default', itemQty: quantity }],
  };
}
