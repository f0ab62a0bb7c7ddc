import type {
  CentraSight,
  DeliveryRow,
  PurchaseOrderFacts,
  PurchaseOrderKey,
  WarehouseSight,
} from '../lifecycle/purchase-order/facts';
import type { Beginning } from '../lifecycle/purchase-order/life';
import type { EffectResults } from '../lifecycle/purchase-order/results';
import type { PurchaseOrderSettings } from '../lifecycle/purchase-order/settings';
import type { Decision, Effect } from '../lifecycle/purchase-order/steps';
import type { PurchaseOrderEnd } from '../lifecycle/words';
import type { EntityInput, EntityState } from './entity';
import { defineConfigured, defineObserved, defineState } from './entity';
import type { Priority } from './names';
import { priorities, taskQueues } from './names';
import type { SyncResult } from './scans';
import { either, flag, type Is, listOf, mapOf, maybe, number, one, record, text } from './shape';

/** How a purchase order's workflow starts. */
export type PurchaseOrderInput = EntityInput<PurchaseOrderKey, PurchaseOrderSettings, PurchaseOrderFacts, Beginning>;

/** How a life ended; a scan reads it before it starts the same id again. */
export interface PurchaseOrderOutcome {
  readonly end: PurchaseOrderEnd;
  readonly purchaseOrderNumbers: readonly string[];
  readonly purchaseOrderId?: number;
  /** Centra was told what was received, by us or by a person: it must never be told again. */
  readonly reported: boolean;
  /** Pieces that Centra was told of. */
  readonly pieces: number;
  /** Deliveries that Centra made of what did not come. */
  readonly rest: readonly string[];
  /** Articles whose goods could not be told. */
  readonly unreported: readonly string[];
}

export type PurchaseOrderWorkflow = (input: PurchaseOrderInput) => Promise<PurchaseOrderOutcome>;

export type PurchaseOrderObservation = { readonly centra: CentraSight } | { readonly warehouse: WarehouseSight };
export const purchaseOrderObserved = defineObserved<PurchaseOrderObservation>();
export const purchaseOrderConfigured = defineConfigured<PurchaseOrderSettings>();

const row = record({
  ...{ head: text, pieces: mapOf(number) },
  digests: record({ keyId: text, lines: text, arrival: text, other: text }),
});
const supplierOrder = either(record({ shown: one(false) }), record({ shown: one(true), pieces: mapOf(number) }));
const seen = record({
  ...{ purchaseOrderId: number, number: text, status: number },
  lines: listOf(record({ lineId: number, articleNumber: text, advised: number, received: number, reported: number })),
});
export const isPurchaseOrderObservation: Is = either(
  record({
    centra: either(
      record({ kind: one('row'), observedAt: number, row, supplierOrder: maybe(supplierOrder) }),
      record({ kind: one('missing'), observedAt: number, shrunk: maybe(flag) }),
      record({ kind: one('look'), observedAt: number, listed: flag, supplierOrder, row: maybe(row) }),
    ),
  }),
  record({ warehouse: record({ observedAt: number, byNumber: maybe(text), order: maybe(seen), taken: maybe(flag) }) }),
);
export const isPurchaseOrderSettings: Is = record({
  ...{
    revision: number,
    settleMs: number,
    recheckMs: number,
    writeLimitMs: record({ centra: number, ongoing: number }),
  },
  attentionAfter: record({ importMs: number, receiveMs: number, reportMs: number, cancelMs: number, holdMs: number }),
  statuses: record({ received: number, cancelled: listOf(number) }),
});

/** `bridge shipment purchase-order/…`. */
export type PurchaseOrderState = EntityState<PurchaseOrderKey, PurchaseOrderSettings, PurchaseOrderFacts, Decision>;
export const purchaseOrderState = defineState<PurchaseOrderState>();

/** What a scan compares with the memo: as long as it is the same, there is nothing to tell. */
export const deliverySeen = ({ head, digests }: Pick<DeliveryRow, 'head' | 'digests'>): string =>
  [head, digests.keyId, digests.lines, digests.arrival, digests.other].join(':');

/** Of one that a scan had missed, it tells that it is there again. */
export const goneSeen = 'gone';

/** The row of Centra's list is as it was when the delivery was read last. */
export const isHeadSeen = (seen: string | undefined, head: string) => seen?.startsWith(`${head}:`) ?? false;

/** One effect, for one purchase order: the argument of the activity that has the effect's name. */
export interface PurchaseOrderCall<D extends Effect['do'] = Effect['do']> {
  readonly key: PurchaseOrderKey;
  readonly effect: Extract<Effect, { do: D }>;
}

