import type { CentraSight, ShipmentFacts, ShipmentKey, ShipmentRow, WarehouseSight } from '../lifecycle/shipment/facts';
import type { Beginning } from '../lifecycle/shipment/life';
import type { ShipmentSettings } from '../lifecycle/shipment/settings';
import type { Decision } from '../lifecycle/shipment/steps';
import type { ShipmentEnd } from '../lifecycle/words';
import type { EntityInput, EntityState } from './entity';
import { defineConfigured, defineObserved, defineState } from './entity';

/** How a shipment's workflow starts. */
export type ShipmentInput = EntityInput<ShipmentKey, ShipmentSettings, ShipmentFacts, Beginning>;

/** How a life ended; the sweep reads it to notice what changes later. No personal data. */
export interface ShipmentOutcome {
  readonly end: ShipmentEnd;
  readonly orderNumbers: readonly string[];
  readonly orderId?: number;
  /** The waybills that Centra was told. */
  readonly waybills: readonly string[];
  readonly captured: boolean;
  /** The warehouse annulled the order after the end, and a person knows. */
  readonly annulled?: boolean;
}

export type ShipmentWorkflow = (input: ShipmentInput) => Promise<ShipmentOutcome>;

export type Observation = { readonly centra: CentraSight } | { readonly warehouse: WarehouseSight };
export const observed = defineObserved<Observation>();
export const configured = defineConfigured<ShipmentSettings>();

/** `bridge shipment ID`. */
export type ShipmentState = EntityState<ShipmentKey, ShipmentSettings, ShipmentFacts, Decision>;
export const state = defineState<ShipmentState>();

/**
 * What a list row looks like, in a few characters: a scan compares it with the workflow's memo and tells only what has
 * changed. Digests are keyed; nothing personal can be read from them.
 */
export const seenOf = ({ digests, paid, shouldCapture, hold, suspect }: Omit<ShipmentRow, 'lines'>): string =>
  [
    [paid, shouldCapture, hold, suspect].map(Number).join(''),
    digests.keyId,
    digests.lines,
    digests.consignee,
    digests.servicePoint,
    digests.carrier,
    digests.other,
    ...Object.entries(digests.attributes)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, digest]) => `${name}=${digest}`),
  ].join(':');

/** In the memo of an order that is completed in Centra and not yet shipped by the warehouse. */
export const completedSeen = 'completed';

/** A shipment workflow's memo. */
export interface ShipmentMemo {
  readonly seen: string;
  readonly revision: number;
}
