import type { GoodsOwner } from './goods-owner';
import type { Article } from './model';
import { membersOf } from './posted';
import { iso, isoOrNull } from './reply';
import { membersOrNull } from './show-order';

/** An article as `GET /articles` has it, with what is there of it in all warehouses together. */
export function showArticle(article: Article, goodsOwner: GoodsOwner) {
  const { posted } = article;
  const text = (name: string) => posted[name] ?? '';
  return {
    goodsOwner: { id: goodsOwner.account.goodsOwnerId, name: goodsOwner.account.name },
    articleSystemId: article.articleSystemId,
    articleNumber: article.articleNumber,
    articleName: text('articleName'),
    productCode: text('productCode'),
    unitCode: text('unitCode'),
    description: text('description'),
    isStockArticle: posted.isStockArticle ?? true,
    isActive: posted.isActive ?? true,
    supplierInfo: null,
    barCodeInfo: {
      barCode: '',
      barCodePackage: '',
      barCodePallet: '',
      alternativeBarCodes: [],
      barCodeLayer: null,
      ...membersOf(posted.barCodeInfo),
    },
    ...membersOrNull(posted, plainFields),
    purcaseCurrencyCode: text('purcaseCurrencyCode'),
    countryOfOriginCode: text('countryOfOriginCode'),
    statisticsNumber: text('statisticsNumber'),
    inventoryInfo: showInventory(article.articleSystemId, goodsOwner),
    articleDataLastUpdated: iso(article.updatedAt),
    articleKind: 'Stock',
    freeValues: showFreeValues(posted.freeValues),
    classes: [],
    storageProperties: {
      isObsolete: false,
      isSerialNumberArticle: false,
      isBatchArticle: false,
      isExpiryDateArticle: false,
      ...membersOf(posted.storageProperties),
    },
    created: iso(article.createdAt),
  };
}

const plainFields = [
  ...['quantityPerPackage', 'quantityPerPallet', 'weight', 'length', 'width', 'height', 'volume', 'purchasePrice'],
  ...['stockValuationPrice', 'customerPrice', 'articleGroup', 'articleCategory', 'stockLimit', 'netWeight'],
  ...['minimumReorderQuantity', 'customsDescription', 'linkToPicture', 'articleColor', 'articleSize'],
];

function showFreeValues(posted: unknown) {
  const { freeDateTime1: _writeOnly, ...values } = membersOf(posted);
  const names = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => `freeText${n}`);
  return {
    ...membersOrNull(values, ['freeDecimal1', 'freeDecimal2', 'freeDecimal3', 'freeDecimal4', ...names]),
    freeBoolean1: values.freeBoolean1 ?? false,
    freeBoolean2: values.freeBoolean2 ?? false,
    freeBoolean3: values.freeBoolean3 ?? false,
    freeBoolean4: values.freeBoolean4 ?? false,
  };
}

/** Locked includes what is allocated, as the lock cause `byAllocation` has it. */
function figures(articleSystemId: number, goodsOwner: GoodsOwner) {
  const { numberOfItems, locked, toReceive, lastInAt } = goodsOwner.balance(articleSystemId);
  const held = (what: Parameters<typeof goodsOwner.held.of>[1]) => goodsOwner.held.of(articleSystemId, what);
  const lockedInAll = locked + held('allocated');
  return {
    numberOfItems,
    toReceive,
    lastInAt,
    locked: lockedInAll,
    sellable: numberOfItems - lockedInAll - held('left-to-allocate'),
    held,
    reported: {
      pickedToBeReportedNumberOfItems: held('picked-to-report'),
      returnedToBeReportedNumberOfItems: held('returned-to-report'),
      receivedToBeReportedNumberOfItems: 0,
    },
  };
}

function showInventory(articleSystemId: number, goodsOwner: GoodsOwner) {
  const { numberOfItems, toReceive, lastInAt, locked, sellable, held, reported } = figures(articleSystemId, goodsOwner);
  return {
    numberOfItems,
    numberOfBookedItems: held('booked'),
    numberOfLockedItems: locked,
    toReceiveNumberOfItems: toReceive,
    allocatedNumberOfItems: held('allocated'),
    lockedForSaleNumberOfItems: locked,
    pickedToBeCollectedNumberOfItems: held('to-be-collected'),
    receivedToBeFinishedNumberOfItems: 0,
    lastInDate: isoOrNull(lastInAt),
    sellableNumberOfItems: sellable,
    totalStockValue: 0,
    reported,
  };
}

/** As `GET /articles/inventoryPerWarehouse` has it. All goods lie in the first warehouse; the others are empty. */
export function showPerWarehouse(article: Article, goodsOwner: GoodsOwner, wanted: readonly string[] | undefined) {
  const { numberOfItems, locked, sellable, held, reported } = figures(article.articleSystemId, goodsOwner);
  const full = {
    numberOfItems,
    numberOfLockedItems: locked,
    sellableNumberOfItems: sellable,
    availableForSaleNumberOfItems: numberOfItems - locked,
    allocatedNumberOfItems: held('allocated'),
    reported,
  };
  const empty = {
    numberOfItems: 0,
    numberOfLockedItems: 0,
    sellableNumberOfItems: 0,
    availableForSaleNumberOfItems: 0,
    allocatedNumberOfItems: 0,
    reported: null,
  };
  return {
    articleSystemId: article.articleSystemId,
    articleNumber: article.articleNumber,
    inventoryPerWarehouse: goodsOwner.settings.warehouses
      .map(({ id }, n) => ({ warehouseId: id, ...(n === 0 ? full : empty) }))
      .filter(({ warehouseId }) => wanted === undefined || wanted.includes(String(warehouseId))),
  };
}
