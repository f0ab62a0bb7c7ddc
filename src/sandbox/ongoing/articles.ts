import { ok, type Answer, type Call } from '../http/call';
import type { GoodsOwner } from './goods-owner';
import type { Article } from './model';
import { isMembers, membersOf, missing, type Members } from './posted';
import { invalid } from './reply';

/** `PUT /articles`: makes the article of this number, or changes the members that are given. */
export function putArticle(goodsOwner: GoodsOwner, call: Call): Answer {
  const given = membersOf(call.body);
  const problems = missing(given, ['articleNumber']);
  if (problems.length > 0) return invalid(...problems);
  const article = ensureArticle(goodsOwner, String(given.articleNumber));
  return goodsOwner.store.change(() => {
    article.posted = merged(article.posted, given);
    article.updatedAt = goodsOwner.now();
    goodsOwner.articles.put(article);
    const message = `Article ${article.articleNumber} ${textOf(article.posted.articleName)} Updated/Created`;
    return ok({ articleSystemId: article.articleSystemId, message });
  });
}

/** The article of this number, made with nothing but the number where it is not there. */
export function ensureArticle(goodsOwner: GoodsOwner, articleNumber: string): Article {
  const there = goodsOwner.article(articleNumber);
  if (there) return there;
  return goodsOwner.store.change(() => {
    const now = goodsOwner.now();
    return goodsOwner.articles.put({
      articleSystemId: goodsOwner.store.next('ongoing/article', 18_067),
      articleNumber,
      posted: {},
      createdAt: now,
      updatedAt: now,
    });
  });
}

/** Omitted members stay as they are, within objects too. */
function merged(before: Members, given: Members): Members {
  const after: Record<string, unknown> = { ...before };
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || value === null) continue;
    const old = after[name];
    after[name] = isMembers(value) && isMembers(old) ? merged(old, value) : value;
  }
  return after;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
