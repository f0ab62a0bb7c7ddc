import type { ReturnedSight, ReturnFacts, ReturnKey } from '../lifecycle/return/facts';
import type { EffectResults } from '../lifecycle/return/results';
import type { ReturnSettings } from '../lifecycle/return/settings';
import type { Decision, Effect } from '../lifecycle/return/steps';
import type { ReturnEnd, System } from '../lifecycle/words';
import type { EntityInput, EntityState } from './entity';
import { defineConfigured, defineObserved, defineState } from './entity';
import type { Priority } from './names';
import { priorities, taskQueues } from './names';
import type { SyncResult } from './scans';
import { either, flag, type Is, listOf, mapOf, maybe, number, record, text } from './shape';

/** How a return's workflow starts: by a scan, with what it saw in Ongoing. */
export type ReturnInput = EntityInput<ReturnKey, ReturnSettings, ReturnFacts, ReturnedSight>;

/** How a life ended. No personal data. */
export interface ReturnOutcome {
  readonly end: ReturnEnd;
  /** Centra's ids of the returns that were made. */
  readonly returnIds: readonly string[];
  /** Pieces in them. */
  readonly pieces: number;
  /** Order lines that Ongoing was told to be reported. */
  readonly acknowledged: number;
}

export type ReturnWorkflow = (input: ReturnInput) => Promise<ReturnOutcome>;
export type ReturnState = EntityState<ReturnKey, ReturnSettings, ReturnFacts, Decision>;

/** What a scan saw: the order, or a whole list without it. */
export type ReturnObservation = { readonly returned: ReturnedSight } | { readonly missedAt: number };
export const returnObserved = defineObserved<ReturnObservation>();
/** Other settings; an older revision is ignored. */
export const returnConfigured = defineConfigured<ReturnSettings>();
export const returnState = defineState<ReturnState>();

const part = record({
  ...{ products: mapOf(number), returnStock: flag },
  lines: listOf(record({ lineId: text, orderLineId: number, processed: number })),
});
export const isReturnObservation: Is = either(
  record({
    returned: record({
      observedAt: number,
      parts: listOf(part),
      reported: maybe(record({ at: number, items: mapOf(number) })),
    }),
  }),
  record({ missedAt: number }),
);
export const isReturnSettings: Is = record({
  ...{
    revision: number,
    settleMs: number,
    recheckMs: number,
    writeLimitMs: record({ centra: number, ongoing: number }),
  },
  attentionAfter: record({ reportMs: number, holdMs: number }),
});

/** A return workflow's memo: a scan compares it and tells only what has changed. */
export interface ReturnMemo {
  readonly seen: string;
  readonly revision: number;
}

/** One effect, for one return: the argument of the activity that has the effect's name. */
export interface ReturnEffectCall<D extends Effect['do'] = Effect['do']> {
  readonly key: ReturnKey;
  readonly effect: Extract<Effect, { do: D }>;
}

/** One activity per effect. Each is one attempt and ends in a result, not in an exception, whatever the other side does. */
export type ReturnEffects = { [D in Effect['do']]: (call: ReturnEffectCall<D>) => Promise<EffectResults[D]> };

/**
 * Whose budget an effect spends. A return is made from the goods owner's lane: why the goods came back may name people,
 * so it is read from Ongoing and written to Centra in one go, and never enters a workflow.
 */
export const returnCalls = {
  queueOf: (effect: Effect['do'], { goodsOwner, store }: ReturnKey): string =>
    effect === 'listMadeReturns' ? taskQueues.centra(store) : taskQueues.ongoing(goodsOwner),
  priorityOf: (): Priority => priorities.shipment,
  isWrite: (effect: Effect['do']): boolean => effect === 'makeReturn' || effect === 'acknowledgeReturn',
  systemOf: (effect: Effect['do']): System =>
    effect === 'makeReturn' || effect === 'listMadeReturns' ? 'centra' : 'ongoing',
} as const;

export interface ReturnsScanInput {
  readonly goodsOwner: string;
  readonly settings: readonly { readonly store: string; readonly settings: ReturnSettings }[];
}

export interface ReturnsScanResult extends SyncResult {
  readonly started: number;
  readonly told: number;
  /** Returns under way: by the order's id, how many items were reported before them. */
  readonly open: Readonly<Record<string, number>>;
  /** How many orders are not ours to report, by reason. */
  readonly skippedBy: Readonly<Record<string, number>>;
  /** Names them, some of them. */
  readonly notes: readonly string[];
}

export type ReturnsScan = (input: ReturnsScanInput) => Promise<ReturnsScanResult>;

export interface ReturnsScanActivities {
  /** Reads the orders with returns to report, starts what is new and tells what has changed. */
  readReturns(input: ReturnsScanInput & Pick<ReturnsScanResult, 'open'>): Promise<ReturnsScanResult>;
}
