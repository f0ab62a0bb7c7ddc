import { ok, type Answer, type Call } from '../http/call';
import type { GoodsOwner } from './goods-owner';
import { noArticle } from './list-articles';
import type { Article } from './model';
import { isMembers, membersOf, missing, type Members } from './posted';
import { invalid, refused } from './reply';

/** `PUT /articles`: makes the article of this number, or changes the members that are given. */
export function putArticle(goodsOwner: GoodsOwner, call: Call): Answer {
  const given = membersOf(call.body);
  const problems = missing(given, ['articleNumber']);
  if (problems.length > 0) return invalid(...problems);
  return write(goodsOwner, ensureArticle(goodsOwner, String(given.articleNumber)), given);
}

/** `PUT /articles/{articleSystemId}`: changes it, its number included. */
export function putArticleById(goodsOwner: GoodsOwner, call: Call): Answer {
  const article = goodsOwner.articles.get(call.params.articleSystemId ?? '');
  if (!article) return noArticle;
  const given = membersOf(call.body);
  const problems = missing(given, ['articleNumber']);
  if (problems.length > 0) return invalid(...problems);
  if ((goodsOwner.article(String(given.articleNumber)) ?? article) !== article) {
    return refused(goodsOwner, 'articleSystemId', 'There is another article with this article number.');
  }
  return write(goodsOwner, article, given);
}

function write(goodsOwner: GoodsOwner, article: Article, given: Members): Answer {
  return goodsOwner.store.change(() => {
    const before = article.posted;
    article.articleNumber = String(given.articleNumber);
    article.posted = goodsOwner.settings.omittedFields === 'kept' ? merged(before, given) : given;
    if (isMembers(given.articleClassesInfo)) {
      const articleClassesInfo = classesInfo(
        goodsOwner,
        given.articleClassesInfo,
        membersOf(before.articleClassesInfo),
      );
      article.posted = { ...article.posted, articleClassesInfo };
    }
    article.updatedAt = goodsOwner.now();
    goodsOwner.articles.put(article);
    const message = `Article ${article.articleNumber} ${textOf(article.posted.articleName)} Updated/Created`;
    return ok({ articleSystemId: article.articleSystemId, message });
  });
}

/** The classes that an article has from now on: those given and, unless the mode is `Set`, those it had. */
function classesInfo(goodsOwner: GoodsOwner, given: Members, before: Members): Members {
  const listOf = ({ classes }: Members) => (Array.isArray(classes) ? classes.map(membersOf) : []);
  const kept = given.handlingMode === 'Set' ? [] : listOf(before);
  const classes = new Map([...kept, ...listOf(given)].map((one) => [textOf(one.code), one]));
  for (const [code, { name }] of classes) {
    const id = goodsOwner.articleClasses.get(code)?.id ?? goodsOwner.store.next('ongoing/articleClass', 50);
    goodsOwner.articleClasses.put({ id, code, name: textOf(name) });
  }
  return { classes: [...classes.values()] };
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
