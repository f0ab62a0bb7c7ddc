import type { NotDone, Refused, Unclear } from '../results';
import type { CentraSight, Gate, WarehouseSight, Written } from './facts';
import type { Effect } from './steps';

/** Read fresh from Centra just before a write: it may not go. `gate` says why; else it was not in the list. */
export interface NotReady {
  readonly end: 'not-ready';
  readonly centra: CentraSight;
  readonly gate?: Gate;
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
