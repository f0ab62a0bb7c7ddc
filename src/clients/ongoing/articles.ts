import type { Send } from '../http';
import type { Listed } from '../listed';
import type { ArticleDocument } from './documents';
import { asksForNothing, toQuery } from './filter';
import { askOngoing, listOngoing, writtenId } from './reply';
import { article, type Article } from './schema';

/** Which articles; several conditions are all to be met. Names as in the API, times in epoch milliseconds. */
export interface ArticleFilter {
  readonly articleNumber?: string;
  /** At most about 50: they are part of the address. */
  readonly articleNumbers?: readonly string[];
  readonly barCodes?: readonly string[];
  /** The cursor: articles with this id and above, in ascending order. */
  readonly articleSystemIdFrom?: number;
  /** The page's size; without it everything comes, or a time-out. */
  readonly maxArticlesToGet?: number;
  readonly articleDataLastUpdatedFrom?: number;
  readonly isObsolete?: boolean;
}

const times = new Set<keyof ArticleFilter>(['articleDataLastUpdatedFrom']);

/** Articles, in Ongoing's REST API v1. For the errors that every method throws see {@link OngoingOrders}. */
export interface OngoingArticles {
  /**
   * Creates or updates the article with this number. Safe to repeat.
   *
   * Source: `PUT /articles`.
   *
   * @throws {ApiRefused} a document that Ongoing does not take
   * @throws {ApiUnclear} sent, no usable answer (also `articleSystemId: null`)
   */
  putArticle(article: ArticleDocument, signal?: AbortSignal): Promise<{ articleSystemId: number }>;

  /**
   * One page of articles.
   *
   * Source: `GET /articles`. A filter with an empty list is answered without a call: nothing can meet it.
   *
   * @throws {ApiUnreadable} no list (a broken article is not: it is in `broken`)
   */
  listArticles(filter: ArticleFilter, signal?: AbortSignal): Promise<Listed<Article>>;
}

export function createOngoingArticles(send: Send, goodsOwnerId: number): OngoingArticles {
  return {
    async putArticle(document, signal) {
      const request = { method: 'PUT', path: '/articles', body: document, write: true, signal } as const;
      return { articleSystemId: await askOngoing(send, request, writtenId('articleSystemId')) };
    },

    async listArticles(filter, signal) {
      if (asksForNothing(filter)) return { observedAt: Date.now(), rows: [], broken: [], received: 0 };
      return listOngoing(
        send,
        { path: '/articles', query: toQuery(goodsOwnerId, filter, times), signal },
        // This list alone may be `null`, says the API's document.
        { name: 'articles', schema: article, idOf: (row) => row.articleNumber, nullIsEmpty: true },
      );
    },
  };
}
