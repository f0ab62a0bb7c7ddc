/** Centra's documents as Ongoing's, and what Ongoing says as what the lifecycle hears. Pure: no clock, no I/O. */
export { articleNumber, placeOf } from './article-number';
export { type ArticleDifference, articleDifferences, type ComparedArticle } from './article-differences';
export { type ArticleVerdict, judgeArticle, overWhatIsThere } from './article-to-write';
export { articleNumbersOf, type Collision, type NumberedRows } from './article-numbers';
export {
  type ArticleStock,
  type ComparedRow,
  compareStock,
  stockInWarehouse,
  stockOfArticle,
  type StockVerdict,
  storedStock,
  type StoredStock,
  tellsHowStored,
} from './article-stock';
export { type ArticleContext, toArticle, toArticleFromDelivery, toArticleFromLine } from './article';
export { firstImportDate } from './calendar-day';
export { centraKey, centraKeyKind, type CentraKeyKind } from './centra-key';
export { type FilterResult, passesArticleFilter, passesDeliveryFilter, passesFilter } from './filter';
export { type Fault, MappingError } from './mapping-error';
export { type OrderContext, toOrder } from './order';
export { orderLinesOf } from './order-lines';
export { physicalLines } from './physical-lines';
export { type PurchaseOrderContext, toPurchaseOrder } from './purchase-order';
export { type PurchaseOrderDigest, purchaseOrderDigest } from './purchase-order-digest';
export { type ReceiptToReport, toReceipt, type UnreportedGoods } from './receipt';
export { passesRequired, type Required } from './required';
export { itemsNotReturned, matchReturn } from './return-match';
export { type ReturnToReport, toReturns, type UnreportedReturn, unreportedReturns } from './returns';
export { toProgress, type WarehouseProgress } from './progress';
export {
  checkRules,
  compileGoodsOwnerRules,
  compileRules,
  type GoodsOwnerRules,
  type MappingRule,
  type StoreRules,
} from './rules';
export { scrub } from './scrub';
export { modifiedSince, stockChangedSince } from './since';
export {
  availableToWrite,
  stockFigure,
  type StockFigures,
  stockToWrite,
  type StockToWrite,
  withFreeValues,
} from './stock';
export { type DigestOptions, type ShipmentDigest, shipmentDigest } from './shipment-digest';
