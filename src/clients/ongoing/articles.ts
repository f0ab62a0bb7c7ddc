import type { Send } from '../http';
import type { Listed } from '../listed';
import type { ArticleDocument } from './documents';
import { asksForNothing, toBody, toQuery } from './filter';
import { askOngoing, listOngoing, nothingListed, writtenId } from './reply';
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
  /** Anything about its stock changed. At most 24 hours ago, else it is refused. */
  readonly stockInfoChangedFrom?: number;
  readonly onlyArticlesInStock?: boolean;
  readonly isObsolete?: boolean;
}

/** The same, without limit to the lists. */
export type ArticleQuery = Omit<ArticleFilter, 'articleNumber'>;

const times = new Set<keyof ArticleFilter>(['articleDataLastUpdatedFrom', 'stockInfoChangedFrom']);

const list = {
  name: 'articles',
  schema: article,
  idOf: (row: Record<string, unknown>) => row.articleNumber,
  // It may be `null`, says the API's document.
  nullIsEmpty: true,
};

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
   * @throws {ApiRefused} a filter that Ongoing does not take (a time that is too long ago)
   * @throws {ApiUnreadable} no list (a broken article is not: it is in `broken`)
   */
  listArticles(filter: ArticleFilter, signal?: AbortSignal): Promise<Listed<Article>>;

  /**
   * The same for many numbers: the question goes in the body.
   *
   * Source: `POST /articles/byQuery`, which changes nothing. A query with an empty list is answered without a call.
   *
   * @throws {ApiRefused} a query that Ongoing does not take (a time that is too long ago)
   * @throws {ApiUnreadable} no list (a broken article is not: it is in `broken`)
   */
  listArticlesByQuery(query: ArticleQuery, signal?: AbortSignal): Promise<Listed<Article>>;
}

export function createOngoingArticles(send: Send, goodsOwnerId: number): OngoingArticles {
  return {
    async putArticle(document, signal) {
      const request = { method: 'PUT', path: '/articles', body: document, write: true, signal } as const;
      return { articleSystemId: await askOngoing(send, request, writtenId('articleSystemId')) };
    },

    async listArticles(filter, signal) {
      if (asksForNothing(filter)) return nothingListed();
      return listOngoing(send, { path: '/articles', query: toQuery(goodsOwnerId, filter, times), signal }, list);
    },

    async listArticlesByQuery(query, signal) {
      if (asksForNothing(query)) return nothingListed();
      const body = toBody(goodsOwnerId, query, times);
      return listOngoing(send, { method: 'POST', path: '/articles/byQuery', body, signal }, list);
    },
  };
}
