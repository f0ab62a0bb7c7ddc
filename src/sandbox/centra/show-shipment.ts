import { centraDate } from './dates';
import type { Order, OrderLine, Shipment } from './model';
import { showHead, showTotals } from './show-head';
import { goodsValue, showLines, type ShownLine } from './show-lines';
import type { CentraStore } from './store';

/** A shipment as `GET /shipments` has it. */
export function showShipment(shipment: Shipment, store: CentraStore): Record<string, unknown> {
  const order = store.host.orders.get(shipment.orderNumber) as Order;
  const lines = shownLines(shipment, order);
  const pdf = (name: string) => `https://${store.id}.centra.example.com/${name}?shipment=${shipment.shipmentId}`;
  const own = {
    shipmentId: shipment.shipmentId,
    customerId: order.customerId,
    // An order has "" where it has no account; a shipment "0".
    accountId: order.accountId === '' ? '0' : order.accountId,
    proforma: pdf('proforma'),
    deliveryNote: pdf('delnote'),
    defaultCarrier: order.carrier,
    deliveryService: order.service,
    shipmentDate: centraDate(shipment.shippedAt, store.timezone),
    trackingNumber: shipment.tracking,
    trackingUrl: trackingUrl(shipment.tracking),
    returnSlipTracking: shipment.returnSlipTracking,
    gtg: Number(shipment.goodToGo),
    paid: Number(shipment.paid),
    shouldCapture: Number(shipment.shouldCapture),
    products: showLines(lines, store.host, store.settings, ({ quantity }) => ({
      warehouses: [{ name: 'Default warehouse', itemQty: String(quantity) }],
    })),
  };
  // Assigned, not spread: a page has a hundred of these, and a literal with spreads in it is ten times slower.
  const document: Record<string, unknown> = showHead(order, store);
  Object.assign(document, own, showTotals(goodsValue(lines), order), order.attributes);
  if (shipment.invoices.length > 0) document.invoices = shipment.invoices;
  return document;
}

export const trackingUrl = (tracking: string): string =>
  tracking === '' ? '' : `https://tracking.example.com/${encodeURIComponent(tracking)}`;

function shownLines(shipment: Shipment, order: Order): ShownLine[] {
  const byId = new Map(order.lines.map((line) => [line.lineId, line]));
  return shipment.lines.map(({ lineId, orderLineId, quantity }) => ({
    lineId,
    quantity,
    line: byId.get(orderLineId) as OrderLine,
  }));
}
