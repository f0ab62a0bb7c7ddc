import { ok, type Answer, type Call } from '../../http/call';
import { ensureArticle } from '../articles';
import type { GoodsOwner } from '../goods-owner';
import type { Article } from '../model';
import { membersOf } from '../posted';
import { invalid, refused } from '../reply';
import { purchaseStatus } from '../settings';
import type { PurchaseLine, PurchaseOrder } from './model';
import { readPurchaseOrder, type PurchaseDocument, type PurchaseLineDocument } from './posted';

/** `PUT /purchaseOrders`: makes the purchase order of this number or, until receiving has begun, replaces it. */
export function putPurchaseOrder(goodsOwner: GoodsOwner, call: Call): Answer {
  const document = readPurchaseOrder(call.body);
  if (!('head' in document)) return invalid(...document);
  const there = goodsOwner.purchases.find(document.head.purchaseOrderNumber);
  if (!there) return create(goodsOwner, document);
  if (there.status !== purchaseStatus.cancelled) return replace(goodsOwner, there, document);
  switch (goodsOwner.settings.rePutCancelled) {
    case 'refused':
      return refused(goodsOwner, 'purchaseOrderId', 'The inorder is cancelled and can not be updated.');
    case 'creates':
      return create(goodsOwner, document);
    case 'revives':
      return replace(goodsOwner, there, document);
  }
}

/** `PUT /purchaseOrders/{purchaseOrderId}`: replaces it, its number included. */
export function putPurchaseOrderById(goodsOwner: GoodsOwner, call: Call): Answer {
  const there = goodsOwner.purchases.orders.get(call.params.purchaseOrderId ?? '');
  if (!there) return noPurchaseOrder;
  const document = readPurchaseOrder(call.body);
  return 'head' in document ? replace(goodsOwner, there, document) : invalid(...document);
}

export const noPurchaseOrder: Answer = { status: 404, body: { message: 'The inorder does not exist.' } };

function create(goodsOwner: GoodsOwner, document: PurchaseDocument): Answer {
  const articles = articlesOf(goodsOwner, document);
  if (!Array.isArray(articles)) return articles;
  const { purchases, store } = goodsOwner;
  const now = goodsOwner.now();
  return store.change(() => {
    const order = purchases.put({
      purchaseOrderId: store.next('ongoing/purchaseOrder', 246),
      purchaseOrderNumber: document.head.purchaseOrderNumber,
      posted: document.head,
      status: firstStatus(document),
      createdAt: now,
      statusChangedAt: now,
      changedAt: now,
      arrivedAt: null,
      lastReceivedAt: null,
      lines: (document.lines ?? []).map((line, n) => newPurchaseLine(goodsOwner, line, articles[n] as Article)),
    });
    return ok(written(order, 'created'));
  });
}

function replace(goodsOwner: GoodsOwner, order: PurchaseOrder, document: PurchaseDocument): Answer {
  const { settings, purchases } = goodsOwner;
  const revives = order.status === purchaseStatus.cancelled && settings.rePutCancelled === 'revives';
  if (order.status >= settings.receivingStartsAt && !revives) {
    return refused(goodsOwner, 'purchaseOrderId', 'The inorder has been started and can not be updated.');
  }
  const articles = articlesOf(goodsOwner, document);
  if (!Array.isArray(articles)) return articles;
  return goodsOwner.store.change(() => {
    order.posted = settings.omittedFields === 'kept' ? { ...order.posted, ...document.head } : document.head;
    order.purchaseOrderNumber = document.head.purchaseOrderNumber;
    if (document.lines) order.lines = replaceLines(goodsOwner, order, document.lines, articles);
    if (revives) purchases.setStatus(order, firstStatus(document));
    else purchases.put(order);
    return ok(written(order, 'updated'));
  });
}

function replaceLines(
  goodsOwner: GoodsOwner,
  order: PurchaseOrder,
  wanted: readonly PurchaseLineDocument[],
  articles: readonly Article[],
): PurchaseLine[] {
  const lines = wanted.map((line, n) => {
    const article = articles[n] as Article;
    const there = order.lines.find((candidate) => candidate.rowNumber === line.rowNumber);
    if (!there) return newPurchaseLine(goodsOwner, line, article);
    const { articleSystemId } = article;
    return Object.assign(there, { articleSystemId, advised: line.numberOfItems, posted: line.posted });
  });
  // Rows that the warehouse added are the warehouse's.
  const others = order.lines.filter((line) => !lines.includes(line));
  const kept = others.filter((line) => line.rowNumber === null || goodsOwner.settings.removedLines === 'kept');
  return [...lines, ...kept];
}

export function newPurchaseLine(
  goodsOwner: GoodsOwner,
  line: Pick<PurchaseLineDocument, 'numberOfItems' | 'posted'> & { rowNumber: string | null },
  { articleSystemId }: Article,
): PurchaseLine {
  return {
    id: goodsOwner.store.next('ongoing/purchaseOrderLine', 555),
    rowNumber: line.rowNumber,
    articleSystemId,
    advised: line.numberOfItems,
    reported: null,
    posted: line.posted,
    items: [],
  };
}

function articlesOf(goodsOwner: GoodsOwner, { lines = [] }: PurchaseDocument): Article[] | Answer {
  const isKnown = ({ articleNumber }: PurchaseLineDocument) => goodsOwner.article(articleNumber) !== undefined;
  if (goodsOwner.settings.unknownArticles === 'refuse' && !lines.every(isKnown)) {
    return refused(goodsOwner, 'purchaseOrderId', 'There is no article with this article number.');
  }
  return lines.map(({ articleNumber }) => ensureArticle(goodsOwner, articleNumber));
}

function firstStatus({ head }: PurchaseDocument): number {
  const { purchaseOrderStatusCreated } = membersOf(head.advanced);
  return typeof purchaseOrderStatusCreated === 'number' ? purchaseOrderStatusCreated : purchaseStatus.notified;
}

const written = ({ purchaseOrderId, purchaseOrderNumber }: PurchaseOrder, done: 'created' | 'updated') => ({
  purchaseOrderId,
  message: `Inorder with order number ${purchaseOrderNumber} ${done}. <br/>`,
});
