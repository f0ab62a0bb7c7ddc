/** What the simulated Ongoing remembers. Times are epoch milliseconds. */

export interface CodeName {
  code: string | null;
  name: string | null;
}

/** What was PUT, reduced to the members that Ongoing knows. */
export type PostedOrder = Readonly<Record<string, unknown>> & {
  readonly consignee?: Readonly<Record<string, unknown>>;
};
export type PostedLine = Readonly<Record<string, unknown>>;

/** Some pieces that were picked together. Returned ones stay, marked. */
export interface PickedItem {
  articleItemId: number;
  numberOfItems: number;
  serial: string | null;
  pickedAt: number;
  packedAt: number | null;
  parcelId: number | null;
  returnedAt: number | null;
  returnCause: CodeName | null;
  /** What somebody wrote when it came back. */
  returnComment?: string;
}

export interface WarehouseLine {
  id: number;
  /** null: a row that the warehouse added. */
  rowNumber: string | null;
  articleSystemId: number;
  ordered: number;
  allocated: number;
  reported: number | null;
  reportedReturned: number | null;
  posted: PostedLine;
  items: PickedItem[];
  subLines: WarehouseLine[];
}

export interface Waybill {
  waybill: string;
  createdAt: number;
}

export interface Parcel {
  id: number;
  parcelNumber: string;
  isReturn: boolean;
  waybill: string | null;
}

export interface Carrier {
  transporterName: string;
  name: string;
  code: string;
  serviceCode: string;
}

export interface WarehouseOrder {
  orderId: number;
  orderNumber: string;
  posted: PostedOrder;
  consigneeId: number;
  status: number;
  createdAt: number;
  statusChangedAt: number;
  headerUpdatedAt: number;
  /** Any change, picking included. */
  updatedAt: number;
  printedAt: number | null;
  shippedAt: number | null;
  lastReturnedAt: number | null;
  /** Before this time a read shows no lines. */
  linesVisibleAt: number;
  backOrderForOrderId: number | null;
  isPickedWithErrors: boolean;
  lines: WarehouseLine[];
  parcels: Parcel[];
  tracking: Waybill[];
  returnTracking: Waybill[];
  wayBill: string | null;
  returnWayBill: string | null;
  carrier: Carrier | null;
}

export interface Article {
  articleSystemId: number;
  articleNumber: string;
  posted: Readonly<Record<string, unknown>>;
  createdAt: number;
  updatedAt: number;
}

/** What lies in one warehouse. */
export interface Shelf {
  numberOfItems: number;
  /** Locked by hand. */
  locked: number;
}

/**
 * What is there of an article, in all warehouses together. What orders and purchase orders hold of it is added up from
 * them.
 */
export interface Balance extends Shelf {
  articleSystemId: number;
  /** Advised by hand, besides what purchase orders advise. */
  toReceive: number;
  lastInAt: number | null;
  changedAt: number;
  /** What of it lies in other warehouses than the first, by their ids. */
  elsewhere?: Record<string, Shelf>;
}

/** A class that an article may have; made when an article first names it. */
export interface ArticleClass {
  id: number;
  code: string;
  name: string;
}

/** What the little life does with an order, kept apart because it may be said before the order comes. */
export interface LifePlan {
  orderNumber: string;
  /** false: a person does everything with this order. */
  enabled: boolean;
  /** How many pieces are not found when it is picked. */
  short: number;
  parcels: number;
  waybill: boolean;
}

/** Lines and their sub-lines, in order. */
export function* allLines(lines: readonly WarehouseLine[]): Iterable<WarehouseLine> {
  for (const line of lines) {
    yield line;
    yield* allLines(line.subLines);
  }
}

const sum = (items: readonly PickedItem[]) => items.reduce((total, item) => total + item.numberOfItems, 0);

export const picked = (line: WarehouseLine): number => sum(line.items);
export const packed = (line: WarehouseLine): number => sum(line.items.filter((item) => item.packedAt !== null));
export const returned = (line: WarehouseLine): number => sum(line.items.filter((item) => item.returnedAt !== null));

/** Something was picked that nobody has acknowledged. */
export const isToReport = (order: WarehouseOrder): boolean =>
  [...allLines(order.lines)].some((line) => (line.reported ?? 0) < picked(line));

export const isReturnToReport = (order: WarehouseOrder): boolean =>
  [...allLines(order.lines)].some((line) => (line.reportedReturned ?? 0) < returned(line));
