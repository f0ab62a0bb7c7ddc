import { isRecord } from '../values';

/** What an article shows, by the names and in the shapes in which it is written: ready for `PUT /articles`. */
export type WritableArticle = Readonly<Record<string, unknown>>;

/** Read and written alike: `GetArticleModel` and `PostArticleModel` of Ongoing's REST API. */
const alike = [
  ...['articleName', 'productCode', 'unitCode', 'description', 'isStockArticle', 'isActive', 'barCodeInfo'],
  ...['quantityPerPackage', 'quantityPerPallet', 'weight', 'length', 'width', 'height', 'volume', 'netWeight'],
  ...['purchasePrice', 'stockValuationPrice', 'customerPrice', 'purcaseCurrencyCode', 'countryOfOriginCode'],
  ...['statisticsNumber', 'additionalStatisticsNumber', 'articleGroup', 'articleCategory', 'articleColor'],
  ...['articleSize', 'articleNameTranslations', 'stockLimit', 'minimumReorderQuantity', 'linkToPicture'],
  ...['subQuantityPerItem', 'minDaysToExpiryDateAllowedOnDelivery', 'storageProperties', 'storageClass'],
  ...['customsDescription', 'customsExportConditions', 'taricNumbersInfo', 'dangerousGoodsMeasures', 'freeValues'],
];
/** Groups that show more than can be written. */
const parts: Readonly<Record<string, readonly string[]>> = {
  supplierInfo: ['supplierArticleNumber', 'supplierNumber', 'supplierName'],
  goodsCategory: ['code'],
};

/**
 * Whether `PUT /articles` clears what it leaves out is not known: everything that can be written as it is read goes along,
 * so that dimensions, packages or "has serial numbers" stay. What is read otherwise than it is written (classes, kits,
 * handling comments, alternative suppliers, the default location) is not touched: the API has ways of its own to clear it.
 *
 * @param row of `GET /articles`, as it came
 */
export function writableOf(row: Readonly<Record<string, unknown>>): WritableArticle {
  const entries = alike.flatMap((name) => (row[name] == null ? [] : [[name, row[name]] as const]));
  for (const [name, members] of Object.entries(parts)) {
    const group = row[name];
    if (!isRecord(group)) continue;
    const written = members.filter((member) => group[member] != null).map((member) => [member, group[member]]);
    if (written.length > 0) entries.push([name, Object.fromEntries(written)]);
  }
  return Object.fromEntries(entries);
}
