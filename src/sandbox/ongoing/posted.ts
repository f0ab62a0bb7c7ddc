import { DateTime } from 'luxon';

/** Members that Ongoing knows; others are ignored, without a word. */
const orderFields = new Set([
  ...['goodsOwnerId', 'orderNumber', 'deliveryDate', 'referenceNumber', 'goodsOwnerOrderId', 'salesCode'],
  ...['orderRemark', 'deliveryInstruction', 'servicePointCode', 'freeText1', 'freeText2', 'freeText3', 'freeText4'],
  ...['orderFreeDateTime1', 'orderFreeDateTime2', 'orderFreeDateTime3', 'orderFreeDateTime4', 'orderFreeDecimal1'],
  ...['orderType', 'wayOfDelivery', 'consignee', 'emailNotification', 'smsNotification', 'telephoneNotification'],
  ...['transporter', 'returnTransporter', 'customsInfo', 'preparedTransportDocumentId', 'freightPrice', 'warehouseId'],
  ...['classes', 'termsOfDeliveryType', 'customerPrice', 'advanced', 'consigneeOrderNumber', 'warehouseInstruction'],
  ...['marketPlace', 'pickingPriority', 'productionCode', 'transporterBulkId', 'invoiceUrl', 'languageCode'],
]);
const consigneeFields = new Set([
  ...['customerNumber', 'name', 'address1', 'address2', 'address3', 'postCode', 'city', 'countryCode', 'remark'],
  ...['countryStateCode', 'doorCode', 'advanced', 'deliveryInstruction', 'organisationNumber', 'vatNumber'],
]);
const lineFields = new Set([
  ...['rowNumber', 'articleNumber', 'numberOfItems', 'comment', 'shouldBePicked', 'serialNumber', 'batchNumber'],
  ...['lineTotalCustomsValue', 'lineType', 'prices', 'customerArticleNumber', 'warehouseInstruction', 'externalId'],
  ...['lineFreeValues', 'minDaysToExpiryDate', 'maxDaysToExpiryDate', 'deliveryDate', 'vat'],
]);

const longest = {
  orderNumber: 50,
  goodsOwnerOrderId: 50,
  servicePointCode: 50,
  orderRemark: 500,
  warehouseInstruction: 500,
  invoiceUrl: 200,
};

export type Members = Readonly<Record<string, unknown>>;

export interface OrderDocument {
  readonly head: Members & { readonly orderNumber: string; readonly consignee: Members };
  /** undefined: the document says nothing about lines. */
  readonly lines: readonly LineDocument[] | undefined;
}

export interface LineDocument {
  readonly rowNumber: string;
  readonly articleNumber: string;
  readonly numberOfItems: number;
  readonly posted: Members;
}

/** Reads a PostOrderModel; problems name fields, never values. */
export function readOrder(body: unknown): OrderDocument | readonly string[] {
  const given = membersOf(body);
  const problems = [...missing(given, ['orderNumber', 'deliveryDate']), ...tooLong(given, longest)];
  if (!isMembers(given.consignee)) problems.push('consignee is required.');
  if (text(given.deliveryDate) !== undefined && dateOf(given.deliveryDate) === undefined) {
    problems.push('deliveryDate is not a date after 1900.');
  }
  const lines = Array.isArray(given.orderLines) ? given.orderLines.map(readLine) : undefined;
  for (const line of lines ?? []) if (Array.isArray(line)) problems.push(...line);
  const read = (lines ?? []).filter((line): line is LineDocument => !Array.isArray(line));
  if (new Set(read.map((line) => line.rowNumber)).size < read.length) problems.push('rowNumber must be unique.');
  if (problems.length > 0) return problems;
  const head = {
    ...known(given, orderFields),
    orderNumber: String(given.orderNumber),
    consignee: known(membersOf(given.consignee), consigneeFields),
  };
  return { head, lines: lines && read };
}

function readLine(line: unknown, position: number): LineDocument | string[] {
  const given = membersOf(line);
  const where = `orderLines[${position}]`;
  const problems = missing(given, ['rowNumber', 'articleNumber']).map((problem) => `${where}: ${problem}`);
  const numberOfItems = Number(given.numberOfItems ?? 0);
  if (!(numberOfItems >= 0)) problems.push(`${where}: numberOfItems must not be negative.`);
  if (problems.length > 0) return problems;
  return {
    rowNumber: String(given.rowNumber),
    articleNumber: String(given.articleNumber),
    numberOfItems,
    posted: known(given, lineFields),
  };
}

/** Dates come as `2019-10-10` or with time and offset; nothing before 1900. Epoch milliseconds. */
export function dateOf(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined;
  const date = DateTime.fromISO(value, { zone: 'utc' });
  return date.isValid && date.year >= 1900 ? date.toMillis() : undefined;
}

export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const membersOf = (value: unknown): Members => (isMembers(value) ? value : {});

/** The text of a required member; numbers are tolerated. */
const text = (value: unknown): string | undefined =>
  (typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : undefined;

export const missing = (given: Members, required: readonly string[]): string[] =>
  required.filter((name) => text(given[name]) === undefined).map((name) => `${name} is required.`);

export const tooLong = (given: Members, limits: Readonly<Record<string, number>>): string[] =>
  Object.entries(limits)
    .filter(([name, most]) => String(text(given[name]) ?? '').length > most)
    .map(([name, most]) => `${name} may have ${most} characters at most.`);

/** The members of these names; everything else is ignored, without a word. */
export const known = (given: Members, fields: ReadonlySet<string>): Members =>
  Object.fromEntries(Object.entries(given).filter(([name, value]) => fields.has(name) && value !== undefined));
