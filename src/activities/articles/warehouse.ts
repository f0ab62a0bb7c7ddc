import { ApplicationFailure } from '@temporalio/common';
import type { ArticleQuery } from '../../clients/ongoing/articles';
import type { ArticleDocument } from '../../clients/ongoing/documents';
import type { Article } from '../../clients/ongoing/schema';
import { articleDifferences } from '../../mapping';
import { priorities } from '../../protocol/names';
import type { Ends } from '../ends';
import type { GoodsOwnerRoom } from '../rooms';
import { orThrow } from '../scans/unread';

/** After so many writes in a row without a usable answer, the system is in trouble and not the article. */
const mostUnclear = 5;

/** What Ongoing has of the articles that were asked for. */
export interface ArticlesThere {
  readonly byNumber: ReadonlyMap<string, Article>;
  /** There, and not to be understood: what is wrong, by number. */
  readonly broken: ReadonlyMap<string, string>;
}

export type PutEnd = { readonly is: 'written' } | { readonly is: 'refused'; readonly reason: string };

/** The goods owner's articles in Ongoing: each call takes its own turn in the lane, behind everything else. */
export function warehouseArticles(ends: Ends, room: GoodsOwnerRoom, store: string) {
  const goodsOwner = room.config.id;
  const call = { store, goodsOwner, systems: ['ongoing'] } as const;
  const ongoing = room.ongoing(priorities.articles);
  let unclear = 0;

  async function list(query: ArticleQuery) {
    return orThrow(
      await ends.attempt({ ...call, write: false }, async (signal) => ({
        end: 'read' as const,
        ...(await ongoing.listArticlesByQuery(query, signal)),
      })),
    );
  }

  async function byNumber(articleNumbers: readonly string[]): Promise<ArticlesThere> {
    const { rows, broken } = await list({ articleNumbers });
    return {
      byNumber: new Map(rows.map((row) => [row.articleNumber, row])),
      broken: new Map(broken.map(({ id, at, what }) => [id ?? at, `${at}: ${what}`])),
    };
  }

  return {
    /** Source: Ongoing `POST /articles/byQuery`. */
    byNumber,

    /** The numbers under which Ongoing has these EANs. */
    async numbersByBarCode(barCodes: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
      const found = new Map<string, string[]>();
      for (const { barCode = '', articleNumber } of (await list({ barCodes })).rows) {
        found.set(barCode, [...(found.get(barCode) ?? []), articleNumber]);
      }
      return found;
    },

    /**
     * Writes one article. Safe to repeat, so an attempt may be another one's second; what did not get a clear yes is
     * looked up before anything is said about it (the read also ends a row of failures, which Ongoing limits).
     *
     * Source: Ongoing `PUT /articles`.
     */
    async put(document: ArticleDocument): Promise<PutEnd> {
      const end = await ends.attempt({ ...call, write: true }, async (signal) => {
        await ongoing.putArticle(document, signal);
        return { end: 'written' as const };
      });
      if (end.end === 'not-done') return orThrow<never>(end);
      if (end.end !== 'written') {
        const there = (await byNumber([document.articleNumber])).byNumber.get(document.articleNumber);
        const isThere = there !== undefined && articleDifferences(document, there).length === 0;
        const reason = 'reason' in end ? end.reason : undefined;
        unclear = isThere || reason !== undefined ? 0 : unclear + 1;
        if (unclear >= mostUnclear) {
          const message = `ongoing cannot be written: ${unclear} writes in a row got no usable answer`;
          throw ApplicationFailure.create({ type: 'CannotRead', message });
        }
        if (!isThere) return { is: 'refused', reason: reason ?? 'Ongoing gave no usable answer, and has it not' };
      } else {
        unclear = 0;
      }
      return { is: 'written' };
    },
  };
}
export type WarehouseArticles = ReturnType<typeof warehouseArticles>;
