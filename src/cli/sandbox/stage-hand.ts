import type { OperatorAction } from '../../lifecycle/words';
import type { ShipmentState } from '../../protocol/shipment';
import type { Control } from '../../sandbox';

/** What a story sees and does: Centra's and the warehouse's people through the control API, operators through Temporal. */
export interface StageHand {
  readonly shipmentId: string;
  /** The order number in Ongoing, once it has one. */
  orderNumber(): string;
  readonly merchant: Control['merchant'];
  readonly warehouse: Control['warehouse'];
  readonly faults: Control['faults'];
  /** Says what happens, in the story's row of the table. */
  tell(what: string): void;
  /** Waits until the bridge has come so far. */
  until(what: string, reached: (state: ShipmentState) => boolean): Promise<ShipmentState>;
  /** Waits until the connection to this store (or to the warehouse) has this attention, or none. */
  untilConnection(attention: string | undefined, to?: 'store' | 'warehouse'): Promise<void>;
  operator(action: OperatorAction, more?: { choice?: string; tracking?: string }): Promise<void>;
  /** So long as a person would look at it. */
  moment(): Promise<void>;
}

/** A shipment with something to it. */
export interface Story {
  readonly name: string;
  readonly store: string;
  /** What `createOrder` is given. */
  readonly order: Parameters<Control['merchant']['createOrder']>[0];
  /** How many events of the story are prepared before the bridge can see the order. */
  prepare?(hand: Pick<StageHand, 'shipmentId' | 'faults'>): void;
  play(hand: StageHand): Promise<void>;
  readonly end: 'completed' | 'cancelled';
}

export const isInWarehouse = ({ decision }: ShipmentState) => decision.stage === 'in-warehouse';
export const isAsked =
  (attention: string) =>
  ({ decision }: ShipmentState) =>
    decision.asks.some((ask) => ask.attention === attention);
