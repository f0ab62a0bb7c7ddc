import type { NotDone, Refused, Unclear } from '../results';
import type { ReturnedSight, SeenReturn } from './facts';
import type { Effect } from './steps';

export interface EffectResults {
  readonly readReturned: { readonly end: 'seen'; readonly sight: ReturnedSight } | NotDone;
  readonly listMadeReturns: { readonly end: 'returns'; readonly returns: readonly SeenReturn[] } | NotDone;
  readonly makeReturn:
    | { readonly end: 'made'; readonly returnId: string; readonly notTaken: readonly string[] }
    /** The order shows something else by now, and nothing was sent. */
    | { readonly end: 'changed'; readonly sight: ReturnedSight }
    | Refused
    | NotDone
    | Unclear;
  readonly acknowledgeReturn: { readonly end: 'done' } | Refused | NotDone | Unclear;
}

export type EffectResult<D extends Effect['do'] = Effect['do']> = EffectResults[D];
/** An effect with its own result: what `apply` takes. */
export type Done = {
  [D in Effect['do']]: { readonly effect: Extract<Effect, { do: D }>; readonly result: EffectResults[D] };
}[Effect['do']];
