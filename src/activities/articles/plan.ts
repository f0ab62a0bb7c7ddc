import type { GoodsOwnerConfig } from '../../config';
import { modifiedSince } from '../../mapping';
import type { ArticlesNext, ArticlesReport, Stretch } from '../../protocol/syncs';

/** Clocks differ, and a change may take a while to show in Centra's lists. */
const overlapMs = 5 * 60_000;

/** What a run has to do. */
export interface ArticlesPlan {
  /** What the last run left; of another store or with other rules only so much as is still true. */
  readonly before: ArticlesNext | undefined;
  /** Centra's text for "changed since". Absent: nobody knows since when. */
  readonly modified?: string;
  readonly full: boolean;
}

/**
 * What changed since the last successful run, and everything when that is due: on the first run, every `fullEvery`, and
 * when rules or addresses are others than before.
 *
 * @param timezone the one that is set in Centra
 * @param configuration digest of the rules and addresses that are used
 */
export function planOf(
  { last, store, startedAt }: Stretch<ArticlesReport, unknown>,
  { fullEveryMs }: Pick<GoodsOwnerConfig['articles'], 'fullEveryMs'>,
  timezone: string,
  configuration: string,
): ArticlesPlan {
  const before = last?.next;
  if (!before || before.store !== store || before.cursor === 0) return { before: undefined, full: true };
  return {
    before,
    modified: modifiedSince(before.cursor, timezone, overlapMs),
    full: startedAt - before.fullAt >= fullEveryMs || before.configuration !== configuration,
  };
}
