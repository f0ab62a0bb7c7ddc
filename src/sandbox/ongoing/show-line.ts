import type { GoodsOwner } from './goods-owner';
import { packed, picked, returned, type PickedItem, type WarehouseLine, type WarehouseOrder } from './model';
import { dateOf, membersOf, type Members } from './posted';
import { iso, isoOrNull } from './reply';
import { showItemsParcel } from './show-parcel';

/** A line as `GET /orders` has it, sub-lines within. */
export function showLine(line: WarehouseLine, order: WarehouseOrder, goodsOwner: GoodsOwner): Record<string, unknown> {
  const { posted } = line;
  return {
    id: line.id,
    rowNumber: line.rowNumber,
    article: showArticle(line, goodsOwner),
    comment: posted.comment ?? null,
    orderedNumberOfItems: line.ordered,
    allocatedNumberOfItems: line.allocated,
    pickedNumberOfItems: picked(line),
    packedNumberOfItems: packed(line),
    reportedNumberOfItems: line.reported,
    returnedNumberOfItems: returned(line),
    reportedReturnedNumberOfItems: line.reportedReturned,
    shouldBePicked: posted.shouldBePicked !== false,
    pickedArticleItems: line.items.map((item) => showItem(item, order, goodsOwner)),
    subOrderLines: line.subLines.length > 0 ? line.subLines.map((sub) => showLine(sub, order, goodsOwner)) : null,
    serialNumber: posted.serialNumber ?? null,
    lineTotalCustomsValue: posted.lineTotalCustomsValue ?? null,
    batchNumber: posted.batchNumber ?? null,
    lineType: posted.lineType ?? null,
    prices: showPrices(membersOf(posted.prices)),
    customerArticleNumber: posted.customerArticleNumber ?? null,
    externalId: posted.externalId ?? null,
    freeValues: posted.lineFreeValues ?? null,
    minDaysToExpiryDate: posted.minDaysToExpiryDate ?? null,
    maxDaysToExpiryDate: posted.maxDaysToExpiryDate ?? null,
    deliveryDate: isoOrNull(dateOf(posted.deliveryDate) ?? null),
    warehouseInstruction: posted.warehouseInstruction ?? null,
    vat: posted.vat ?? null,
    pickOrderInfo: null,
  };
}

function showArticle(line: WarehouseLine, goodsOwner: GoodsOwner) {
  const article = goodsOwner.articles.get(line.articleSystemId);
  return {
    articleSystemId: line.articleSystemId,
    articleNumber: article?.articleNumber ?? null,
    articleName: article?.posted.articleName ?? '',
    productCode: article?.posted.productCode ?? '',
    articleKind: 'Stock',
    prices: null,
    articleGroup: null,
    articleCategory: null,
  };
}

const showPrices = (prices: Members) => ({
  linePrice: prices.linePrice ?? null,
  customerLinePrice: prices.customerLinePrice ?? null,
  currencyCode: prices.currencyCode ?? null,
  discountPercentage: prices.discountPercentage ?? null,
});

function showItem(item: PickedItem, order: WarehouseOrder, goodsOwner: GoodsOwner) {
  return {
    secondNumberOfItems: null,
    articleItemId: item.articleItemId,
    originalArticleItemId: item.articleItemId,
    numberOfItems: item.numberOfItems,
    inDate: iso(order.createdAt),
    serial: item.serial ?? '',
    caseNumber: '',
    batchNumber: '',
    container: '',
    comment: item.returnComment ?? '',
    weight: null,
    volume: null,
    isPicked: true,
    isReturned: item.returnedAt !== null,
    expiryDate: null,
    productionDateDate: null,
    returnDate: isoOrNull(item.returnedAt),
    pickedTime: iso(item.pickedAt),
    packedTime: isoOrNull(item.packedAt),
    returnCause: item.returnCause,
    location: 'A15',
    locationId: 15,
    locationTypeCode: '',
    articleItemStatus: null,
    freeText1: '',
    handling: null,
    parcel: showItemsParcel(order.parcels.find(({ id }) => id === item.parcelId)),
    zoneName: null,
    purchaseOrderInfo: null,
    prices: null,
    warehouse: goodsOwner.warehouseOf(order),
    returnOrderInfo: null,
    pickOrderInfo: null,
    articleItemClasses: [],
    articleItemFreeDateTime1: null,
  };
}
