import type { Alert, SeenCause, TargetFacts } from '../lifecycle/alerts/facts';
import type { SyncResult } from './scans';

/** Sent by the schedule `alerts`. */
export interface AlertsInput {
  /** Between two looks, ms. */
  readonly everyMs: number;
}

/** A target of the process that answers, without its address: that is a secret. */
export interface AlertTarget {
  /** A digest: the same address is the same target, wherever it stands in the file. */
  readonly id: string;
  /** `alerts[0]`, as the configuration names it. */
  readonly name: string;
  readonly windowMs: number;
}

export interface AttentionSeen {
  /** All that needs a person, by cause, the most urgent first. */
  readonly seen: readonly SeenCause[];
  /** How many things that are. */
  readonly total: number;
  /** There are more than one look takes in. */
  readonly isPart: boolean;
  readonly targets: readonly AlertTarget[];
}

export interface PostAlerts {
  /** Of {@link AlertTarget}. */
  readonly target: string;
  /** Epoch ms. */
  readonly at: number;
  readonly alerts: readonly Alert[];
}

export type PostEnd =
  | { readonly end: 'taken' }
  /** Another attempt now would give the same answer. */
  | { readonly end: 'refused'; readonly why: string; readonly retryAfterMs?: number };

export interface AlertActivities {
  /** Reads what needs a person from Temporal's list. */
  seeAttention(): Promise<AttentionSeen>;
  /** Posts to one target. Fails, and is tried again, when there is no answer. */
  postAlerts(post: PostAlerts): Promise<PostEnd>;
}

/**
 * `read`: what needs a person; `written`: news that were taken; `skipped`: news that wait for a target that is left alone
 * for now; `refused`: targets that took nothing in this run.
 */
export interface AlertsResult extends SyncResult {
  /** What each target was told, by its digest: the next run goes on from here. */
  readonly targets: Readonly<Record<string, TargetFacts>>;
  /** Sentences for people. */
  readonly notes: readonly string[];
}
