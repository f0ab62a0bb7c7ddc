import type { Attempts, Refusal } from '../attempts';
import type { Doubtful, Reads } from '../doubt';
import type { Paced } from '../entity';
import type { Attention } from '../words';

/** Which supplier delivery. `store`: the one whose Centra shows it. */
export interface PurchaseOrderKey {
  readonly goodsOwner: string;
  readonly store: string;
  /** `957-1`, the number that people see. */
  readonly deliveryId: string;
  /** Centra's internal number: the purchase order has it. */
  readonly id: string;
  /** The supplier order, `957`. */
  readonly supplierOrder: string;
}

/** Pieces by article number, or by article and anything else that names goods. */
export type Pieces = Readonly<Record<string, number>>;

/** Keyed digests of the delivery's own fields that the mapping reads. */
export interface DeliveryDigests {
  readonly keyId: string;
  readonly lines: string;
  readonly arrival: string;
  readonly other: string;
}
export const digestGroups = ['lines', 'arrival', 'other'] as const;
export type DigestGroup = (typeof digestGroups)[number];

/** A delivery that Centra offers, as far as the lifecycle wants to know. */
export interface DeliveryRow {
  /** Digest of its row in the list, by which a scan sees cheaply that it has changed. */
  readonly head: string;
  readonly digests: DeliveryDigests;
  readonly pieces: Pieces;
}

/** The supplier order of a delivery: Centra shows confirmed ones only. */
export type SupplierOrderSight = { readonly shown: false } | { readonly shown: true; readonly pieces: Pieces };

/**
 * One sight of Centra. `observedAt` is the time at which its request was sent; an older sight never overwrites a newer one.
 * - `row`: the list shows the delivery, and it was read.
 * - `missing`: a whole list did not show it: only a reason to ask. `shrunk`: so much was missing that absence proves nothing.
 * - `look`: the list was read for this delivery, and its supplier order.
 */
export type CentraSight =
  | {
      readonly kind: 'row';
      readonly observedAt: number;
      readonly row: DeliveryRow;
      readonly supplierOrder?: SupplierOrderSight;
    }
  | { readonly kind: 'missing'; readonly observedAt: number; readonly shrunk?: boolean }
  | {
      readonly kind: 'look';
      readonly observedAt: number;
      readonly listed: boolean;
      readonly supplierOrder: SupplierOrderSight;
      readonly row?: DeliveryRow;
    };

/** What Centra said, newest first come. */
export interface CentraFacts {
  readonly observedAt: number;
  /** The list shows it: nobody has accepted or cancelled it. */
  readonly listed: boolean;
  readonly head?: string;
  readonly digests?: DeliveryDigests;
  readonly pieces?: Pieces;
  /** A list did not show it, at this time. */
  readonly missedAt?: number;
  readonly shrunk?: boolean;
  /** When it was last looked for. */
  readonly lookedAt?: number;
  /** Looks that do not show it. */
  readonly gone?: Reads;
  /** The supplier order, when the delivery was listed last: what a cancellation would take from it is missed later. */
  readonly before?: { readonly pieces: Pieces; readonly lines: string };
  /** The supplier order at the last look. */
  readonly supplierOrder?: SupplierOrderSight;
}

/** A line of a purchase order in Ongoing. */
export interface ReceivedLine {
  readonly lineId: number;
  readonly articleNumber: string;
  readonly advised: number;
  readonly received: number;
  readonly reported: number;
  /** What its parts hold: goods that its own number may count as well. */
  readonly inParts?: number;
}

/** A purchase order in Ongoing: ids, numbers, statuses; nobody's name. */
export interface PurchaseOrderSeen {
  readonly purchaseOrderId: number;
  readonly number: string;
  readonly status: number;
  readonly statusText?: string;
  readonly lines: readonly ReceivedLine[];
}

/** One sight of Ongoing. `byNumber` names the number that was asked for, also when nothing has it. */
export interface WarehouseSight {
  readonly observedAt: number;
  readonly byNumber?: string;
  readonly order?: PurchaseOrderSeen;
  /** Somebody else's purchase order has the number. */
  readonly taken?: boolean;
}

/** What an import has written. */
export interface Written {
  /** By article number; every article is one row. */
  readonly pieces: Pieces;
  readonly digests: DeliveryDigests;
  /** Of the whole document that was sent: an equal one need not be sent again. */
  readonly documentDigest: string;
}

