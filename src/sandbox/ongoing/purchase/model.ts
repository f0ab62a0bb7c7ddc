import type { Members } from '../posted';

/** Some pieces that were received together. */
export interface ReceivedItem {
  originalArticleItemId: number;
  numberOfItems: number;
  receivedAt: number;
  serial: string | null;
  batchNumber: string | null;
  comment: string | null;
  /** Put aside: damaged, say. */
  isLocked: boolean;
}

export interface PurchaseLine {
  id: number;
  /** null: an article that nobody advised. */
  rowNumber: string | null;
  articleSystemId: number;
  advised: number;
  reported: number | null;
  posted: Members;
  items: ReceivedItem[];
}

/** Goods that are advised to the warehouse, and what came of them. Times are epoch milliseconds. */
export interface PurchaseOrder {
  purchaseOrderId: number;
  purchaseOrderNumber: string;
  /** What was PUT, reduced to the members that Ongoing knows. */
  posted: Members;
  status: number;
  createdAt: number;
  statusChangedAt: number;
  /** Head or lines, receiving included. */
  changedAt: number;
  arrivedAt: number | null;
  lastReceivedAt: number | null;
  lines: PurchaseLine[];
}

/** What the little life does with a purchase order, which need not be there yet. */
export interface ReceivingPlan {
  purchaseOrderNumber: string;
  /** false: a person does everything with it. */
  enabled: boolean;
  /** How many pieces do not come. */
  missing: number;
  /** How many pieces of the first row come too many. */
  extra: number;
}

export const received = ({ items }: PurchaseLine): number => items.reduce((sum, item) => sum + item.numberOfItems, 0);

/** Something differs from what was acknowledged: less as well as more. */
export const isToReport = ({ lines }: PurchaseOrder): boolean =>
  lines.some((line) => (line.reported ?? 0) !== received(line));
