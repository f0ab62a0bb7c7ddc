import { z } from 'zod';
import { whole } from './verb';

/** Default: wherever the number is. */
export const inStore = { store: z.string().optional() };
/** Default: the first goods owner. */
export const inHouse = { goodsOwner: z.string().optional() };
/** What `createOrder` answers with names both its order and its shipment. */
export const thisOrder = { ...inStore, orderNumber: whole, shipmentId: z.string().optional() };
export const thisShipment = { ...inStore, shipmentId: z.string().min(1), orderNumber: whole.optional() };

/** What `createSupplierOrder` answers with names both the order and its delivery. */
export const thisSupplierOrder = {
  ...inStore,
  supplierOrderId: whole,
  id: z.string().optional(),
  deliveryId: z.string().optional(),
};
export const thisDelivery = {
  ...inStore,
  supplierOrderId: whole.optional(),
  id: z.string().optional(),
  /** `957-1`, or the internal number. */
  deliveryId: z.string().min(1),
};

export const payment = z.enum(['authorised', 'refuses', 'prepaid', 'invoice', 'async', 'external']);

/** Members of an address that are to be different; the others stay, or are invented. */
export const address = z
  .strictObject({
    name: z.string(),
    company: z.string(),
    email: z.string(),
    cell: z.string(),
    tele: z.string(),
    address: z.string(),
    coaddress: z.string(),
    zipcode: z.string(),
    city: z.string(),
    state: z.string(),
    country: z.string(),
  })
  .partial();

export const line = z.strictObject({
  /** EAN, or SKUs joined; what is not in the registry is added. Default: one product after the other. */
  product: z.string().optional(),
  quantity: z.int().positive().default(1),
  price: z.number().optional(),
  comment: z.string().default(''),
});

export const supplyLine = z.strictObject({
  /** EAN, or SKUs joined; what is not in the registry is added. Default: one product after the other. */
  product: z.string().optional(),
  quantity: z.int().positive().default(10),
  /** Of one piece. */
  cost: z.number().nonnegative().default(40),
  costCurrency: z.string().default('EUR'),
});

/** An ISO date and time with offset, or epoch milliseconds. */
export const moment = z.union([z.int(), z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))]);

/** Of a supplier order or a delivery. */
export const supplyTimes = { etdAt: moment.optional(), etaAt: moment.optional(), message: z.string().optional() };

export const newOrder = z.strictObject({
  ...inStore,
  orderNumber: z.int().positive().optional(),
  lines: z.array(line).min(1).prefault([{}]),
  payment: payment.default('authorised'),
  country: z.string().length(2).default('SE'),
  hold: z.boolean().default(false),
  suspect: z.boolean().default(false),
  waitingForPayment: z.boolean().default(false),
  /** false: the shipment waits for good-to-go. */
  goodToGo: z.boolean().default(true),
  /** 0: the order is confirmed and has none yet. More than one: the lines are dealt out to them. */
  shipments: z.int().nonnegative().default(1),
  marketId: z.int().default(1),
  orderedAt: moment.optional(),
  preferredDeliveryAt: moment.optional(),
  estimatedDeliveryAt: moment.optional(),
  cancelAt: moment.optional(),
  /** What is different from the invented address. */
  delivery: address.prefault({}),
  shippingList: z.string().default('standard'),
  shippingValue: z.number().default(49),
  otherComment: z.string().default(''),
  /** `shipwallet_pickup`. */
  servicePoint: z.string().optional(),
  /** `shipwallet_method`: the code of the carrier's service. */
  shippingMethod: z.string().optional(),
  /** More members, as Centra flattens attributes onto its documents. */
  attributes: z.record(z.string(), z.unknown()).default({}),
});
