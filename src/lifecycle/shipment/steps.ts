import type { Deciding, Finishing, Waiting } from '../entity';
import type { ShipmentEnd, ShipmentStage } from '../words';
import type { Acknowledgement, Phase } from './facts';

/** A call to one of the systems. One attempt; what comes of it is a fact. */
export type Effect =
  /** Which number the order gets: the plain one or the first `-rN` that nothing has. A read. */
  | { readonly do: 'findNumber'; readonly generation: number }
  | { readonly do: 'capture' }
  | {
      readonly do: 'import';
      readonly number: string;
      readonly firstImportAt: number;
      readonly rewrite: boolean;
      /** Digest of the document that Ongoing has: an equal one is not sent again. */
      readonly previousDocument?: string;
    }
  | { readonly do: 'lookCentra' }
  | { readonly do: 'lookWarehouse'; readonly number: string; readonly backOrdersOf: readonly number[] }
  | {
      readonly do: 'adjust';
      /** Line id to the new quantity, or to serial numbers with the quantity. */
      readonly products: Readonly<Record<string, number | { readonly serialNumber: string; readonly qty: number }>>;
      readonly basis: string;
      readonly lowers: boolean;
    }
  | {
      readonly do: 'complete';
      readonly capture: boolean;
      readonly tracking?: string;
      readonly carrier?: string;
      readonly service?: string;
      readonly packages?: number;
      readonly returnSlipTracking?: string;
      readonly waybills: readonly string[];
      /** Sent to Ongoing at once when Centra has agreed. */
      readonly acknowledge: readonly Acknowledgement[];
    }
  | { readonly do: 'acknowledge'; readonly orders: readonly Acknowledgement[] }
  | { readonly do: 'cancelOrder'; readonly numbers: readonly string[] }
  | { readonly do: 'listReturns' }
  | { readonly do: 'refund'; readonly products: Readonly<Record<string, number>> }
  | { readonly do: 'appendWaybills'; readonly waybills: readonly string[] };

/** What a waiting shipment waits for. */
export type WaitFor =
  | 'warehouse'
  | 'waybill'
  | 'back-order'
  | 'operator'
  | 'release'
  | 'settling'
  | 'another-attempt'
  | 'connection'
  | 'centra-to-drop-it'
  | 'centra-to-show-it'
  | 'gate'
  | 'payment'
  | 'changed-data'
  | 'cancellable';

export type Wait = Waiting<WaitFor>;

export type Step = Effect | Wait | Finishing<ShipmentEnd>;

export type Decision = Deciding<Step, ShipmentStage, Phase>;

/** Writes that a hold stops. A cancellation goes on. */
export const heldEffects: ReadonlySet<Step['do']> = new Set([
  'capture',
  'import',
  'adjust',
  'complete',
  'acknowledge',
  'refund',
  'appendWaybills',
]);
