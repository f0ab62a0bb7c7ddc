/** What a target field takes. `day` is a calendar day, `YYYY-MM-DD`. */
export type TargetKind = 'text' | 'number' | 'whole' | 'flag' | 'day';

export interface Target {
  readonly kind: TargetKind;
  /** Longer texts are cut: Ongoing takes no more characters. */
  readonly max?: number;
  /** Ongoing needs it: an expression without a value leaves the built-in one in its place. */
  readonly needed?: true;
}

const of = (kind: TargetKind, ...names: string[]): Record<string, Target> =>
  Object.fromEntries(names.map((name) => [name, { kind }]));
const within = (prefix: string, targets: Record<string, Target>): Record<string, Target> =>
  Object.fromEntries(Object.entries(targets).map(([name, target]) => [`${prefix}.${name}`, target]));

const codeAndName = of('text', 'code', 'name');
const notification = { ...of('flag', 'toBeNotified'), ...of('text', 'value') };
const address = of(
  'text',
  'name',
  'address1',
  'address2',
  'address3',
  'postCode',
  'city',
  'countryCode',
  'countryStateCode',
);

/**
 * The fields of Ongoing's order (`PostOrderModel`) that `mapping:` may set: all that hold one value, but for those that
 * say whose order it is and those that have a rule of their own.
 */
export const orderTargets: Readonly<Record<string, Target>> = {
  deliveryDate: { kind: 'day', needed: true },
  ...of('text', 'salesCode', 'deliveryInstruction', 'servicePointCode', 'consigneeOrderNumber', 'invoiceUrl'),
  ...of('text', 'freeText1', 'freeText2', 'freeText3', 'freeText4', 'languageCode', 'productionCode'),
  ...of('text', 'preparedTransportDocumentId', 'transporterBulkId'),
  orderRemark: { kind: 'text', max: 500 },
  warehouseInstruction: { kind: 'text', max: 500 },
  ...of('number', 'customerPrice', 'freightPrice', 'orderFreeDecimal1'),
  ...of('whole', 'warehouseId', 'pickingPriority'),
  ...within('orderType', codeAndName),
  ...within('wayOfDelivery', codeAndName),
  ...within('termsOfDeliveryType', codeAndName),
  ...within('marketPlace', of('text', 'marketPlace', 'marketPlaceOrderNumber')),
  ...within('customsInfo', of('text', 'customsValueCurrencyCode')),
  ...within('advanced', of('text', 'wayOfDeliveryString', 'invoiceNumber', 'transporterOrderNumber')),
  ...within('advanced', of('text', 'termsOfPaymentString', 'termsOfDeliveryString', 'communication')),
  ...within('transporter', of('text', 'transporterCode', 'transporterServiceCode')),
  ...within('returnTransporter', of('text', 'transporterCode', 'transporterServiceCode')),
  ...within('emailNotification', notification),
  ...within('smsNotification', notification),
  ...within('telephoneNotification', notification),
  ...within('consignee', {
    ...address,
    ...of('text', 'customerNumber', 'remark', 'doorCode', 'organisationNumber', 'vatNumber', 'deliveryInstruction'),
    ...within('customerGroup', codeAndName),
    ...within('freeValues', of('text', 'addressFreeText1', 'addressFreeText2')),
    ...within('invoiceAddress', address),
    ...within('advanced', {
      ...of('text', 'externalCustomerCode'),
      ...within('emailNotification', notification),
      ...within('telephoneNotification', notification),
      ...within('smsNotification', notification),
    }),
  }),
  ...within('orderLines[]', {
    ...of('text', 'comment', 'customerArticleNumber', 'warehouseInstruction', 'externalId'),
    ...of('number', 'lineTotalCustomsValue', 'weight'),
    ...within('prices', {
      ...of('number', 'linePrice', 'customerLinePrice', 'discountPercentage', 'totalVat'),
      ...of('text', 'currencyCode'),
    }),
    ...within('lineFreeValues', {
      ...of('text', 'freeText1', 'freeText2'),
      ...of('number', 'freeDecimal1', 'freeDecimal2'),
    }),
  }),
};

const whose = 'says whose order it is and cannot be mapped';

/** Fields that an order has and `mapping:` must leave alone, and why. */
export const fixedTargets: Readonly<Record<string, string>> = {
  goodsOwnerId: whose,
  orderNumber: whose,
  goodsOwnerOrderId: whose,
  referenceNumber: whose,
  'orderLines[].rowNumber': 'is the line’s identity on the way back and cannot be mapped',
  'orderLines[].articleNumber': 'has one rule for articles, orders and stock: articles.articleNumber',
  'orderLines[].numberOfItems': 'is what picking is compared with and cannot be mapped',
};
