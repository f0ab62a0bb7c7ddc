import { z } from 'zod';

export const defaultWarehouse = 'Default warehouse';

/**
 * How a store is set up, as its Order API plugin would be, and how the simulator behaves where the contract does not
 * know how Centra does. All of it can be changed while the simulator runs.
 */
export const storeSettings = z.strictObject({
  /** Switched off: `PUT /capture`, `GET /stock` … answered with 403. */
  endpointsOff: z.array(z.string()).default([]),
  /** Get Orders with Status. */
  ordersWithStatus: z.array(z.int().min(0).max(6)).default([1, 2, 3, 4, 6]),
  /** Return "On hold" orders. */
  onHoldOrders: z.boolean().default(false),
  /** Return "waiting for payment" orders. */
  waitingForPaymentOrders: z.boolean().default(false),
  /** Markets that are not ticked: their orders and shipments are invisible. */
  hiddenMarkets: z.array(z.int()).default([]),
  /** Bundles in shipments (and in orders). */
  bundles: z
    .enum(['Only containing items', 'Containing items in bundles', 'Only bundles', 'Bundles and containing items'])
    .default('Only containing items'),
  /** Unknown: what `qty` of an item in a bundle counts, all of them or those of one bundle. */
  bundleItemQty: z.enum(['total', 'per-bundle']).default('total'),
  /** Send Shipping Confirmation. */
  sendShippingConfirmation: z.boolean().default(true),
  /** Default stock action on return. */
  returnStock: z.boolean().default(false),
  /** Unknown: a capture of what is captured. `charge` moves money again, which nobody hopes for. */
  captureAgain: z.enum(['ok', 'refuse', 'charge']).default('ok'),
  /** Unknown: a completion of what is completed. `email`: ok, and the customer hears a second time. */
  completeAgain: z.enum(['ok', 'refuse', 'email']).default('email'),
  /** Unknown: whether a completion needs `gtg` and `shipped` to be sent. */
  completeNeedsFlags: z.boolean().default(true),
  /** Unknown: whether the lines of a shipment have ids of their own, or those of the order's lines. */
  lineIds: z.enum(['own', 'shared']).default('own'),
  /** Unknown: whose line ids `PUT /shipments/{id}` takes. */
  changeTakesLineIds: z.enum(['either', 'order', 'shipment']).default('either'),
  /** Unknown: what becomes of lines that `PUT /shipments/{id}` does not mention. */
  omittedLines: z.enum(['keep', 'remove']).default('keep'),
  /** Supplier Delivery Warehouse: deliveries of supplier orders that prefer another one are not shown. */
  supplierDeliveryWarehouse: z.string().default(defaultWarehouse),
  /** Unknown: whether supplier orders are shown by that warehouse too. */
  supplierOrders: z.enum(['of-warehouse', 'all']).default('of-warehouse'),
  /** Unknown: whether a delivery that was accepted, and is in no list any more, can be read by its number. */
  acceptedDeliveries: z.enum(['hidden', 'readable']).default('hidden'),
  /**
   * Unknown: keys of a receipt that name nothing in the delivery. `refuse`: all of it; `leave-out`: only these, without
   * a word; `receive`: products of the registry are received although nobody expected them, all else is refused.
   */
  unknownReceiptKeys: z.enum(['refuse', 'leave-out', 'receive']).default('refuse'),
  /** Unknown: how a second report is kept off. `books`: it is not, and the stock grows again, which nobody hopes for. */
  receiveAgain: z.enum(['refuse', 'books']).default('refuse'),
  /** Unknown: the rest of a delivery, an object (as documented) or a list with one in it (as a known client reads it). */
  additionalDelivery: z.enum(['object', 'list']).default('object'),
  /** What `POST /stock` sets: all that is there, or what is free to allocate (a setting of 2021). */
  stockUpdates: z.enum(['physical', 'fta']).default('physical'),
  /** Unknown: which rows `POST /stock` sets when several have the name. */
  sharedNames: z.enum(['first', 'all', 'not-found']).default('first'),
  /** Unknown: how `orderStatus` is written, if at all. */
  orderStatus: z.enum(['text', 'number', 'word', 'absent']).default('text'),
});
export type StoreSettings = z.output<typeof storeSettings>;
export type StoreSettingsInput = z.input<typeof storeSettings>;