/** One activity per effect. Each is one attempt and ends in a result, not in an exception. */
export type PurchaseOrderActivities = {
  [D in Effect['do']]: (call: PurchaseOrderCall<D>) => Promise<EffectResults[D]>;
};

/** A report also asks and acknowledges in Ongoing, so it runs in its lane. */
export const purchaseOrderCalls = {
  queueOf: (effect: Effect['do'], { store, goodsOwner }: PurchaseOrderKey): string =>
    effect === 'lookForDelivery' ? taskQueues.centra(store) : taskQueues.ongoing(goodsOwner),
  priorityOf: (effect: Effect['do']): Priority =>
    effect === 'cancelPurchaseOrder' ? priorities.cancel : priorities.shipment,
  isWrite: (effect: Effect['do']): boolean =>
    !['findPurchaseOrderNumber', 'lookForDelivery', 'lookForPurchaseOrder'].includes(effect),
  systemOf: (effect: Effect['do']): 'centra' | 'ongoing' =>
    effect === 'lookForDelivery' || effect === 'reportReceipt' ? 'centra' : 'ongoing',
};

/** `purchase-orders/<goodsOwner>`. */
export interface PurchaseOrdersScanInput {
  readonly goodsOwner: string;
  /** Whose supplier deliveries are read. */
  readonly store: string;
  readonly settings: PurchaseOrderSettings;
}

export interface PurchaseOrdersScanResult extends SyncResult {
  /** How many were skipped, by reason. */
  readonly skippedBy: Readonly<Record<string, number>>;
  /** Deliveries that had a workflow, were not in the list, and were told so, in this run. */
  readonly missing: readonly string[];
  readonly shrunk: boolean;
  readonly started: number;
  readonly adopted: number;
  /** Deliveries and purchase orders that were told something. */
  readonly told: number;
  /** What the next run wants to know. */
  readonly next: {
    /** Epoch ms: purchase orders changed since then are asked for next time. */
    readonly cursor: number;
    /** Deliveries are read in turn: where the next run goes on. */
    readonly after: string;
    /** What was told lately, by purchase order id: the same is not told again while the cursor overlaps. */
    readonly told: Readonly<Record<string, string>>;
  };
  readonly configuration: string;
}
export type PurchaseOrdersScan = (input: PurchaseOrdersScanInput) => Promise<PurchaseOrdersScanResult>;

/** A delivery that has no workflow yet. */
export interface NewDelivery {
  readonly deliveryId: string;
  readonly id: string;
  readonly supplierOrder: string;
  readonly observedAt: number;
  readonly row: DeliveryRow;
}

/** What a pass over Centra's list found and told. */
export interface DeliveriesPass {
  readonly read: number;
  readonly fresh: readonly NewDelivery[];
  readonly told: number;
  readonly unchanged: number;
  readonly skippedBy: Readonly<Record<string, number>>;
  readonly missing: readonly string[];
  readonly shrunk: boolean;
  readonly after: string;
  readonly refused: readonly { readonly id: string; readonly reason: string }[];
  readonly configuration: string;
}

/** What changed in the warehouse. */
export interface ReceiptsPass {
  readonly read: number;
  readonly heard: number;
  readonly unchanged: number;
  readonly skippedBy: Readonly<Record<string, number>>;
  readonly cursor: number;
  readonly told: Readonly<Record<string, string>>;
  readonly refused: readonly { readonly id: string; readonly reason: string }[];
}

export interface PurchaseOrderScanActivities {
  /** Reads Centra's list of deliveries, tells those that changed, asks about those that have gone. */
  readDeliveries(
    input: PurchaseOrdersScanInput & {
      readonly lastMissing: readonly string[];
      /** Absent: there was no run before, or nobody knows of it. */
      readonly lastShrunk?: boolean;
      readonly after: string;
    },
  ): Promise<DeliveriesPass>;
  /** Asks Ongoing for the numbers, and starts the lives. */
  startPurchaseOrders(input: PurchaseOrdersScanInput & { readonly deliveries: readonly NewDelivery[] }): Promise<{
    readonly started: number;
    readonly adopted: number;
    readonly skippedBy: Readonly<Record<string, number>>;
    readonly refused: readonly { readonly id: string; readonly reason: string }[];
  }>;
  /** Reads what changed in the warehouse, and tells the purchase orders concerned. */
  readReceipts(
    input: PurchaseOrdersScanInput & { readonly cursor?: number; readonly told: Readonly<Record<string, string>> },
  ): Promise<ReceiptsPass>;
}
