import type { Deciding, Finishing, Waiting } from '../entity';
import type { PurchaseOrderEnd, PurchaseOrderStage } from '../words';
import type { Acknowledgement, Phase } from './facts';

/** A call to one of the systems. One attempt; what comes of it is a fact. */
export type Effect =
  /** Which number the purchase order gets: the plain one or the first `-rN` that nothing has. A read. */
  | { readonly do: 'findPurchaseOrderNumber'; readonly generation: number }
  | {
      readonly do: 'importPurchaseOrder';
      readonly number: string;
      readonly rewrite: boolean;
      /** Digest of the document that Ongoing has: an equal one is not sent again. */
      readonly previousDocument?: string;
    }
  | { readonly do: 'lookForDelivery' }
  | { readonly do: 'lookForPurchaseOrder'; readonly number: string }
  | {
      readonly do: 'reportReceipt';
      readonly number: string;
      /** The warehouse need not have finished: an operator wants it reported as it is. */
      readonly early: boolean;
      /** A person says that it is to be reported though nothing came. */
      readonly nothing: boolean;
    }
  | ({ readonly do: 'acknowledgeReceipt' } & Acknowledgement)
  | { readonly do: 'cancelPurchaseOrder'; readonly number: string };

/** What a waiting purchase order waits for. */
export type WaitFor =
  | 'goods'
  | 'receiving'
  | 'operator'
  | 'release'
  | 'settling'
  | 'another-attempt'
  | 'connection'
  | 'centra-to-drop-it'
  | 'gate'
  | 'changed-data'
  | 'cancellable';

export type Step = Effect | Waiting<WaitFor> | Finishing<PurchaseOrderEnd>;
export type Decision = Deciding<Step, PurchaseOrderStage, Phase>;

/** Writes that a hold stops. A cancellation goes on. */
export const heldEffects: ReadonlySet<Step['do']> = new Set([
  'importPurchaseOrder',
  'reportReceipt',
  'acknowledgeReceipt',
]);
