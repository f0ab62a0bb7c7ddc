import type { Deciding, Finishing, Waiting } from '../entity';
import type { ReturnEnd, ReturnStage } from '../words';
import type { Phase, ReturnPart } from './facts';

/** A call to one of the systems. One attempt; what comes of it is a fact. */
export type Effect =
  /** What came back of the order, and what is reported of all orders of its shipment. A read. */
  | { readonly do: 'readReturned' }
  /** The returns that Centra has for the shipment, each compared with this one. A read. */
  | { readonly do: 'listMadeReturns'; readonly like: Pick<ReturnPart, 'products' | 'returnStock'> }
  | {
      readonly do: 'makeReturn';
      /** All returns of this report, and which of them this is. */
      readonly plan: readonly ReturnPart[];
      readonly part: number;
      /** Nothing of the plan is sent yet: should the order show something else by now, nothing is. */
      readonly mayChange: boolean;
    }
  | {
      readonly do: 'acknowledgeReturn';
      readonly lines: readonly { readonly orderLineId: number; readonly numberOfItems: number }[];
    };

/** What a waiting return waits for. */
export type WaitFor = 'operator' | 'release' | 'settling' | 'another-attempt' | 'connection' | 'ongoing-to-drop-it';

export type Step = Effect | Waiting<WaitFor> | Finishing<ReturnEnd>;
export type Decision = Deciding<Step, ReturnStage, Phase>;

/** Writes that a hold stops. */
export const heldEffects: ReadonlySet<Step['do']> = new Set(['makeReturn', 'acknowledgeReturn']);