/** The purchase order that we write, have written, or have found. */
export interface OurPurchaseOrder {
  /** Recorded before the first write and never computed again. */
  readonly number: string;
  /** 1 for the plain number, 2 for `-r2` and so on. */
  readonly generation: number;
  /** A write may have reached Ongoing. */
  readonly sent: boolean;
  /** Ongoing has it: it said so, or we have read it. */
  readonly written: boolean;
  readonly purchaseOrderId?: number;
  /** What was last written (or found). */
  readonly pieces?: Pieces;
  readonly digests?: DeliveryDigests;
  readonly documentDigest?: string;
  /** A write of new content that Ongoing has not shown yet. */
  readonly rewriting?: Written & { readonly at: number };
  /** How often a cancellation has come to nothing without a word why. */
  readonly survived?: number;
  /** Reads by number that found nothing although it was written. */
  readonly unknown?: Reads;
  readonly cancelled?: {
    readonly at: number;
    /** A read from then on counts as the confirmation: no write of ours can still be under way. */
    readonly confirmFrom: number;
    readonly confirmedAt?: number;
  };
}

/** Goods that came and cannot be told to Centra. */
export interface UnreportedGoods {
  readonly lineId: number;
  readonly articleNumber: string;
  readonly received: number;
  readonly why: string;
}

/** What a receipt told, or was to tell. */
export interface Receipt {
  /** By purchase order line: what was counted for it. */
  readonly lines: readonly { readonly lineId: number; readonly received: number }[];
  /** Pieces in all. */
  readonly total: number;
  readonly unreported: readonly UnreportedGoods[];
}

/** Centra has been told, once in the delivery's life. */
export interface Reported extends Receipt {
  readonly at: number;
  /** Deliveries that Centra made of what did not come; each lives as its own. */
  readonly rest: readonly string[];
  /** A person says so. */
  readonly by?: string;
}

/** What `acknowledge` tells Ongoing: all that is received, or numbers line by line. */
export interface Acknowledgement {
  readonly purchaseOrderId: number;
  readonly lines?: readonly { readonly lineId: number; readonly numberOfItems: number }[];
}

/** The writes whose unclear end must be verified. A receipt is never sent again by itself. */
export type OnceOnly = 'import' | 'cancel' | 'report';

/** A write was sent and nobody knows whether it was done. */
export interface Doubt extends Doubtful {
  readonly of: OnceOnly;
  /** What the other system said instead of an id: a refusal, if it proves undone. */
  readonly reason?: string;
  readonly basis?: string;
  /** What was sent. */
  readonly receipt?: Receipt;
}

interface Mark {
  readonly at: number;
  readonly by: string;
}

/** What an operator decided. */
export interface OperatorFacts {
  readonly held?: Mark;
  readonly cancel?: Mark;
  readonly abandoned?: Mark;
  /** Report what has been received, now. */
  readonly report?: Mark;
  /** Answers to questions. `basis`: what was asked; a different question is asked again. */
  readonly resolved: Readonly<
    Partial<Record<Attention, { readonly choice: string; readonly basis: string; readonly at: number }>>
  >;
}

/** The parts of a life that have a time limit of their own; to be advised and to end have none. */
export type Phase = 'import' | 'advised' | 'receive' | 'report' | 'cancel' | 'hold' | 'end';

/** Everything that is known of one delivery. What we did is apart from what was observed: no observation undoes it. */
export interface PurchaseOrderFacts extends Paced<Phase> {
  /** The purchase order was there before this life. */
  readonly adopted: boolean;
  readonly centra: CentraFacts;
  readonly order?: OurPurchaseOrder;
  /** Numbers of this life that are cancelled for good. */
  readonly spent: readonly string[];
  readonly numberTaken?: { readonly at: number; readonly number: string };
  /** The purchase order as Ongoing showed it last. */
  readonly seen?: PurchaseOrderSeen & { readonly observedAt: number };
  readonly reported?: Reported;
  readonly acknowledged?: { readonly at: number };
  readonly doubt?: Doubt;
  readonly refusals: Readonly<Partial<Record<'import' | 'rewrite' | 'cancel' | 'report' | 'acknowledge', Refusal>>>;
  /** Why the document could not be made, each fault by its place. */
  readonly unmappable?: Refusal;
  /** Fresh from Centra just before the first write: the filter keeps it back. */
  readonly gate?: { readonly at: number; readonly reason: 'filtered' };
  readonly attempts?: Attempts;
  readonly operator: OperatorFacts;
}
