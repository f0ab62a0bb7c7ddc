import type { z } from 'zod';
import { list, withRaw } from '../values';
import { documentFields } from './document-fields';
import { knownStatus, orderShipment } from './order-schema';
import { flag } from './values';

/**
 * A row of `GET /orders` with everything in it, for stores whose orders are imported as a whole. It has the form of a
 * shipment of all that is in the order: the order number is its id, the line ids are the order's. Without a status that
 * we know the row is broken: nobody could say whether the order is cancelled.
 */
export const wholeOrder = withRaw({
  ...documentFields,
  orderStatus: knownStatus,
  waitingForPayment: flag,
  /** Made by the merchant for himself. What that means to a warehouse is not documented. */
  internalOrder: flag,
  /** Shipments that the merchant has made of it. */
  shipments: list(orderShipment),
}).transform(({ orderStatus, ...order }) => ({
  ...order,
  kind: 'order' as const,
  status: orderStatus,
  /** The order number. */
  shipmentId: order.orderId,
  // Its money is Centra's and the merchant's: nothing is captured for it, and nothing reported.
  paid: true,
  shouldCapture: false,
}));
export type WholeOrder = z.infer<typeof wholeOrder>;
