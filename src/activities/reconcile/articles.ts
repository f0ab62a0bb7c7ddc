import type { Article } from '../../clients/ongoing/schema';
import type { RowSeen } from '../../lifecycle/reconcile/articles';
import { reconcileArticles } from '../../lifecycle/reconcile/articles';
import { articleDifferences, type ComparedArticle } from '../../mapping';
import { Registry } from '../articles/registry';
import { registryRowOf, rowOf } from '../articles/row';
import type { GoodsOwnerRoom, Rooms } from '../rooms';
import type { Comparison } from './compare';
import type { Reading } from './reading';

const articlesPerPage = 500;
const rowsPerPage = 500;

/** What is kept of an article of Ongoing's: the fields that are compared. About 300 bytes. */
type Kept = ComparedArticle;

/**
 * Both article registries, each read once from its first page to its last. Kept are Ongoing's compared fields, and of
 * Centra's rows their ids, numbers and differences: 50,000 articles are some 40 MB.
 *
 * Source: Ongoing `GET /articles`, Centra `GET /products`.
 */
export function compareArticles(rooms: Rooms, goodsOwner: string, reading: Reading): Comparison {
  return async (before) => {
    const room = rooms.goodsOwner(goodsOwner);
    const { store, overwrite } = room.config.articles;
    const there = await allArticles(reading, (row) => {
      const { articleName, barCode, statisticsNumber, countryOfOriginCode, isObsolete, weight, customerPrice } = row;
      return { articleName, barCode, statisticsNumber, countryOfOriginCode, isObsolete, weight, customerPrice };
    });
    const read = await allRows(reading, room, there.byNumber);
    return reconcileArticles(
      {
        ...{ goodsOwner, store, overwrites: overwrite, rows: read.rows.values(), rowCount: read.rows.size },
        unreadable: read.unreadable,
        sharing: (number) => read.registry.sharing(number, ''),
        ongoing: new Set(there.byNumber.keys()),
        ongoingUnreadable: there.unreadable,
      },
      before,
    );
  };
}

/** Every article of Ongoing's, as much as `keep` keeps of it. */
export async function allArticles<T>(
  reading: Reading,
  keep: (article: Article) => T,
): Promise<{ byNumber: Map<string, T>; unreadable: string[] }> {
  const byNumber = new Map<string, T>();
  const unreadable: string[] = [];
  for (let articleSystemIdFrom = 0; ;) {
    const asked = { articleSystemIdFrom, maxArticlesToGet: articlesPerPage };
    const { rows, broken, received } = await reading.ongoing((ongoing, signal) => ongoing.listArticles(asked, signal));
    for (const article of rows) byNumber.set(article.articleNumber, keep(article));
    unreadable.push(...broken.map(({ id, at }) => id ?? at));
    reading.at(`${byNumber.size} articles of Ongoing read`);
    // A page without a readable row cannot be passed: the next one would be the same.
    if (rows.length === 0 || received < articlesPerPage) return { byNumber, unreadable };
    articleSystemIdFrom = Math.max(...rows.map(({ articleSystemId }) => articleSystemId)) + 1;
  }
}

async function allRows(reading: Reading, room: GoodsOwnerRoom, there: ReadonlyMap<string, Kept>) {
  const { store } = room.config.articles;
  const registry = new Registry(0, false);
  const rows = new Map<string, RowSeen>();
  const unreadable = new Set<string>();
  for (let page = 1; ; page += 1) {
    const list = await reading.centra(store, (centra, signal) =>
      centra.listProducts({ limit: rowsPerPage, page }, signal),
    );
    for (const product of list.rows) {
      const known = registryRowOf(product, room);
      if (known) registry.note(known);
      // A list that shifts shows a row twice: it is one row, as it was seen last.
      rows.set(product.stockItemId, seenOf(rowOf(product, room), there));
    }
    for (const { id, at } of list.broken) unreadable.add(id ?? at);
    reading.at(`${rows.size} rows of Centra’s registry compared`);
    if (!list.hasNext || list.received === 0) break;
  }
  for (const id of rows.keys()) unreadable.delete(id);
  return { rows, registry, unreadable: [...unreadable] };
}

function seenOf(row: ReturnType<typeof rowOf>, there: ReadonlyMap<string, Kept>): RowSeen {
  const { stockItemId } = row;
  if (row.is === 'skipped') return { stockItemId, is: 'left-out' };
  if (row.is === 'unmappable') return { stockItemId, is: 'unmappable', id: row.id, reason: row.reason };
  const { articleNumber } = row.document;
  const article = there.get(articleNumber);
  const fields = article ? articleDifferences(row.document, article) : [];
  return { stockItemId, is: 'article', articleNumber, isThere: article !== undefined, fields };
}
