import { ok, type Answer, type Call } from '../http/call';
import { ensureArticle } from './articles';
import type { GoodsOwner } from './goods-owner';
import type { Article, WarehouseLine, WarehouseOrder } from './model';
import { readOrder, type LineDocument, type OrderDocument } from './posted';
import { invalid, joined, refused } from './reply';
import { status } from './settings';
import { setStatus } from './work';

/** `PUT /orders`: makes the order of this number or, until the warehouse starts on it, replaces it. */
export function putOrder(goodsOwner: GoodsOwner, call: Call): Answer {
  const document = readOrder(call.body);
  if (!('head' in document)) return invalid(...document);
  const there = goodsOwner.order(document.head.orderNumber);
  if (!there) return create(goodsOwner, document);
  if (there.status !== status.cancelled) return replace(goodsOwner, there, document);
  switch (goodsOwner.settings.rePutCancelled) {
    case 'refused':
      return refused(goodsOwner, 'orderId', 'The order is cancelled and can not be updated.');
    case 'creates':
      return create(goodsOwner, document);
    case 'revives':
      return replace(goodsOwner, there, document);
  }
}

/** `PUT /orders/{orderId}`: replaces it, its number included. */
export function putOrderById(goodsOwner: GoodsOwner, call: Call): Answer {
  const there = goodsOwner.orders.get(call.params.orderId ?? '');
  if (!there) return { status: 404, body: { message: 'The order does not exist.' } };
  const document = readOrder(call.body);
  if (!('head' in document)) return invalid(...document);
  return replace(goodsOwner, there, document);
}

function create(goodsOwner: GoodsOwner, document: OrderDocument): Answer {
  const articles = articlesOf(goodsOwner, document);
  if (!Array.isArray(articles)) return articles;
  const now = goodsOwner.now();
  const { settings, store } = goodsOwner;
  return store.change(() => {
    const order: WarehouseOrder = {
      orderId: store.next('ongoing/order', 50_161),
      orderNumber: document.head.orderNumber,
      posted: document.head,
      consigneeId: store.next('ongoing/consignee', 21_628),
      status: settings.initialStatus,
      createdAt: now,
      statusChangedAt: now,
      headerUpdatedAt: now,
      updatedAt: now,
      printedAt: null,
      shippedAt: null,
      lastReturnedAt: null,
      linesVisibleAt: now + settings.linesVisibleAfterMs,
      backOrderForOrderId: null,
      isPickedWithErrors: false,
      lines: (document.lines ?? []).map((line, n) => newLine(goodsOwner, line, articles[n] as Article)),
      parcels: [],
      tracking: [],
      returnTracking: [],
      wayBill: null,
      returnWayBill: null,
      carrier: null,
    };
    goodsOwner.put(order);
    return { status: 201, body: written(order, `Customer with ID '${order.consigneeId}' created.`) };
  });
}

function replace(goodsOwner: GoodsOwner, order: WarehouseOrder, document: OrderDocument): Answer {
  const revives = order.status === status.cancelled && goodsOwner.settings.rePutCancelled === 'revives';
  if (order.status >= goodsOwner.settings.workStartsAt && !revives) {
    return refused(goodsOwner, 'orderId', 'The order has been started and can not be updated.');
  }
  const articles = articlesOf(goodsOwner, document);
  if (!Array.isArray(articles)) return articles;
  const now = goodsOwner.now();
  return goodsOwner.store.change(() => {
    if (revives) setStatus(goodsOwner, order, goodsOwner.settings.initialStatus);
    const { omittedFields, linesVisibleAfterMs } = goodsOwner.settings;
    order.posted = omittedFields === 'kept' ? { ...order.posted, ...document.head } : document.head;
    order.orderNumber = document.head.orderNumber;
    order.headerUpdatedAt = now;
    order.linesVisibleAt = now + linesVisibleAfterMs;
    if (document.lines) order.lines = replaceLines(goodsOwner, order, document.lines, articles);
    goodsOwner.put(order);
    return ok(written(order));
  });
}

function replaceLines(
  goodsOwner: GoodsOwner,
  order: WarehouseOrder,
  wanted: readonly LineDocument[],
  articles: readonly Article[],
): WarehouseLine[] {
  const lines = wanted.map((line, n) => {
    const article = articles[n] as Article;
    const there = order.lines.find((candidate) => candidate.rowNumber === line.rowNumber);
    if (!there) return newLine(goodsOwner, line, article);
    const { articleSystemId } = article;
    return Object.assign(there, { articleSystemId, ordered: line.numberOfItems, posted: line.posted });
  });
  // Rows that the warehouse added are the warehouse's.
  const others = order.lines.filter((line) => !lines.includes(line));
  const kept = others.filter((line) => line.rowNumber === null || goodsOwner.settings.removedLines === 'kept');
  return [...lines, ...kept];
}

export function newLine(goodsOwner: GoodsOwner, line: LineDocument, article: Article): WarehouseLine {
  return {
    id: goodsOwner.store.next('ongoing/orderLine', 48_838),
    rowNumber: line.rowNumber,
    articleSystemId: article.articleSystemId,
    ordered: line.numberOfItems,
    allocated: 0,
    reported: null,
    reportedReturned: null,
    posted: line.posted,
    items: [],
    subLines: [],
  };
}

function articlesOf(goodsOwner: GoodsOwner, document: OrderDocument): Article[] | Answer {
  const articles: Article[] = [];
  for (const { articleNumber } of document.lines ?? []) {
    const article = goodsOwner.article(articleNumber) ?? autoCreated(goodsOwner, articleNumber);
    if (!article) return refused(goodsOwner, 'orderId', 'There is no article with this article number.');
    articles.push(article);
  }
  return articles;
}

const autoCreated = (goodsOwner: GoodsOwner, articleNumber: string): Article | undefined =>
  goodsOwner.settings.unknownArticles === 'create' ? ensureArticle(goodsOwner, articleNumber) : undefined;

const written = (order: WarehouseOrder, ...before: string[]) => ({
  orderId: order.orderId,
  message: joined([...before, `Order number ${order.orderNumber} created/updated`]),
});
