import { defineSignal } from '@temporalio/workflow';
import { type Is, listOf, record, text } from './shape';

/** What webhooks of one sender mean, gathered: only that something may have changed, never what. */
export interface Hints {
  /** Centra's order numbers: the shipments of these orders that we hold look for themselves. */
  readonly centraOrders: readonly string[];
  /** Order numbers in Ongoing, which are read now. */
  readonly warehouseOrders: readonly string[];
  /** Schedules that run now. */
  readonly schedules: readonly string[];
}

/** Gathered webhooks of a store or a goods owner: `inbox/<store>`, `inbox/<goodsOwner>`. */
export interface InboxInput {
  readonly goodsOwner: string;
  /** Absent: the goods owner's own. */
  readonly store?: string;
}

export const arrived = defineSignal<[Hints]>('arrived');

/** See `shape`. */
export const isHints: Is = record({
  ...{ centraOrders: listOf(text), warehouseOrders: listOf(text), schedules: listOf(text) },
});

export const noHints: Hints = { centraOrders: [], warehouseOrders: [], schedules: [] };

/** At the most so many orders are named; with more, the scan that runs anyway sees to the rest. */
export const mostHinted = 1_000;

export const mergeHints = (one: Hints, other: Hints): Hints => ({
  centraOrders: union(one.centraOrders, other.centraOrders),
  warehouseOrders: union(one.warehouseOrders, other.warehouseOrders),
  schedules: union(one.schedules, other.schedules),
});

const union = (one: readonly string[], other: readonly string[]) =>
  [...new Set([...one, ...other])].slice(0, mostHinted);

export const isEmpty = ({ centraOrders, warehouseOrders, schedules }: Hints): boolean =>
  centraOrders.length + warehouseOrders.length + schedules.length === 0;

/** What is done with hints. */
export interface InboxActivities {
  /** Runs schedules now; those that are not there are left out. */
  readonly runSchedules: (schedules: readonly string[]) => Promise<void>;
  /** Asks the shipments of these orders that are under way to look at Centra now. @returns how many */
  readonly lookNow: (hinted: { readonly store: string; readonly orderNumbers: readonly string[] }) => Promise<number>;
  /** Reads these orders in Ongoing and tells whom they concern. @returns how many were told */
  readonly readHinted: (hinted: {
    readonly goodsOwner: string;
    readonly orderNumbers: readonly string[];
  }) => Promise<number>;
}
