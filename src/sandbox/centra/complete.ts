import type { Answer, Call } from '../http/call';
import { capture, isSettled } from './capture';
import type { CentraHost } from './host';
import type { Order, Shipment } from './model';
import { done, echo, findShipment, idOf, isAnswer, isYes, membersOf, refused, textOf } from './reply';
import type { CentraStore } from './store';

/** `PUT /shipment`: completes a shipment that is paid, good-to-go and shipped; until then it only notes things. */
export function completeShipment(store: CentraStore, call: Call): Answer {
  const body = membersOf(call.body);
  const found = findShipment(store, body.shipment);
  if (isAnswer(found)) return found;
  const { shipment, order } = found;
  if (idOf(body.order) !== String(order.orderNumber)) {
    return refused('order does not exist', { order: idOf(body.order), shipment: shipment.shipmentId });
  }
  return store.host.store.change(() => {
    shipment.counts.completeCalls += 1;
    const answer = complete(shipment, order, store, body);
    store.host.putOrder(order);
    return answer;
  });
}

function complete(shipment: Shipment, order: Order, store: CentraStore, body: Record<string, unknown>): Answer {
  if (shipment.shippedAt !== null) return completeAgain(shipment, store, body);
  if (order.status === 6) return refused('order is cancelled', echo(shipment));
  // "default true; tries to capture, ignored when captured earlier"
  const wantsCapture = body.capture === undefined || isYes(body.capture);
  if (wantsCapture && shipment.shouldCapture && !isSettled(shipment)) {
    const failure = capture(shipment, order);
    if (failure !== undefined) return refused(failure, echo(shipment));
  }
  const { completeNeedsFlags } = store.settings;
  const says = (flag: 'gtg' | 'shipped') => (body[flag] === undefined ? !completeNeedsFlags : isYes(body[flag]));
  if (says('gtg')) shipment.goodToGo = true;
  order.internalComment = appended(order.internalComment, textOf(body.internalComment));
  if (shipment.paid && shipment.goodToGo && says('shipped')) shipOut(shipment, order, store, body);
  return done(echo(shipment));
}

export function shipOut(shipment: Shipment, order: Order, store: CentraStore, body: Record<string, unknown>): void {
  const { host } = store;
  shipment.shippedAt = host.now();
  shipment.carrier = textOf(body.carrier);
  shipment.service = textOf(body.service);
  shipment.packages = body.packages === undefined ? null : Number(body.packages);
  shipment.tracking = textOf(body.tracking);
  shipment.returnSlipTracking = textOf(body.returnSlipTracking);
  shipment.counts.completions += 1;
  for (const { orderLineId, quantity } of shipment.lines) {
    const stockItemId = order.lines.find((line) => line.lineId === orderLineId)?.stockItemId;
    if (stockItemId !== undefined && !host.products.get(stockItemId)?.bundle) host.moveStock(stockItemId, -quantity);
  }
  tellCustomer(shipment, store, body);
  followShipments(order, host);
}

function completeAgain(shipment: Shipment, store: CentraStore, body: Record<string, unknown>): Answer {
  if (store.settings.completeAgain === 'refuse') {
    return refused('shipment is sent and can not be updated', echo(shipment));
  }
  if (store.settings.completeAgain === 'email') tellCustomer(shipment, store, body);
  return done(echo(shipment));
}

function tellCustomer(shipment: Shipment, store: CentraStore, body: Record<string, unknown>): void {
  const tell = body.sendEmail === undefined ? store.settings.sendShippingConfirmation : isYes(body.sendEmail);
  if (tell) shipment.counts.emails += 1;
}

/** An order is as far as its shipments: processing with one, completed when all of them are. */
export function followShipments(order: Order, host: CentraHost): void {
  if (order.status < 2 || order.status > 4) return;
  const shipments = host.shipmentsOf(order);
  if (shipments.length === 0) order.status = 2;
  else order.status = shipments.every((shipment) => shipment.shippedAt !== null && shipment.paid) ? 4 : 3;
}

export const appended = (text: string, more: string): string =>
  more === '' ? text : text === '' ? more : `${text}\n${more}`;
