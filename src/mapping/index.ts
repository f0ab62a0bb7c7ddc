/** Centra's documents as Ongoing's, and what Ongoing says as what the lifecycle hears. Pure: no clock, no I/O. */
export { articleNumber } from './article-number';
export { type ArticleContext, toArticle, toArticleFromLine } from './article';
export { firstImportDate } from './calendar-day';
export { type FilterResult, passesArticleFilter, passesDeliveryFilter, passesFilter } from './filter';
export { type Fault, MappingError } from './mapping-error';
export { type OrderContext, toOrder } from './order';
export { orderLinesOf } from './order-lines';
export { physicalLines } from './physical-lines';
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
export { type DigestOptions, type ShipmentDigest, shipmentDigest } from './shipment-digest';
