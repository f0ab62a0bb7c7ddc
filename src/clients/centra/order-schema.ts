import { z } from 'zod';
import { list, value, withRaw, wrong } from '../values';
import { flag, id, localDate, number, optionalId, reference, text } from './values';

/** Centra's order statuses 0 to 6, in this order. */
const words = ['incomplete', 'pending', 'confirmed', 'processing', 'completed', 'archived', 'cancelled'] as const;
export type OrderStatus = (typeof words)[number];

/**
 * Whether Centra sends a number or a word is not known, so both are read: `6`, `"6"`, `"Cancelled"`, `"Canceled"`.
 * A number that is not in the list stays a number; a word that is not proves nothing and is `undefined`.
 */
const status = value<OrderStatus | number | undefined>('a status', readStatus).optional();

/** The same where nothing can be decided without it. */
export const knownStatus = value<OrderStatus>('a status of an order', (input) => {
  const read = readStatus(input);
  return typeof read === 'string' ? read : wrong;
});

function readStatus(input: unknown): OrderStatus | number | undefined {
  if (typeof input !== 'string' && typeof input !== 'number') return undefined;
  const word = String(input).trim().toLowerCase();
  if (/^\d+$/.test(word)) return words[Number(word)] ?? Number(word);
  return words.find((known) => known === word || (known === 'cancelled' && word === 'canceled'));
}

export const orderShipment = z.object({
  /** `"83651-1"` */
  shipmentId: id,
  /** Centra's local time; absent until it is shipped. */
  shippedDate: localDate,
  carrier: text,
  service: text,
  trackingId: text,
  trackingUrl: text,
  returnSlipTracking: text,
});
export type OrderShipment = z.infer<typeof orderShipment>;

/**
 * A row of `GET /orders`: as much as a shipment's life asks of its order.
 * Lines and addresses are in `raw` only.
 */
export const order = withRaw({
  orderId: id,
  selectionId: optionalId,
  orderStatus: status,
  orderDate: localDate,
  customerId: reference,
  accountId: reference,
  hold: flag,
  suspect: flag,
  waitingForPayment: flag,
  orderCurrency: text,
  grandTotalValue: number,
  internalComment: text,
  shipments: list(orderShipment),
}).transform(({ orderId, orderStatus, ...rest }) => ({
  ...rest,
  /** The order number, as people see it. */
  orderNumber: orderId,
  status: orderStatus,
}));
export type Order = z.infer<typeof order>;
