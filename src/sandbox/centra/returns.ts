import type { Answer, Call } from '../http/call';
import { externalPayment } from './capture';
import { parseCentraDate } from './dates';
import type { CentraHost } from './host';
import type { Order, Return, Shipment } from './model';
import { done, findShipment, idOf, isAnswer, isYes, membersOf, refused } from './reply';
import { showReturn } from './show-return';
import type { CentraStore } from './store';

/** `POST /return`: makes a return of whatever of it can be returned, and says what that was. */
export function createReturn(store: CentraStore, call: Call): Answer {
  const body = membersOf(call.body);
  const found = findShipment(store, body.shipment);
  if (isAnswer(found)) return refused('return could not be created.');
  const { shipment, order } = found;
  const lines = returnable(membersOf(body.products), shipment, store.host);
  if (lines.length === 0) return refused('return could not be created.');
  const refund = membersOf(body.refund);
  const wantsRefund = isYes(refund.refundPayment);
  const failure = wantsRefund ? whyNoRefund(shipment, order) : undefined;
  const refunds = wantsRefund && failure === undefined;
  return store.host.store.change(() => {
    const row: Return = {
      returnId: store.host.store.next('centra/return', 5001),
      shipmentId: shipment.shipmentId,
      store: store.id,
      createdAt: parseCentraDate(optionalText(body.createdAt), store.timezone) ?? store.host.now(),
      completed: refunds,
      returnToStock: body.returnStock === undefined ? store.settings.returnStock : isYes(body.returnStock),
      comment: optionalText(body.comment) ?? null,
      returnCost: Number(body.returnCost ?? 0),
      shippingCost: isYes(body.shippingCostFromShipment) ? order.shippingValue : Number(body.shippingCost ?? 0),
      handlingCost: Number(body.handlingCost ?? 0),
      voucherValue: Number(body.voucherValue ?? 0),
      refunds: refunds ? 1 : 0,
      withRefund: refunds,
      emails: refunds && isYes(refund.sendEmail) ? 1 : 0,
      lines: lines.map((line) => ({ ...line, returnLineId: store.host.store.next('centra/returnLine', 1) })),
    };
    store.host.returns.put(row);
    if (row.returnToStock) restock(row, shipment, order, store.host);
    return done({
      return: row.returnId,
      returnCompleted: row.completed,
      returnedItems: row.lines.map(({ lineId }) => String(lineId)),
      ...(wantsRefund ? { refund: refunds ? { status: 'ok' } : { status: 'no', msg: failure } } : {}),
    });
  });
}

/** `GET /returns`: newest first. */
export function listReturns(store: CentraStore, call: Call): Answer {
  const { query } = call;
  const limit = query.int('limit') ?? 100;
  const page = query.int('page') ?? 1;
  if (!(limit >= 1 && page >= 1)) return refused('invalid limit');
  const shipmentId = query.text('shipment');
  const rows =
    shipmentId === undefined ? [...store.host.returns.values()] : store.host.returnsByShipment.of(shipmentId);
  const newerThan = parseCentraDate(query.text('newer_than'), store.timezone) ?? 0;
  const olderThan = parseCentraDate(query.text('older_than'), store.timezone) ?? Number.MAX_SAFE_INTEGER;
  const fits = (row: Return) =>
    row.store === store.id &&
    row.createdAt >= newerThan &&
    row.createdAt < olderThan &&
    [undefined, String(row.returnId)].includes(query.text('return')) &&
    [undefined, row.shipmentId.split('-', 1)[0]].includes(query.text('order')) &&
    [undefined, orderOf(row, store)?.selectionId].includes(query.text('selection')) &&
    [undefined, orderOf(row, store)?.customerId].includes(query.text('customer_id'));
  const newestFirst = [...rows].filter(fits).reverse();
  const from = Math.max(0, (page - 1) * limit + call.shiftBy);
  return done({ returns: newestFirst.slice(from, from + limit).map((row) => showReturn(row, store)) });
}

/** `PUT /returns/{id}`: completed or pending again, refunded. */
export function changeReturn(store: CentraStore, call: Call): Answer {
  const row = store.host.returns.get(call.params.returnId ?? '');
  if (!row || row.store !== store.id) return refused(`Return with id=${call.params.returnId ?? ''} does not exist`);
  const body = membersOf(call.body);
  const shipment = store.host.shipments.get(row.shipmentId);
  const order = orderOf(row, store);
  const failure = isYes(body.refundPayment) && shipment && order ? whyNoRefund(shipment, order) : undefined;
  if (failure !== undefined) return refused(failure, { order: order?.orderNumber });
  return store.host.store.change(() => {
    if (body.completed !== undefined) row.completed = isYes(body.completed);
    if (isYes(body.refundPayment)) {
      row.refunds += 1;
      if (isYes(body.sendEmail)) row.emails += 1;
    }
    store.host.returns.put(row);
    return done({ return: showReturn(row, store) });
  });
}

/** Only what was paid, by a provider that Centra can tell, can be paid back. */
function whyNoRefund(shipment: Shipment, order: Order): string | undefined {
  if (order.payment === 'external') return externalPayment;
  return shipment.paid ? undefined : 'refund failed';
}

const orderOf = ({ shipmentId }: Return, { host }: CentraStore): Order | undefined =>
  host.orders.get(shipmentId.split('-', 1)[0] ?? '');

/** Lines of a sent shipment, not more than was sent and is not returned yet; the others are left out. */
function returnable(products: Record<string, unknown>, shipment: Shipment, host: CentraHost) {
  if (shipment.shippedAt === null) return [];
  return Object.entries(products).flatMap(([id, value]) => {
    const line = shipment.lines.find(({ lineId }) => String(lineId) === id);
    const quantity = Number(idOf(value));
    if (!line || !Number.isInteger(quantity) || quantity < 1) return [];
    const before = [...host.returnsByShipment.of(shipment.shipmentId)].flatMap((row) => row.lines);
    const returned = before.reduce((sum, done) => (done.lineId === line.lineId ? sum + done.quantity : sum), 0);
    return quantity > line.quantity - returned ? [] : [{ lineId: line.lineId, quantity }];
  });
}

function restock(row: Return, shipment: Shipment, order: Order, host: CentraHost): void {
  for (const { lineId, quantity } of row.lines) {
    const orderLineId = shipment.lines.find((line) => line.lineId === lineId)?.orderLineId;
    const stockItemId = order.lines.find((line) => line.lineId === orderLineId)?.stockItemId;
    const product = stockItemId === undefined ? undefined : host.products.get(stockItemId);
    if (!product) continue;
    // A bundle has no stock: its items have.
    const items = product.bundle ?? [{ stockItemId: product.stockItemId, quantity: 1 }];
    for (const item of items) host.moveStock(item.stockItemId, item.quantity * quantity);
  }
}

const optionalText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
