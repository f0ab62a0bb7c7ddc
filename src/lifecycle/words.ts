/** Where a shipment is in its life. The last four are ends, see `docs/operating.md`. */
export const shipmentStages = [
  'capturing',
  'importing',
  'in-warehouse',
  'reporting',
  'cancelling',
  'held',
  'completed',
  'cancelled',
  'withdrawn',
  'abandoned',
] as const;
export type ShipmentStage = (typeof shipmentStages)[number];

/** The ends of a shipment's life. */
export type ShipmentEnd = Extract<ShipmentStage, 'completed' | 'cancelled' | 'withdrawn' | 'abandoned'>;

/** Where a purchase order is in its life. The last three are ends. */
export const purchaseOrderStages = [
  'importing',
  'in-warehouse',
  'reporting',
  'cancelling',
  'held',
  'completed',
  'cancelled',
  'abandoned',
] as const satisfies readonly ShipmentStage[];
export type PurchaseOrderStage = (typeof purchaseOrderStages)[number];

/** The ends of a purchase order's life. */
export type PurchaseOrderEnd = Extract<PurchaseOrderStage, 'completed' | 'cancelled' | 'abandoned'>;

/** Where a return is in its life. The last three are ends. */
export const returnStages = [
  'reporting',
  'held',
  'completed',
  'withdrawn',
  'abandoned',
] as const satisfies readonly ShipmentStage[];
export type ReturnStage = (typeof returnStages)[number];

/** The ends of a return's life. */
export type ReturnEnd = Extract<ReturnStage, 'completed' | 'withdrawn' | 'abandoned'>;

/** Where a connection to one store or goods owner stands. */
export const connectionStages = ['working', 'waiting', 'paused'] as const;
export type ConnectionStage = (typeof connectionStages)[number];

/**
 * Why a person is asked, most urgent first: money, then goods, then the rest.
 * With several reasons at once the search attribute `Attention` shows the first of them.
 */
export const attentions = [
  // money
  'captured-not-shipped',
  'capture-in-doubt',
  'capture-refused',
  'not-paid',
  // goods
  'shipped-though-cancelled',
  'cancel-refused',
  'cancelled-in-warehouse',
  'completed-elsewhere',
  'changed-after-start',
  'short-picked',
  'complete-refused',
  'receipt-refused',
  'nothing-received',
  'return-refused',
  'items-not-returned',
  // the rest
  'number-taken',
  'order-refused',
  'unmappable',
  'unauthorized',
  'unreachable',
  'list-shrunk',
  'article-collision',
  'not-visible',
  'no-tracking',
  'unreadable',
  'overdue',
] as const;
export type Attention = (typeof attentions)[number];

/** What an operator can do with a shipment, as `bridge <action> ID` and as a Temporal update of the same name. */
export const operatorActions = ['retry', 'cancel', 'complete', 'hold', 'release', 'resolve', 'abandon'] as const;
export type OperatorAction = (typeof operatorActions)[number];

/** The two systems. */
export type System = 'centra' | 'ongoing';
