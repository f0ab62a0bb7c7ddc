import type { GoodsOwner } from './goods-owner';
import type { Article } from './model';
import { isMembers, membersOf, type Members } from './posted';
import { iso, isoOrNull } from './reply';
import { membersOrNull } from './show-order';
import { figuresIn, figuresOf, lockedOf, sellableOf, type StockFigures } from './stock-figures';

/** An article as `GET /articles` has it, with what is there of it in all warehouses together. */
export function showArticle(article: Article, goodsOwner: GoodsOwner) {
  const { posted } = article;
  const text = (name: string) => posted[name] ?? '';
  const own = {
    goodsOwner: { id: goodsOwner.account.goodsOwnerId, name: goodsOwner.account.name },
    articleSystemId: article.articleSystemId,
    articleNumber: article.articleNumber,
    articleName: text('articleName'),
    productCode: text('productCode'),
    unitCode: text('unitCode'),
    description: text('description'),
    isStockArticle: posted.isStockArticle ?? true,
    isActive: posted.isActive ?? true,
    supplierInfo: showSupplier(posted),
    barCodeInfo: Object.assign(noBarCodes(), posted.barCodeInfo),
    purcaseCurrencyCode: text('purcaseCurrencyCode'),
    countryOfOriginCode: text('countryOfOriginCode'),
    statisticsNumber: text('statisticsNumber'),
    inventoryInfo: showInventory(article.articleSystemId, goodsOwner),
    articleDataLastUpdated: iso(article.updatedAt),
    articleKind: kindOf(article),
    freeValues: showFreeValues(posted.freeValues),
    classes: classCodesOf(article).flatMap((code) => goodsOwner.articleClasses.get(code) ?? []),
    articleHandlingComments: membersOrNull(posted, handlingComments),
    defaultLocationStockLimit: membersOf(posted.defaultLocation).stockLimit ?? null,
    defaultLocationMaxNumberOfItems: null,
    defaultLocation: null,
    replacementArticleInfo: null,
    storageProperties: Object.assign(noStorageProperties(), posted.storageProperties),
    created: iso(article.createdAt),
  };
  // Assigned, not spread: a page has a thousand of these.
  return Object.assign(own, membersOrNull(posted, plainFields));
}

/** Members that are read as they were written. */
const plainFields = [
  ...['quantityPerPackage', 'quantityPerPallet', 'weight', 'length', 'width', 'height', 'volume', 'purchasePrice'],
  ...['stockValuationPrice', 'customerPrice', 'articleGroup', 'articleCategory', 'stockLimit', 'netWeight'],
  ...['minimumReorderQuantity', 'customsDescription', 'linkToPicture', 'articleColor', 'articleSize'],
  ...['subQuantityPerItem', 'taricNumbersInfo', 'minDaysToExpiryDateAllowedOnDelivery', 'articleNameTranslations'],
  ...['additionalStatisticsNumber', 'customsExportConditions', 'storageClass', 'goodsCategory'],
  ...['dangerousGoodsMeasures'],
];
const handlingComments = [
  ...['articleInboundHandlingComment', 'articlePickingHandlingComment', 'articleReturnHandlingComment'],
];

const noBarCodes = () => ({
  barCode: '',
  barCodePackage: '',
  barCodePallet: '',
  alternativeBarCodes: [],
  barCodeLayer: null,
});

const noStorageProperties = () => ({
  isObsolete: false,
  isSerialNumberArticle: false,
  isBatchArticle: false,
  isExpiryDateArticle: false,
});

/** `Stock`, or `Structure` and `Production` for what is made of other articles. */
export function kindOf({ posted }: Article): string {
  const { articleKind } = membersOf(posted.structureDefinition);
  return typeof articleKind === 'string' ? articleKind : 'Stock';
}

/** Written as `articleClassesInfo`, read as `classes`. */
export function classCodesOf({ posted }: Article): string[] {
  const { classes } = membersOf(posted.articleClassesInfo);
  return Array.isArray(classes) ? classes.map((one) => String(membersOf(one).code)) : [];
}

/** Alternative suppliers are written apart from the supplier, and read with it. */
function showSupplier(posted: Members) {
  const { alternativeSuppliers } = membersOf(posted.alternativeSuppliersInfo);
  if (!isMembers(posted.supplierInfo) && !Array.isArray(alternativeSuppliers)) return null;
  const names = ['supplierArticleNumber', 'supplierNumber', 'supplierName'];
  return {
    ...membersOrNull(membersOf(posted.supplierInfo), names),
    alternativeSuppliers: (Array.isArray(alternativeSuppliers) ? alternativeSuppliers : []).map((one) =>
      membersOrNull(membersOf(one), [...names, 'leadTime']),
    ),
  };
}

const freeFields = [
  ...['freeDecimal1', 'freeDecimal2', 'freeDecimal3', 'freeDecimal4', 'freeText1', 'freeText2', 'freeText3'],
  ...['freeText4', 'freeText5', 'freeText6', 'freeText7', 'freeText8'],
];

/** `freeDateTime1` can be written and not read. */
function showFreeValues(posted: unknown) {
  const values = membersOf(posted);
  return Object.assign(membersOrNull(values, freeFields), {
    freeBoolean1: values.freeBoolean1 ?? false,
    freeBoolean2: values.freeBoolean2 ?? false,
    freeBoolean3: values.freeBoolean3 ?? false,
    freeBoolean4: values.freeBoolean4 ?? false,
  });
}

function showInventory(articleSystemId: number, goodsOwner: GoodsOwner) {
  const figures = figuresOf(articleSystemId, goodsOwner);
  return {
    numberOfItems: figures.numberOfItems,
    numberOfBookedItems: figures.booked,
    numberOfLockedItems: lockedOf(figures),
    toReceiveNumberOfItems: figures.toReceive,
    allocatedNumberOfItems: figures.allocated,
    lockedForSaleNumberOfItems: lockedOf(figures),
    pickedToBeCollectedNumberOfItems: figures.toBeCollected,
    receivedToBeFinishedNumberOfItems: figures.toBeFinished,
    lastInDate: isoOrNull(goodsOwner.balance(articleSystemId).lastInAt),
    sellableNumberOfItems: sellableOf(figures),
    totalStockValue: 0,
    reported: showReported(figures),
  };
}

const showReported = ({ pickedToReport, returnedToReport, receivedToReport }: StockFigures) => ({
  pickedToBeReportedNumberOfItems: pickedToReport,
  returnedToBeReportedNumberOfItems: returnedToReport,
  receivedToBeReportedNumberOfItems: receivedToReport,
});

/** As `GET /articles/inventoryPerWarehouse` has it: every warehouse, or those that are wanted. */
export function showPerWarehouse(article: Article, goodsOwner: GoodsOwner, wanted: readonly string[] | undefined) {
  const { articleSystemId, articleNumber } = article;
  const warehouses = goodsOwner.settings.warehouses.filter(
    ({ id }) => wanted === undefined || wanted.includes(String(id)),
  );
  const inventoryPerWarehouse = warehouses.map(({ id }) => {
    const figures = figuresIn(articleSystemId, id, goodsOwner);
    return {
      warehouseId: id,
      numberOfItems: figures.numberOfItems,
      numberOfLockedItems: lockedOf(figures),
      sellableNumberOfItems: sellableOf(figures),
      availableForSaleNumberOfItems: figures.numberOfItems - lockedOf(figures),
      allocatedNumberOfItems: figures.allocated,
      reported: showReported(figures),
    };
  });
  return { articleSystemId, articleNumber, inventoryPerWarehouse };
}
