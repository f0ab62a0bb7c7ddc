import type { CentraSight, ShipmentFacts, ShipmentKey, ShipmentRow, WarehouseSight } from '../lifecycle/shipment/facts';
import type { Beginning } from '../lifecycle/shipment/life';
import type { ShipmentSettings } from '../lifecycle/shipment/settings';
import type { Decision } from '../lifecycle/shipment/steps';
import type { ShipmentEnd } from '../lifecycle/words';
import type { EntityInput, EntityState } from './entity';
import { defineConfigured, defineObserved, defineState } from './entity';
import { either, flag, type Is, listOf, mapOf, maybe, number, one, record, text } from './shape';

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

const line = record({ lineId: text, articleNumber: text, qty: number });
const row = record({
  ...{ paid: flag, shouldCapture: flag, hold: flag, suspect: flag, lines: listOf(line) },
  digests: record({
    ...{ keyId: text, lines: text, consignee: text, servicePoint: text, carrier: text, other: text },
    attributes: mapOf(text),
  }),
});
const part = record({
  ...{ orderId: number, orderNumber: text, status: number, parcels: number, toReport: flag },
  lines: listOf(
    record({
      ...{ rowNumber: text, orderLineId: number, articleNumber: text, ordered: number, picked: number },
      ...{ reported: number, serials: listOf(text) },
    }),
  ),
  ...{ foreignRows: listOf(text), waybills: listOf(text), returnWaybills: listOf(text) },
});
export const isObservation: Is = either(
  record({
    centra: either(
      record({ kind: one('row'), observedAt: number, row }),
      record({ kind: one('missing', 'hint'), observedAt: number, shrunk: maybe(flag) }),
      record({
        ...{ kind: one('look'), observedAt: number, shipped: flag, row: maybe(row) },
        listed: one('goodtogo', 'inprogress', 'completed', 'none'),
        order: one('open', 'cancelled', 'not-visible'),
      }),
    ),
  }),
  record({
    warehouse: record({ observedAt: number, byNumber: maybe(text), orders: listOf(part), taken: maybe(flag) }),
  }),
);
const limits = { settleMs: number, recheckMs: number, writeLimitMs: record({ centra: number, ongoing: number }) };
export const isShipmentSettings: Is = record({
  ...{ revision: number, capture: text, completeWhen: text, shortPick: text, ...limits },
  attentionAfter: record({
    ...{ importMs: number, pickMs: number, trackingMs: number, reportMs: number, cancelMs: number, holdMs: number },
  }),
  statuses: record({
    ...{ cancellable: listOf(number), picked: number, shipped: listOf(number), cancelled: listOf(number) },
  }),
});

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
