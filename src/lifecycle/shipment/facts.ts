import type { Attempts, Refusal } from '../attempts';
import type { Doubtful } from '../doubt';
import type { TimelineEntry } from '../entity';
import type { Attention } from '../words';

/**
 * Which shipment. `orderNumber` is Centra's order number, `83651` for the shipment `83651-1`. An order that is imported as
 * a whole lives like a shipment of everything that is in it; then both are its number.
 */
export interface ShipmentKey {
  readonly kind?: 'order';
  readonly goodsOwner: string;
  readonly store: string;
  readonly shipmentId: string;
  readonly orderNumber: string;
}

/** A line of the shipment, and a row of the order: the row number in Ongoing is Centra's line id. */
export interface OrderLine {
  readonly lineId: string;
  readonly articleNumber: string;
  readonly qty: number;
}

/** Keyed digests of the shipment's own fields, by what a change of them means. No personal data can be read from them. */
export interface ShipmentDigests {
  readonly keyId: string;
  readonly lines: string;
  readonly consignee: string;
  readonly servicePoint: string;
  readonly carrier: string;
  readonly other: string;
  readonly attributes: Readonly<Record<string, string>>;
}
export const digestGroups = ['lines', 'consignee', 'servicePoint', 'carrier', 'other'] as const;
export type DigestGroup = (typeof digestGroups)[number];

/** What a row of `GET /shipments` says that the lifecycle wants to know. */
export interface ShipmentRow {
  readonly paid: boolean;
  readonly shouldCapture: boolean;
  readonly hold: boolean;
  readonly suspect: boolean;
  readonly digests: ShipmentDigests;
  readonly lines: readonly OrderLine[];
}

/**
 * One sight of Centra. `observedAt` is the time at which its request was sent; an older sight never overwrites a newer one.
 * - `row`: a list of good-to-go shipments shows it.
 * - `missing`: a whole list did not show it: only a reason to ask. `shrunk`: so much was missing that absence proves nothing.
 * - `hint`: a webhook says that something about its order may have changed: a reason to ask, and nothing else.
 * - `look`: this shipment and its order were asked for, in all lists.
 */
export type CentraSight =
  | { readonly kind: 'row'; readonly observedAt: number; readonly row: ShipmentRow }
  | { readonly kind: 'missing'; readonly observedAt: number; readonly shrunk?: boolean }
  | { readonly kind: 'hint'; readonly observedAt: number }
  | {
      readonly kind: 'look';
      readonly observedAt: number;
      readonly listed: 'goodtogo' | 'inprogress' | 'completed' | 'none';
      readonly order: 'open' | 'cancelled' | 'not-visible';
      /** The order carries a date on which this shipment was shipped. */
      readonly shipped: boolean;
      readonly row?: ShipmentRow;
    };

/** What Centra said, newest first come. */
export interface CentraFacts {
  readonly observedAt: number;
  readonly goodToGo: boolean;
  readonly hold: boolean;
  readonly suspect: boolean;
  readonly paid: boolean;
  readonly shouldCapture: boolean;
  /** Seen among the completed ones, or with a shipping date. Never undone. */
  readonly completed: boolean;
  readonly orderCancelled: boolean;
  readonly digests?: ShipmentDigests;
  readonly lines?: readonly OrderLine[];
  /** What was seen to differ from the sight before, and when it was last seen to. */
  readonly changedAt?: { readonly [G in DigestGroup]?: number };
  /** A list did not show it, at this time. */
  readonly missedAt?: number;
  readonly shrunk?: boolean;
  /** When this shipment was last asked for itself. */
  readonly lookedAt?: number;
  /** Looks that show the order, and the shipment neither good-to-go nor completed. */
  readonly absent?: { readonly first: number; readonly last: number };
  /** Looks that show not even the order. */
  readonly notVisibleSince?: number;
}

