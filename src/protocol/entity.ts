import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Command, Deciding, Paced, Possible } from '../lifecycle/entity';
import type { OperatorAction } from '../lifecycle/words';

/** The messages that every kind of entity workflow understands, and what it answers. */

/** What was last written to search attributes and memo. */
export interface Shown {
  readonly stage: string;
  readonly attention?: string;
  readonly warehouseOrder?: string;
  readonly dueAt?: number;
  readonly seen?: string;
  readonly revision: number;
  /** It waits for a connection in a stage by which nobody could tell; see `ShopWindow`. */
  readonly waits?: boolean;
}

/** How an entity's workflow starts: by a scan with what it saw, or again with all it knew. */
export interface EntityInput<Key, Settings, Facts, Beginning> {
  readonly key: Key;
  readonly settings: Settings;
  readonly beginning?: Beginning;
  /** After continue-as-new. */
  readonly facts?: Facts;
  /** The last operator's updates, so that pressing twice does nothing twice after continue-as-new either. */
  readonly updates?: readonly string[];
  /** What the search attributes and the memo show already. */
  readonly shown?: Shown;
}

/** What a scan or a webhook's read saw, and when. Facts only: numbers, statuses, waybills; no names, no addresses. */
export const observedSignal = 'observed';
export const defineObserved = <Observation>() => defineSignal<[Observation]>(observedSignal);

/** The connection works again, or somebody wants it to look now. */
export const wake = defineSignal<[]>('wake');

/** Other settings; an older revision is ignored. */
export const defineConfigured = <Settings>() => defineSignal<[Settings]>('configured');

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
export interface EntityState<
  Key = unknown,
  Settings = unknown,
  Facts extends Paced = Paced,
  Decision = Deciding<unknown>,
> {
  readonly key: Key;
  readonly facts: Facts;
  readonly decision: Decision;
  readonly settings: Settings;
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
export const defineState = <State>() => defineQuery<State>('state');
