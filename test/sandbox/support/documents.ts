type Members = Record<string, unknown>;

/** A document for `PUT /orders` that every goods owner takes; people and places are invented. */
export const anOrder = (differences: Members = {}): Members => ({
  goodsOwnerId: 121,
  orderNumber: '10001-1',
  goodsOwnerOrderId: '10001-1',
  referenceNumber: 'retail/10001-1',
  deliveryDate: '2026-03-02T12:00:00Z',
  consignee: {
    customerNumber: '110001',
    name: 'Alva Provsson',
    address1: 'Exempelgatan 1',
    postCode: '111 22',
    city: 'Exempelstad',
    countryCode: 'SE',
  },
  orderLines: [aLine()],
  ...differences,
});

export const aLine = (differences: Members = {}): Members => ({
  rowNumber: '700001',
  articleNumber: 'TEE2-WHT-M',
  numberOfItems: 2,
  ...differences,
});

/** What tests look at in the answers of the simulators. */
export interface ShownShipment {
  shipmentId: string;
  paid: number;
  products: { lineId: string; qty: number; ean: string }[];
}

export const shipmentIds = (answer: { json: <Body>() => Body }): string[] =>
  answer.json<{ shipments: ShownShipment[] }>().shipments.map((shipment) => shipment.shipmentId);

/** A document for `PUT /purchaseOrders` that every goods owner takes. */
export const aPurchaseOrder = (differences: Members = {}): Members => ({
  goodsOwnerId: 121,
  purchaseOrderNumber: '364',
  goodsOwnerReference: '957-1',
  referenceNumber: '957',
  inDate: '2026-03-02',
  supplierInfo: { supplierName: 'Example Mills' },
  purchaseOrderLines: [aPurchaseLine()],
  ...differences,
});

export const aPurchaseLine = (differences: Members = {}): Members => ({
  rowNumber: 'TEE2-WHT-M',
  articleNumber: 'TEE2-WHT-M',
  numberOfItems: 10,
  ...differences,
});