/** A row of an order in Ongoing. */
export interface PartLine {
  readonly rowNumber: string;
  readonly orderLineId: number;
  readonly articleNumber: string;
  readonly ordered: number;
  readonly picked: number;
  readonly reported: number;
  readonly serials: readonly string[];
}

/** An order in Ongoing, as far as the lifecycle wants to know: ids, numbers, waybills; no names, no addresses. */
export interface WarehouseOrderFacts {
  readonly orderId: number;
  readonly orderNumber: string;
  readonly status: number;
  readonly statusText?: string;
  readonly shippedAt?: number;
  readonly lines: readonly PartLine[];
  /** Rows that we did not send, or that Ongoing has split into sub-lines. */
  readonly foreignRows: readonly string[];
  readonly waybills: readonly string[];
  readonly returnWaybills: readonly string[];
  /** Outbound parcels. */
  readonly parcels: number;
  readonly carrier?: string;
  readonly service?: string;
  readonly backOrderForOrderId?: number;
  readonly toReport: boolean;
}

/** The order itself or one of its back orders, and when it was seen. */
export interface Part extends WarehouseOrderFacts {
  readonly observedAt: number;
}

/** Why something that Centra offers may not go, or not yet. */
export type DocumentGate = 'hold' | 'suspect' | 'filtered' | 'too-old';
/** And of whole orders: `shipments`: it goes as shipments; `shipped`: a part of it has gone already. */
export type Gate = DocumentGate | 'shipments' | 'shipped';

/** One sight of Ongoing. `byNumber` names the order number that was asked for, also when nothing has it. */
export interface WarehouseSight {
  readonly observedAt: number;
  readonly byNumber?: string;
  /** The whole family was asked for: orders that this sight does not show are not there. */
  readonly orders: readonly WarehouseOrderFacts[];
  /** Back orders were asked for too. */
  readonly withBackOrders?: boolean;
  /** Somebody else's order has the number. */
  readonly taken?: boolean;
}

/** What an import has written: the rows, and digests by which later changes are noticed. */
export interface Written {
  readonly lines: readonly OrderLine[];
  readonly digests: ShipmentDigests;
  /** Of the whole document that was sent: an equal one need not be sent again. */
  readonly documentDigest: string;
}

/** The order that we write, have written, or have found. */
export interface OurOrder {
  /** Recorded before the first write and never computed again. */
  readonly number: string;
  /** 1 for the plain number, 2 for `-r2` and so on. */
  readonly generation: number;
  /** When it was first to be written: what a mapping takes from the clock is fixed here. */
  readonly firstImportAt: number;
  /** A write may have reached Ongoing. */
  readonly sent: boolean;
  /** Ongoing has it: it said so, or we have read it. */
  readonly written: boolean;
  readonly writtenAt?: number;
  readonly orderId?: number;
  /** What was last written (or found). */
  readonly lines?: readonly OrderLine[];
  readonly digests?: ShipmentDigests;
  readonly documentDigest?: string;
  /** A write of new content that Ongoing has not shown yet; `mismatch`: reads that show other rows, or none at all. */
  readonly rewriting?: Written & {
    readonly at: number;
    readonly mismatch?: { readonly first: number; readonly last: number; readonly isBlank?: boolean };
  };
  /** How often a cancellation has come to nothing without a word why: the order lived all the same. */
  readonly survived?: number;
  /** Reads by number that found nothing although it was written. */
  readonly unknown?: { readonly first: number; readonly last: number };
  /** We asked for its cancellation and Ongoing agreed, or had never known it; `confirmedAt`: seen again after settling. */
  readonly cancelled?: {
    readonly at: number;
    /** A read from then on counts as the confirmation: no write of ours can still be under way. */
    readonly confirmFrom: number;
    readonly confirmedAt?: number;
  };
}

/** What `acknowledge` tells Ongoing: all that is picked, or numbers row by row. */
export interface Acknowledgement {
  readonly orderId: number;
  readonly lines?: readonly { readonly orderLineId: number; readonly numberOfItems: number }[];
}

