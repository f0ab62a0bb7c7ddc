import { setTimeout as pause } from 'node:timers/promises';
import { ApplicationFailure } from '@temporalio/common';
import { Context } from '@temporalio/activity';
import { unbalanced, type Account } from '../../lifecycle/reconcile/account';
import { keyOf, type Difference, type DifferenceKind } from '../../lifecycle/reconcile/difference';
import type { KindCount, PartAccount, ReconcilePart } from '../../protocol/reconcile';
import { mostNamedOfAKind } from '../../protocol/reconcile';

/** Reads both systems and compares. `before`: what a first reading found; only that is named then. */
export type Comparison = (before?: ReadonlySet<string>) => Promise<Account>;

/**
 * Compares, and when something looks different, once more after a while: both systems change while they are read, and what
 * is different both times is different.
 *
 * @param settleMs between the two readings
 */
export async function compareTwice(part: ReconcilePart, settleMs: number, compare: Comparison): Promise<PartAccount> {
  const first = await compare();
  const suspected = first.differences.filter(({ expected }) => !expected);
  if (suspected.length === 0) return bounded(part, first, 1);
  await pause(settleMs, undefined, { signal: Context.current().cancellationSignal });
  return bounded(part, await compare(new Set(suspected.map(keyOf))), 2);
}

/** @throws {ApplicationFailure} what was counted does not add up: a defect, and better no account than a wrong one */
function bounded(part: ReconcilePart, account: Account, readings: number): PartAccount {
  const wrong = unbalanced(account);
  if (wrong.length > 0) {
    throw ApplicationFailure.nonRetryable(`it does not add up: ${wrong.join(', ')}`, 'DoesNotAddUp');
  }
  const { sums, differences, underWay } = account;
  return {
    ...{ part, sums, readings },
    differences: firstOfEachKind(differences),
    underWay: underWay.slice(0, mostNamedOfAKind),
    counts: countsOf(differences),
    underWayTotal: underWay.length,
  };
}

function firstOfEachKind(differences: readonly Difference[]): Difference[] {
  const named = new Map<string, number>();
  return differences.filter(({ kind, expected }) => {
    const name = `${kind} ${expected ?? false}`;
    const count = (named.get(name) ?? 0) + 1;
    named.set(name, count);
    return count <= mostNamedOfAKind;
  });
}

function countsOf(differences: readonly Difference[]): Partial<Record<DifferenceKind, KindCount>> {
  const counts: Partial<Record<DifferenceKind, KindCount>> = {};
  for (const { kind, expected } of differences) {
    const before = counts[kind] ?? { differences: 0, expected: 0 };
    counts[kind] = expected
      ? { ...before, expected: before.expected + 1 }
      : { ...before, differences: before.differences + 1 };
  }
  return counts;
}

/** Nothing is compared: nobody has asked the bridge to carry this. */
export const notCompared = (part: ReconcilePart, why: string): PartAccount => ({
  ...{ part, sums: {}, differences: [], underWay: [], counts: {}, underWayTotal: 0, readings: 0 },
  notCompared: why,
});
