import { randomBytes } from 'node:crypto';
import { addProduct } from './create-product';
import type { CentraHost } from './host';
import { inventAddress, inventCompany } from './invent';
import type { Address, Order, OrderLine, Payment, Product, Shipment } from './model';
import { round } from './money';
import type { CentraStore } from './store';

/** What an order should be like; what is not said is invented, complete and plausible. */
export interface NewOrder {
  orderNumber?: number;
  lines: { product?: string; quantity: number; price?: number; comment: string }[];
  payment: Payment;
  country: string;
  hold: boolean;
  suspect: boolean;
  waitingForPayment: boolean;
  /** Default: paid and authorised orders are good-to-go at once. */
  goodToGo: boolean;
  /** 0: confirmed, and without one. More than one: the lines are dealt out to them. */
  shipments: number;
  marketId: number;
  /** Epoch milliseconds. */
  orderedAt?: number;
  delivery: Partial<Address>;
  shippingList: string;
  shippingValue: number;
  otherComment: string;
  attributes: Record<string, unknown>;
  dates: { preferredDeliveryAt?: number; estimatedDeliveryAt?: number; cancelAt?: number };
}

const dayMs = 86_400_000;

/** Makes an order and its first shipment. Within a change. */
export function addOrder(store: CentraStore, wish: NewOrder): Order {
  const { host } = store;
  if (wish.shipments > wish.lines.length) throw new RangeError('there are more shipments than lines');
  const orderNumber = wish.orderNumber ?? host.store.next(`centra/${host.id}/order`, 10_001);
  if (host.orders.get(orderNumber)) throw new RangeError(`order ${orderNumber} is there already`);
  const orderedAt = wish.orderedAt ?? host.now();
  const b2b = store.type === 'b2b';
  const address = { ...inventAddress(orderNumber, wish.country, b2b ? inventCompany(orderNumber) : '') };
  const order: Order = {
    orderNumber,
    store: store.id,
    selectionId: randomBytes(16).toString('hex'),
    status: 2,
    hold: wish.hold,
    suspect: wish.suspect,
    waitingForPayment: wish.waitingForPayment,
    marketId: wish.marketId,
    orderedAt,
    preferredDeliveryAt: wish.dates.preferredDeliveryAt ?? null,
    estimatedDeliveryAt: wish.dates.estimatedDeliveryAt ?? orderedAt + 3 * dayMs,
    cancelAt: wish.dates.cancelAt ?? null,
    currency: store.currency,
    customerId: b2b ? '' : String(100_000 + orderNumber),
    accountId: b2b ? String(500 + (orderNumber % 50)) : '',
    delivery: { ...address, ...wish.delivery },
    billing: address,
    poNumber: b2b ? `PO-${orderNumber}` : '',
    shippingList: wish.shippingList,
    carrier: '',
    service: '',
    shippingValue: wish.shippingValue,
    payment: wish.payment,
    internalComment: '',
    otherComment: wish.otherComment,
    lines: [],
    attributes: { ...wish.attributes },
    shipmentCount: 0,
  };
  order.lines = wish.lines.flatMap((line) => orderLines(line, host));
  host.orders.put(order);
  for (let n = 0; n < wish.shipments; n += 1) {
    addShipment(order, host, wish.goodToGo, (line) => rootOf(line, order) % wish.shipments === n);
  }
  return order;
}

/** Which of the wished lines this is; items go with their bundle. */
function rootOf(line: OrderLine, order: Order): number {
  const roots = order.lines.filter((candidate) => candidate.bundleLineId === null);
  return roots.findIndex((root) => root.lineId === (line.bundleLineId ?? line.lineId));
}

/** Makes a shipment of what no shipment has yet; undefined: nothing is left. Within a change. */
export function addShipment(
  order: Order,
  host: CentraHost,
  goodToGo: boolean,
  isMeant: (line: OrderLine) => boolean = () => true,
): Shipment | undefined {
  const sent = host.shipmentsOf(order).flatMap(({ lines }) => lines);
  const store = host.stores.get(order.store);
  const lines = order.lines.flatMap((line) => {
    const taken = sent.reduce((sum, one) => (one.orderLineId === line.lineId ? sum + one.quantity : sum), 0);
    if (line.quantity <= taken || !isMeant(line)) return [];
    const own = store?.settings.lineIds === 'own';
    const lineId = own ? host.store.next('centra/shipmentLine', 700_001) : line.lineId;
    return [{ lineId, orderLineId: line.lineId, quantity: line.quantity - taken, serialNumber: null }];
  });
  if (lines.length === 0) return undefined;
  order.shipmentCount += 1;
  const paid = order.payment === 'prepaid';
  const shipment = host.shipments.put({
    shipmentId: `${order.orderNumber}-${order.shipmentCount}`,
    internalId: host.store.next('centra/shipment', 1901),
    orderNumber: order.orderNumber,
    store: order.store,
    createdAt: host.now(),
    orderedAt: order.orderedAt,
    goodToGo,
    paid,
    shouldCapture: !paid && order.payment !== 'invoice',
    captured: false,
    shippedAt: null,
    carrier: '',
    service: '',
    packages: null,
    tracking: '',
    returnSlipTracking: '',
    invoices: [],
    lines,
    counts: { captureCalls: 0, captures: 0, completeCalls: 0, completions: 0, emails: 0 },
  });
  order.status = 3;
  host.putOrder(order);
  return shipment;
}

/** A line; for a bundle its own line, and one for each of its items. */
export function orderLines(wish: NewOrder['lines'][number], host: CentraHost): OrderLine[] {
  const product = findProduct(wish.product, host);
  const lineOf = (of: Product, quantity: number, price: number, bundleLineId: number | null): OrderLine => ({
    lineId: host.store.next('centra/orderLine', 40_001),
    stockItemId: of.stockItemId,
    quantity,
    price,
    originalPrice: bundleLineId === null ? of.price : price,
    comment: bundleLineId === null ? wish.comment : '',
    bundleLineId,
  });
  const price = wish.price ?? product.price;
  const own = lineOf(product, wish.quantity, price, null);
  const items = product.bundle ?? [];
  const pieces = items.reduce((sum, item) => sum + item.quantity, 0);
  return [
    own,
    ...items.map(({ stockItemId, quantity }) => {
      const item = host.products.get(stockItemId) as Product;
      return lineOf(item, quantity * wish.quantity, round(price / pieces), own.lineId);
    }),
  ];
}

/** By EAN or SKUs joined; an unknown one is added to the registry. Nothing said: one product after the other. */
export function findProduct(name: string | undefined, host: CentraHost): Product {
  if (name !== undefined) return host.productsByName.get(name) ?? addProduct(host, { sku: name, ean: '' });
  const shelf = host.productList.of('all');
  for (let tries = 0; tries < shelf.length; tries += 1) {
    const next = shelf.at(host.store.next(`centra/${host.id}/pick`, 0) % shelf.length);
    if (next?.active && !next.bundle) return next;
  }
  return addProduct(host, {});
}