/** The writes that are sent once only, and whose unclear end must be verified. */
export type OnceOnly = 'capture' | 'import' | 'complete' | 'cancel' | 'refund';

/** A write was sent and nobody knows whether it was done. */
export interface Doubt extends Doubtful {
  readonly of: OnceOnly;
  /** What the other system said instead of an id: a refusal, if it proves undone. `basis`: the data that it was about. */
  readonly reason?: string;
  readonly basis?: string;
  /** A completion that was to capture too: the money may have been taken without it. */
  readonly capturing?: boolean;
  /** For a capture: the shipment was in no list. */
  readonly unlisted?: boolean;
}

/** What an operator decided. */
export interface OperatorFacts {
  readonly held?: { readonly at: number; readonly by: string };
  readonly cancel?: { readonly at: number; readonly by: string };
  readonly abandoned?: { readonly at: number; readonly by: string };
  readonly complete?: {
    readonly at: number;
    readonly by: string;
    readonly tracking?: string;
    readonly carrier?: string;
  };
  /** Answers to questions. `basis`: what was asked; a different question is asked again. */
  readonly resolved: Readonly<
    Partial<Record<Attention, { readonly choice: string; readonly basis: string; readonly at: number }>>
  >;
}

/** The parts of a life that have a time limit of their own. */
export type Phase = 'import' | 'pick' | 'tracking' | 'report' | 'cancel' | 'hold' | 'end';

/** Everything that is known of one shipment. What we did is apart from what was observed: no observation undoes it. */
export interface ShipmentFacts {
  readonly startedAt: number;
  /** The order was there before this life: once-only writes are verified before they are sent. */
  readonly adopted: boolean;
  /** The life begins after its end: something changed in the warehouse later. */
  readonly afterwards?: Afterwards;
  readonly centra: CentraFacts;
  readonly order?: OurOrder;
  /** Order numbers of this life that are cancelled for good. */
  readonly spent: readonly string[];
  readonly numberTaken?: { readonly at: number; readonly number: string };
  readonly parts: readonly Part[];
  /** When back orders were last asked for. */
  readonly backOrdersAskedAt?: number;
  readonly captured?: { readonly at: number };
  /** Centra was told; `confirmed`: it was paid before, or a read shows it completed. */
  readonly completed?: { readonly at: number; readonly confirmed: boolean; readonly waybills: readonly string[] };
  /** What `PUT /shipments/{id}` has set: serial numbers and lowered quantities. */
  readonly adjusted?: {
    readonly at: number;
    readonly basis: string;
    readonly quantities: Readonly<Record<string, number>>;
  };
  readonly acknowledged?: { readonly at: number };
  readonly refunded?: { readonly at: number };
  /** Returns that were there before ours. */
  readonly returnsBefore?: { readonly at: number; readonly ids: readonly string[] };
  readonly doubt?: Doubt;
  readonly refusals: Readonly<
    Partial<
      Record<'capture' | 'import' | 'rewrite' | 'adjust' | 'complete' | 'cancel' | 'refund' | 'acknowledge', Refusal>
    >
  >;
  /** Why the document could not be made, each fault by its place. */
  readonly unmappable?: Refusal;
  /** Fresh from Centra just before a write, before anything was sent: it may not go (yet). */
  readonly gate?: { readonly at: number; readonly reason: Gate };
  readonly attempts?: Attempts;
  readonly phase: { readonly name: Phase; readonly since: number };
  readonly asked: Readonly<Partial<Record<Attention, number>>>;
  readonly operator: OperatorFacts;
  readonly timeline: readonly TimelineEntry[];
}

/** What the sweep found after the end of a life. */
export interface Afterwards {
  readonly orderNumber: string;
  /** What Centra was told before. */
  readonly knownWaybills: readonly string[];
  readonly addedWaybills: readonly string[];
  readonly annulled: boolean;
  readonly appendedAt?: number;
}
