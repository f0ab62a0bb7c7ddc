import type { Attempts, Refusal } from '../attempts';
import type { Doubtful } from '../doubt';
import type { Paced } from '../entity';
import type { Attention } from '../words';

/** Which return: what came back of one order, beyond what had been reported when this life began. */
export interface ReturnKey {
  readonly goodsOwner: string;
  readonly store: string;
  readonly shipmentId: string;
  /** Centra's order number, `83651` for the shipment `83651-1`. */
  readonly orderNumber: string;
  /** Ongoing's own id of the order. */
  readonly orderId: number;
  /** The order number in Ongoing. */
  readonly warehouseOrder: string;
  /** Items of the order that had been reported as returned before. */
  readonly reportedBefore: number;
}

/** Of one line of the order: up to which figure it is reported when this part and those before it are. */
export interface ProcessedLine {
  readonly orderLineId: number;
  /** Centra's line id: the row number. */
  readonly lineId: string;
  readonly processed: number;
}

/** One return to make in Centra. Why the goods came back is read again when it is made: it may name people. */
export interface ReturnPart {
  /** Pieces by the shipment's line id. */
  readonly products: Readonly<Record<string, number>>;
  readonly returnStock: boolean;
  readonly lines: readonly ProcessedLine[];
}

/** One sight of the order in Ongoing. */
export interface ReturnedSight {
  readonly observedAt: number;
  /** What came back and is not reported, as the returns to make; none: there is nothing to report. */
  readonly parts: readonly ReturnPart[];
  /** Items reported as returned by line id, over all orders of the shipment; absent where only this order was read. */
  readonly reported?: { readonly at: number; readonly items: Readonly<Record<string, number>> };
}

/** A return that Centra has for the shipment. */
export interface SeenReturn {
  readonly id: string;
  readonly products: Readonly<Record<string, number>>;
  /** Compared with the return that is to be made: the same, some of its lines only, or another one. */
  readonly is: 'same' | 'part' | 'other';
  /** It refunds goods that were never sent: nothing of it came back. */
  readonly isNeverSent: boolean;
}

/** A part of the plan that is dealt with. */
export interface Made {
  readonly part: number;
  readonly at: number;
  /** Centra's. Absent: a person has settled it there. */
  readonly returnId?: string;
  /** Line ids that Centra did not take into it, and nobody has settled yet. */
  readonly notTaken: readonly string[];
}

/** What an operator decided. */
export interface ReturnOperatorFacts {
  readonly held?: { readonly at: number; readonly by: string };
  readonly abandoned?: { readonly at: number; readonly by: string };
  /** Answers to questions. `basis`: what was asked; a different question is asked again. */
  readonly resolved: Readonly<
    Partial<Record<Attention, { readonly choice: string; readonly basis: string; readonly at: number }>>
  >;
}

/** The parts of a life that have a time limit of their own. */
export type Phase = 'report' | 'hold' | 'end';

/** Everything that is known of one return. What we did is apart from what was observed: no observation undoes it. */
export interface ReturnFacts extends Paced<Phase> {
  /** The newest sight of Ongoing. */
  readonly sight: ReturnedSight;
  /** A whole list of orders with returns to report did not show it, at this time. */
  readonly missedAt?: number;
  /** What is reported, from the first write on: what comes back later is another return's. */
  readonly plan?: readonly ReturnPart[];
  /** Returns of the shipment that Centra has, read before the write that is next; `pieces` by line id, ours left out. */
  readonly before?: {
    readonly at: number;
    readonly ids: readonly string[];
    readonly pieces: Readonly<Record<string, number>>;
    /** Something was waited for since then: a person may have made a return by hand. */
    readonly hasWaited?: boolean;
  };
  /** Since when Centra's other returns hold more pieces than Ongoing knows to be reported. */
  readonly surplusSince?: number;
  readonly made: readonly Made[];
  /** Order lines whose figure Ongoing has been told. */
  readonly acknowledged: readonly number[];
  /** `part`: the return that was sent, and nobody knows whether it was made. */
  readonly doubt?: Doubtful & { readonly part: number; readonly reason?: string };
  readonly refusals: Readonly<Partial<Record<'make' | 'acknowledge', Refusal>>>;
  readonly attempts?: Attempts;
  readonly operator: ReturnOperatorFacts;
}
