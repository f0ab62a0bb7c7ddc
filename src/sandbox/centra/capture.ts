import type { Answer, Call } from '../http/call';
import type { Order, Shipment } from './model';
import { done, echo, findShipment, isAnswer, membersOf, refused } from './reply';
import type { CentraStore } from './store';

/** What Centra says for orders that are paid with the External Payment Plugin. */
export const externalPayment =
  'Action not supported by external payment plugin. Please do that action in your payment provider.';

/** `PUT /capture`. */
export function captureShipment(store: CentraStore, call: Call): Answer {
  const found = findShipment(store, membersOf(call.body).shipment);
  if (isAnswer(found)) return found;
  const { shipment, order } = found;
  return store.host.store.change(() => {
    shipment.counts.captureCalls += 1;
    const failure = isSettled(shipment) ? captureAgain(shipment, store) : capture(shipment, order);
    store.host.putOrder(order);
    if (failure === undefined) return done(echo(shipment));
    return failure === externalPayment
      ? refused(failure, { order: order.orderNumber })
      : refused(failure, echo(shipment));
  });
}

/** Nothing is left to capture: it was, or it was paid in another way. */
export const isSettled = (shipment: Shipment): boolean => shipment.captured || shipment.paid;

/**
 * Moves the money of a shipment that is not settled.
 *
 * @returns why not; undefined: it was captured, or (`async`) the provider will say later
 */
export function capture(shipment: Shipment, order: Order): string | undefined {
  if (order.status === 6) return 'capture failed';
  switch (order.payment) {
    case 'authorised':
      shipment.captured = true;
      settle(shipment);
      return undefined;
    case 'async':
      shipment.captured = true;
      shipment.shouldCapture = false;
      return undefined;
    case 'external':
      return externalPayment;
    case 'refuses':
    case 'invoice':
    case 'prepaid':
      return 'capture failed';
  }
}

/** The money has arrived. */
export function settle(shipment: Shipment): void {
  shipment.paid = true;
  shipment.shouldCapture = false;
  shipment.counts.captures += 1;
  shipment.invoices.push(`https://invoices.example.com/${shipment.shipmentId}-${shipment.counts.captures}.pdf`);
}

function captureAgain(shipment: Shipment, store: CentraStore): string | undefined {
  switch (store.settings.captureAgain) {
    case 'ok':
      return undefined;
    case 'refuse':
      return 'capture failed';
    case 'charge':
      settle(shipment);
      return undefined;
  }
}
