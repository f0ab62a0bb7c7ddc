import type { NotDone, Refused, Unclear } from '../results';
import type { CentraSight, Receipt, WarehouseSight, Written } from './facts';
import type { Effect } from './steps';

/** Read fresh from Centra just before a write: it may not go. `gate` says why; else the list does not show it. */
export interface NotReady {
  readonly end: 'not-ready';
  readonly centra?: CentraSight;
  readonly warehouse?: WarehouseSight;
  readonly gate?: 'filtered';
}

/** No document can be made of it; `reason` names every fault by its place. */
export interface Unmappable {
  readonly end: 'unmappable';
  readonly reason: string;
  readonly centra: CentraSight;
}

export interface EffectResults {
  readonly findPurchaseOrderNumber:
    | { readonly end: 'free'; readonly number: string; readonly generation: number }
    | {
        readonly end: 'living';
        readonly number: string;
        readonly generation: number;
        readonly warehouse: WarehouseSight;
      }
    | { readonly end: 'taken'; readonly number: string }
    | NotDone;
  readonly importPurchaseOrder:
    | {
        readonly end: 'written';
        readonly purchaseOrderId: number;
        readonly written: Written;
        readonly centra: CentraSight;
      }
    | { readonly end: 'unchanged'; readonly written: Written; readonly centra: CentraSight }
    | (Refused & { readonly centra: CentraSight; readonly warehouse?: WarehouseSight })
    | NotReady
    | Unmappable
    | NotDone
    | (Unclear & { readonly written?: Written; readonly centra?: CentraSight });
  readonly lookForDelivery: { readonly end: 'seen'; readonly centra: CentraSight } | NotDone;
  readonly lookForPurchaseOrder: { readonly end: 'seen'; readonly warehouse: WarehouseSight } | NotDone;
  readonly reportReceipt:
    | {
        readonly end: 'done';
        readonly receipt: Receipt;
        readonly rest: readonly string[];
        readonly acknowledged: boolean;
        readonly warehouse: WarehouseSight;
      }
    | (Refused & { readonly warehouse?: WarehouseSight })
    | NotReady
    | NotDone
    | (Unclear & { readonly receipt?: Receipt; readonly warehouse?: WarehouseSight });
  readonly acknowledgeReceipt: { readonly end: 'done' } | Refused | NotDone | Unclear;
  readonly cancelPurchaseOrder:
    { readonly end: 'done' } | (Refused & { readonly warehouse?: WarehouseSight }) | NotDone | Unclear;
}

export type EffectResult<D extends Effect['do'] = Effect['do']> = EffectResults[D];
/** An effect with its own result: what `apply` takes. */
export type Done = {
  [D in Effect['do']]: { readonly effect: Extract<Effect, { do: D }>; readonly result: EffectResults[D] };
}[Effect['do']];
