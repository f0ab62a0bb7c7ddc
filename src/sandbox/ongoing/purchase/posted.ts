import { dateOf, known, membersOf, missing, tooLong, type Members } from '../posted';

const headFields = new Set([
  ...['goodsOwnerId', 'purchaseOrderNumber', 'supplierOrderNumber', 'goodsOwnerReference', 'referenceNumber'],
  ...['inDate', 'supplierInfo', 'purchaseOrderType', 'purchaseOrderRemark', 'warehouseId', 'freeValues', 'advanced'],
  ...['customsInfo', 'sellerInfo', 'invoiceNumber', 'classes', 'tracking', 'textLines', 'wayOfDelivery'],
  ...['goodsOwnerPurchaseOrderId'],
]);
const lineFields = new Set([
  ...['rowNumber', 'articleNumber', 'numberOfItems', 'comment', 'rowPrice', 'currencyCode', 'batchNumber'],
  ...['externalOrderLineId', 'inDate', 'serialNumber', 'expiryDate', 'lineFreeValues', 'lineType', 'returnCause'],
  ...['textLines', 'articleItemStatus', 'weight'],
]);

const longest = { purchaseOrderNumber: 50 };

export interface PurchaseDocument {
  readonly head: Members & { readonly purchaseOrderNumber: string };
  /** undefined: the document says nothing about lines. */
  readonly lines: readonly PurchaseLineDocument[] | undefined;
}

export interface PurchaseLineDocument {
  readonly rowNumber: string;
  readonly articleNumber: string;
  readonly numberOfItems: number;
  readonly posted: Members;
}

/** Reads a PostPurchaseOrderModel; problems name fields, never values. */
export function readPurchaseOrder(body: unknown): PurchaseDocument | readonly string[] {
  const given = membersOf(body);
  const problems = [...missing(given, ['purchaseOrderNumber']), ...tooLong(given, longest), ...noDate(given, '')];
  const read = Array.isArray(given.purchaseOrderLines) ? given.purchaseOrderLines.map(readLine) : undefined;
  for (const line of read ?? []) if (Array.isArray(line)) problems.push(...line);
  const lines = read?.filter((line): line is PurchaseLineDocument => !Array.isArray(line));
  if (new Set(lines?.map((line) => line.rowNumber)).size < (lines ?? []).length) {
    problems.push('rowNumber must be unique.');
  }
  if (problems.length > 0) return problems;
  return { head: { ...known(given, headFields), purchaseOrderNumber: String(given.purchaseOrderNumber) }, lines };
}

function readLine(line: unknown, position: number): PurchaseLineDocument | string[] {
  const given = membersOf(line);
  const where = `purchaseOrderLines[${position}]: `;
  const problems = missing(given, ['rowNumber', 'articleNumber']).map((problem) => where + problem);
  problems.push(...noDate(given, where));
  const numberOfItems = Number(given.numberOfItems ?? 0);
  if (!(numberOfItems >= 0)) problems.push(`${where}numberOfItems must not be negative.`);
  if (problems.length > 0) return problems;
  const [rowNumber, articleNumber] = [String(given.rowNumber), String(given.articleNumber)];
  return { rowNumber, articleNumber, numberOfItems, posted: known(given, lineFields) };
}

const noDate = ({ inDate }: Members, where: string): string[] =>
  inDate == null || dateOf(inDate) !== undefined ? [] : [`${where}inDate is not a date after 1900.`];
