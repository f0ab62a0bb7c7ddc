import type { GoodsOwner } from '../goods-owner';
import { dateOf, isMembers, membersOf, type Members } from '../posted';
import { iso, isoOrNull } from '../reply';
import { membersOrNull } from '../show-order';
import { received, type PurchaseLine, type PurchaseOrder, type ReceivedItem } from './model';

/** A purchase order as `GET /purchaseOrders` has it: absent members are null, as live data have them. */
export function showPurchaseOrder(order: PurchaseOrder, goodsOwner: GoodsOwner) {
  const { posted } = order;
  return {
    goodsOwner: { id: goodsOwner.account.goodsOwnerId, name: goodsOwner.account.name },
    supplierInfo: showSupplier(posted.supplierInfo),
    purchaseOrderInfo: showInfo(order, goodsOwner),
    purchaseOrderLines: order.lines.map((line) => showLine(line, goodsOwner)),
    sellerInfo: isMembers(posted.sellerInfo) ? membersOrNull(posted.sellerInfo, ['sellerNumber', 'sellerName']) : null,
    classes: [],
    textLines: [],
  };
}

function showSupplier(posted: unknown) {
  if (!isMembers(posted)) return null;
  const address = membersOf(posted.supplierAddress);
  return {
    ...membersOrNull(posted, ['supplierNumber', 'supplierName']),
    address: isMembers(posted.supplierAddress)
      ? {
          address1: address.address ?? null,
          ...membersOrNull(address, ['address2', 'postCode', 'city', 'countryCode']),
        }
      : null,
  };
}

function showInfo(order: PurchaseOrder, goodsOwner: GoodsOwner) {
  const { posted } = order;
  const text = goodsOwner.settings.purchaseStatuses.find(({ number }) => number === order.status)?.text ?? null;
  const advanced = membersOf(posted.advanced);
  return {
    purchaseOrderId: order.purchaseOrderId,
    purchaseOrderNumber: order.purchaseOrderNumber,
    ...membersOrNull(posted, plainFields),
    purchaseOrderStatus: { number: order.status, text },
    inDate: dateOrNull(posted.inDate),
    warehouse: goodsOwner.warehouseOf(order),
    createdDate: iso(order.createdAt),
    advanced: {
      arrivalDate: isoOrNull(order.arrivedAt),
      orderDate: dateOrNull(advanced.orderDate),
      container: advanced.container ?? null,
      purchaseOrderIsReturnType: advanced.purchaseOrderIsReturnType === true,
      advisedDate: dateOrNull(advanced.advisedDate),
      customsDeclaredDate: dateOrNull(membersOf(posted.customsInfo).customsDeclaredDate),
      customerInfo: null,
      purchaseOrderPalletItems: [],
    },
    freeValues: showFreeValues(membersOf(posted.freeValues)),
    createdByUser: null,
  };
}

const plainFields = [
  ...['supplierOrderNumber', 'goodsOwnerReference', 'referenceNumber', 'purchaseOrderType', 'purchaseOrderRemark'],
  ...['invoiceNumber', 'wayOfDelivery', 'goodsOwnerPurchaseOrderId'],
];

/** Written as `freeBoolean1`, read as `freeBool1`. */
function showFreeValues(values: Members) {
  const texts = ['freeText1', 'freeText2', 'freeText3', 'freeText4', 'freeText5'];
  return {
    ...membersOrNull(values, [...texts, 'freeDecimal1', 'freeDecimal2', 'freeDecimal3']),
    freeBool1: values.freeBoolean1 ?? null,
    freeBool2: values.freeBoolean2 ?? null,
  };
}

function showLine(line: PurchaseLine, goodsOwner: GoodsOwner) {
  const { posted } = line;
  const article = goodsOwner.articles.get(line.articleSystemId);
  return {
    id: line.id,
    rowNumber: line.rowNumber,
    article: {
      articleSystemId: line.articleSystemId,
      articleNumber: article?.articleNumber ?? null,
      articleName: article?.posted.articleName ?? '',
      productCode: article?.posted.productCode ?? '',
    },
    comment: posted.comment ?? null,
    rowPrice: posted.rowPrice ?? null,
    advisedNumberOfItems: line.advised,
    receivedNumberOfItems: received(line),
    reportedNumberOfItems: line.reported,
    articleItems: line.items.map(showItem),
    subPurchaseOrderLines: null,
    externalOrderLineId: posted.externalOrderLineId ?? null,
    lineType: posted.lineType ?? null,
    freeValues: posted.lineFreeValues ?? null,
    inDate: dateOrNull(posted.inDate),
    textLines: posted.textLines ?? null,
    returnCause: posted.returnCause ?? null,
    batchNumber: posted.batchNumber ?? null,
    weight: posted.weight ?? null,
    currency: posted.currencyCode == null ? null : { code: posted.currencyCode, name: posted.currencyCode },
  };
}

const showItem = (item: ReceivedItem) => ({
  originalArticleItemId: item.originalArticleItemId,
  numberOfItems: item.numberOfItems,
  inDate: iso(item.receivedAt),
  serial: item.serial ?? '',
  caseNumber: '',
  batchNumber: item.batchNumber ?? '',
  container: '',
  comment: item.comment ?? '',
  weight: null,
  expiryDate: null,
  location: 'A13',
  articleItemStatus: null,
  receivedByUser: null,
  isLocked: item.isLocked,
  isLockedForSale: item.isLocked,
  articleItemFreeText1: '',
  articleItemPalletItemInfo: null,
  secondNumberOfItems: null,
  articleItemClasses: [],
});

const dateOrNull = (posted: unknown): string | null => isoOrNull(dateOf(posted) ?? null);
