import type { System } from '../words';
import type { CentraSight, WarehouseSight, Written } from './facts';
import type { Effect } from './steps';

/** A write was not sent, or a read brought nothing usable: it is tried again, and nothing has happened. */
export interface NotDone {
  readonly end: 'not-done';
  /**
   * `unavailable`: no connection, or a read that failed. `throttled`: asked to slow down. `unreadable`: a read whose answer
   * has another form. `busy`: no free slot for this store. `connection`: the connection waits or is paused; it wakes us.
   */
  readonly why: 'unavailable' | 'throttled' | 'unreadable' | 'busy' | 'connection';
  readonly system: System;
  readonly retryAfterMs?: number;
  /** For `unreadable`: the path that is wrong. */
  readonly at?: string;
}

/** A write was sent and no usable answer came: it may have been done. */
export interface Unclear {
  readonly end: 'unclear';
  readonly at?: string;
  /** What it said instead of what we expected: may be a refusal, once two reads show that nothing was done. */
  readonly reason?: string;
}

/** The other system understood and said no, in its own words (without personal values). */
export interface Refused {
  readonly end: 'refused';
  readonly reason: string;
}

/** Read fresh from Centra just before a write: it may not go. `gate` says why; else it was not in the list. */
export interface NotReady {
  readonly end: 'not-ready';
  readonly centra: CentraSight;
  readonly gate?: 'hold' | 'suspect' | 'filtered' | 'too-old';
}

/** No document can be made of it; `reason` names every fault by its place. */
export interface Unmappable {
  readonly end: 'unmappable';
  readonly reason: string;
  readonly centra: CentraSight;
}

export interface EffectResults {
  readonly findNumber:
    | { readonly end: 'free'; readonly number: string; readonly generation: number }
    | {
        readonly end: 'living';
        readonly number: string;
        readonly generation: number;
        readonly warehouse: WarehouseSight;
      }
    | { readonly end: 'taken'; readonly number: string }
    | NotDone;
  readonly capture:
    | { readonly end: 'done'; readonly centra?: CentraSight }
    | { readonly end: 'not-needed'; readonly centra: CentraSight }
    | Refused
    | NotReady
    | Unmappable
    | NotDone
    | Unclear;
  readonly import:
    | { readonly end: 'written'; readonly orderId: number; readonly written: Written; readonly centra: CentraSight }
    | { readonly end: 'unchanged'; readonly written: Written; readonly centra: CentraSight }
    | (Refused & { readonly centra: CentraSight; readonly warehouse?: WarehouseSight })
    | NotReady
    | Unmappable
    | NotDone
    | (Unclear & { readonly written?: Written; readonly centra?: CentraSight });
  readonly lookCentra: { readonly end: 'seen'; readonly centra: CentraSight } | NotDone;
  readonly lookWarehouse: { readonly end: 'seen'; readonly warehouse: WarehouseSight } | NotDone;
  readonly adjust: { readonly end: 'done' } | Refused | NotDone | Unclear;
  readonly complete: { readonly end: 'done'; readonly acknowledged: boolean } | Refused | NotDone | Unclear;
  readonly acknowledge: { readonly end: 'done' } | Refused | NotDone | Unclear;
  readonly cancelOrder:
    { readonly end: 'done' } | (Refused & { readonly warehouse?: WarehouseSight }) | NotDone | Unclear;
  readonly listReturns:
    | {
        readonly end: 'returns';
        readonly returns: readonly { readonly id: string; readonly products: Readonly<Record<string, number>> }[];
      }
    | NotDone;
  readonly refund: { readonly end: 'done' } | Refused | NotDone | Unclear;
  readonly appendWaybills: { readonly end: 'done' } | Refused | NotDone | Unclear;
}

export type EffectResult<D extends Effect['do'] = Effect['do']> = EffectResults[D];
/** An effect with its own result: what `apply` takes. */
export type Done = {
  [D in Effect['do']]: { readonly effect: Extract<Effect, { do: D }>; readonly result: EffectResults[D] };
}[Effect['do']];
