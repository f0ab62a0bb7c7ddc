import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { OperatorAction, ShipmentEnd } from '../lifecycle/words';
import type { CentraSight, ShipmentFacts, ShipmentKey, ShipmentRow, WarehouseSight } from '../lifecycle/shipment/facts';
import type { Beginning } from '../lifecycle/shipment/life';
import type { Command, Possible } from '../lifecycle/shipment/operator';
import type { ShipmentSettings } from '../lifecycle/shipment/settings';
import type { Decision } from '../lifecycle/shipment/steps';

/** How a shipment's workflow starts: by a scan with what it saw, or again with all it knew. */
export interface ShipmentInput {
  readonly key: ShipmentKey;
  readonly settings: ShipmentSettings;
  readonly beginning?: Beginning;
  /** After continue-as-new. */
  readonly facts?: ShipmentFacts;
  /** The last operator's updates, so that pressing twice does nothing twice after continue-as-new either. */
  readonly updates?: readonly string[];
  /** What the search attributes and the memo show already. */
  readonly shown?: Shown;
}

/** What was last written to search attributes and memo. */
export interface Shown {
  readonly stage: string;
  readonly attention?: string;
  readonly warehouseOrder?: string;
  readonly dueAt?: number;
  readonly seen?: string;
  readonly revision: number;
  /** It is in the warehouse and waits for a connection. */
  readonly waits?: boolean;
}

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

/** What a scan or a webhook's read saw, and when. Facts only: numbers, statuses, waybills; no names, no addresses. */
export const observed = defineSignal<[Observation]>('observed');
export type Observation = { readonly centra: CentraSight } | { readonly warehouse: WarehouseSight };

/** The connection works again, or somebody wants it to look now. */
export const wake = defineSignal<[]>('wake');

/** Other settings; an older revision is ignored. */
export const configured = defineSignal<[ShipmentSettings]>('configured');

/** What an operator sends with an action. `reason` is required but for `retry` and `release`. */
export type OperatorRequest = Omit<Command, 'action'>;
export interface OperatorReply {
  /** One sentence: what happens now. */
  readonly message: string;
  readonly stage: string;
}

/** Updates, not signals: the operator waits for what happens next, or for the reason why not. */
export const operatorUpdates: { readonly [A in OperatorAction]: ReturnType<typeof update> } = {
  retry: update('retry'),
  cancel: update('cancel'),
  complete: update('complete'),
  hold: update('hold'),
  release: update('release'),
  resolve: update('resolve'),
  abandon: update('abandon'),
};

function update(name: OperatorAction) {
  return defineUpdate<OperatorReply, [OperatorRequest]>(name);
}

/** Everything that is known, and what it means: `bridge shipment ID`. */
export interface ShipmentState {
  readonly key: ShipmentKey;
  readonly facts: ShipmentFacts;
  readonly decision: Decision;
  readonly settings: ShipmentSettings;
  readonly actions: readonly Possible[];
  /** Sentences for a person. */
  readonly waitingFor: string;
  readonly since: number;
  readonly next: { readonly step: string; readonly at?: number };
  readonly asks: readonly {
    readonly attention: string;
    readonly since: number;
    readonly sentence: string;
    readonly choices: readonly string[];
  }[];
}
export const state = defineQuery<ShipmentState>('state');

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

/** A shipment workflow's memo. */
export interface ShipmentMemo {
  readonly seen: string;
  readonly revision: number;
}
