import { z } from 'zod';

export const status = {
  error: 150,
  open: 200,
  released: 300,
  allocated: 320,
  picked: 400,
  sent: 450,
  collected: 500,
  cancelled: 1000,
} as const;

/** Of purchase orders. */
export const purchaseStatus = {
  notified: 100,
  arrivalSpace: 200,
  inbound: 300,
  deflection: 400,
  received: 500,
  cancelled: 900,
} as const;

const standardStatuses = [
  { number: status.error, text: 'Error' },
  { number: status.open, text: 'Open' },
  { number: status.released, text: 'Released' },
  { number: status.allocated, text: 'Allocated' },
  { number: status.picked, text: 'Picked' },
  { number: status.sent, text: 'Sent' },
  { number: status.collected, text: 'Collected' },
  { number: status.cancelled, text: 'Cancelled' },
];

const standardPurchaseStatuses = [
  { number: purchaseStatus.notified, text: 'Notified' },
  { number: purchaseStatus.arrivalSpace, text: 'Arrival space' },
  { number: purchaseStatus.inbound, text: 'Inbound' },
  { number: purchaseStatus.deflection, text: 'Deflection' },
  { number: purchaseStatus.received, text: 'Received' },
  { number: purchaseStatus.cancelled, text: 'Cancelled' },
];

const standardCauses = [
  {
    id: 1,
    code: 'SIZE',
    name: 'Wrong size',
    isRemoveCause: false,
    isChangeCause: false,
    isReturnCommentMandatory: false,
  },
  {
    id: 2,
    code: 'DAMAGED',
    name: 'Damaged',
    isRemoveCause: true,
    isChangeCause: false,
    isReturnCommentMandatory: false,
  },
];

/** The little life of a warehouse that works by itself. */
export const lifeSettings = z.strictObject({
  enabled: z.boolean().default(false),
  /** How long an order stays at each step, at least. */
  stepMs: z.int().nonnegative().default(2000),
  /** How many steps all orders together take in a second, at most. */
  stepsPerSecond: z.number().positive().default(50),
  /** Where an order ends: 450 or 500. */
  shippedStatus: z.int().default(status.sent),
  /** Whether it receives purchase orders too. */
  receives: z.boolean().default(true),
});

/**
 * How a goods owner is set up, and how the simulator behaves where the contract does not know how Ongoing does. All of
 * it can be changed while the simulator runs.
 */
export const goodsOwnerSettings = z.strictObject({
  /** Unknown: how a refusal looks, 400 with a message or 200 with a message and an id that is null. */
  refusals: z.enum(['400', '200-null-id']).default('400'),
  /** Orders from this status on have been started: they can be neither changed nor cancelled. */
  workStartsAt: z.int().default(status.allocated),
  /** Purchase orders likewise: inferred from the names of the statuses. */
  receivingStartsAt: z.int().default(purchaseStatus.inbound),
  /** The status of an order that the API makes. */
  initialStatus: z.int().default(status.open),
  /** Unknown: lines that a repeated PUT (of a purchase order too, and so the next two) leaves out. */
  removedLines: z.enum(['removed', 'kept']).default('removed'),
  /** Unknown: members that a repeated PUT leaves out (of an article too). */
  omittedFields: z.enum(['kept', 'cleared']).default('kept'),
  /** Unknown: a PUT of a number whose order is cancelled: the order lives again, is refused, or another one is made. */
  rePutCancelled: z.enum(['revives', 'refused', 'creates']).default('refused'),
  /** Unknown: lines, of orders or purchase orders, of articles that do not exist. */
  unknownArticles: z.enum(['create', 'refuse']).default('create'),
  /** How long lines stay invisible after an order was written. */
  linesVisibleAfterMs: z.int().nonnegative().default(0),
  /** How long a write takes; the next one waits. */
  writeMs: z.int().nonnegative().default(0),
  /** Unknown: the number of a back order, its original's with a suffix, or the same. */
  backOrderNumbers: z.enum(['derived', 'same']).default('derived'),
  /** Texts and numbers are the warehouse's own. */
  statuses: z.array(z.strictObject({ number: z.int(), text: z.string() })).default(standardStatuses),
  purchaseStatuses: z.array(z.strictObject({ number: z.int(), text: z.string() })).default(standardPurchaseStatuses),
  /** Goods lie in the first one unless somebody puts them elsewhere. */
  warehouses: z
    .array(z.strictObject({ id: z.int(), code: z.string(), name: z.string() }))
    .min(1)
    .default([{ id: 1, code: 'MAIN', name: 'Main warehouse' }]),
  returnCauses: z
    .array(
      z.strictObject({
        id: z.int(),
        code: z.string(),
        name: z.string(),
        isRemoveCause: z.boolean(),
        isChangeCause: z.boolean(),
        isReturnCommentMandatory: z.boolean().default(false),
      }),
    )
    .default(standardCauses),
  life: lifeSettings.prefault({}),
});
export type GoodsOwnerSettings = z.output<typeof goodsOwnerSettings>;
export type GoodsOwnerSettingsInput = z.input<typeof goodsOwnerSettings>;
