import type { GoodsOwner } from './goods-owner';
import { allLines, picked, type Carrier, type Waybill, type WarehouseOrder } from './model';
import { dateOf, membersOf, type Members } from './posted';
import { iso, isoOrNull } from './reply';
import { showLine } from './show-line';
import { showParcel, trackingUrl } from './show-parcel';

/** An order as `GET /orders` has it: absent members are null, as live data has them. */
export function showOrder(order: WarehouseOrder, goodsOwner: GoodsOwner) {
  const areLinesVisible = goodsOwner.now() >= order.linesVisibleAt;
  return {
    goodsOwner: { id: goodsOwner.account.goodsOwnerId, name: goodsOwner.account.name },
    orderInfo: showInfo(order, goodsOwner),
    consignee: showConsignee(order),
    parcels: order.parcels.map(showParcel),
    nonTransporterParcels: [],
    orderLines: areLinesVisible ? order.lines.map((line) => showLine(line, order, goodsOwner)) : [],
    transporter: showCarrier(order.carrier),
    returnTransporter: null,
    tracking: order.tracking.map(showTracking),
    returnTracking: order.returnTracking.map(showTracking),
    classes: [],
    shipmentInfo: null,
    wayBillRows: [],
    transporterAddons: null,
    returnTransporterAddons: null,
    advanced: { orderTextLines: [], orderTransportStatusEvents: [], additionalAddresses: [] },
  };
}

function showInfo(order: WarehouseOrder, goodsOwner: GoodsOwner) {
  const { posted } = order;
  const text = goodsOwner.settings.statuses.find(({ number }) => number === order.status)?.text ?? null;
  const lines = [...allLines(order.lines)];
  const total = (of: (line: (typeof lines)[number]) => number) => lines.reduce((sum, line) => sum + of(line), 0);
  const delivery = iso(dateOf(posted.deliveryDate) ?? order.createdAt);
  return {
    orderId: order.orderId,
    orderNumber: order.orderNumber,
    ...membersOrNull(posted, headFields),
    deliveryDate: delivery,
    createdDate: iso(order.createdAt),
    shippedTime: isoOrNull(order.shippedAt),
    printedTime: isoOrNull(order.printedAt),
    wayBill: order.wayBill,
    returnWayBill: order.returnWayBill,
    orderStatus: { number: order.status, text },
    orderedNumberOfItems: total((line) => line.ordered),
    allocatedNumberOfItems: total((line) => line.allocated),
    pickedNumberOfItems: total(picked),
    isPickedWithErrors: order.isPickedWithErrors,
    sortLocation: null,
    warehouse: goodsOwner.warehouseOf(order),
    advanced: {
      invoiceNumber: membersOf(posted.advanced).invoiceNumber ?? null,
      arrivalDate: null,
      deliveryDateWithTime: delivery,
      backOrderInfo: order.backOrderForOrderId === null ? null : { backOrderForOrderId: order.backOrderForOrderId },
      orderHeaderUpdated: iso(order.headerUpdatedAt),
      transportPaymentType: null,
    },
  };
}

/** Members that are read as they were written. */
const headFields = [
  ...['goodsOwnerOrderId', 'referenceNumber', 'salesCode', 'orderRemark', 'deliveryInstruction', 'servicePointCode'],
  ...['freeText1', 'freeText2', 'freeText3', 'freeText4', 'orderFreeDecimal1', 'orderFreeDateTime1'],
  ...['orderFreeDateTime2', 'orderFreeDateTime3', 'orderFreeDateTime4', 'orderType', 'wayOfDelivery'],
  ...['emailNotification', 'smsNotification', 'telephoneNotification', 'customsInfo', 'preparedTransportDocumentId'],
  ...['termsOfDeliveryType', 'customerPrice', 'consigneeOrderNumber', 'warehouseInstruction', 'marketPlace'],
  ...['pickingPriority', 'productionCode', 'freightPrice', 'invoiceUrl'],
];
const consigneeFields = [
  ...['customerNumber', 'name', 'address1', 'address2', 'address3', 'postCode', 'city', 'countryCode'],
  ...['countryStateCode', 'remark', 'deliveryInstruction', 'doorCode'],
];

function showConsignee(order: WarehouseOrder) {
  const posted = membersOf(order.posted.consignee);
  return {
    ...membersOrNull(posted, consigneeFields),
    advanced: membersOrNull(membersOf(posted.advanced), [
      'telephoneNotification',
      'emailNotification',
      'smsNotification',
    ]),
    invoiceAddress: null,
    id: order.consigneeId,
    customerClasses: [],
    customerGroup: null,
  };
}

function showCarrier(carrier: Carrier | null) {
  return carrier && { ...carrier, transporterContract: null, serviceComment: null };
}

const showTracking = ({ waybill, createdAt }: Waybill) => ({
  freightPrice: null,
  trackingUrl: trackingUrl(waybill),
  waybill,
  created: iso(createdAt),
});

/** The members of these names; what is not there is null. */
export function membersOrNull(given: Members, names: readonly string[]): Record<string, unknown> {
  const members: Record<string, unknown> = {};
  for (const name of names) members[name] = given[name] ?? null;
  return members;
}
