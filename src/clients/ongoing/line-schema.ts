import { z } from 'zod';
import { list } from '../values';
import { bool, decimal, id, optionalId, text, time, tracked } from './values';

const pickedItem = z
  .object({
    numberOfItems: decimal,
    serial: text,
    isPicked: bool(false),
    isReturned: bool(false),
    returnDate: time,
    returnCause: z.object({ code: text, name: text }).nullish(),
    comment: text,
    parcel: z.object({ id: optionalId, advanced: z.object({ tracking: tracked }).nullish() }).nullish(),
  })
  .transform(({ returnDate, returnCause, parcel, ...item }) => ({
    ...item,
    ...(returnDate !== undefined && { returnedAt: returnDate }),
    ...(returnCause && { returnCause }),
    ...(parcel && { parcel: { id: parcel.id, waybill: parcel.advanced?.tracking } }),
  }));

/** Items of one kind that were picked for a line, and perhaps came back. */
export interface WarehouseItem {
  readonly numberOfItems: number;
  readonly serial?: string;
  readonly isPicked: boolean;
  readonly isReturned: boolean;
  /** Epoch milliseconds. */
  readonly returnedAt?: number;
  /** As this warehouse calls it. */
  readonly returnCause?: { readonly code?: string; readonly name?: string };
  /** What somebody in the warehouse wrote about them. It may name people. */
  readonly comment?: string;
}

/** A line with what its picked items say about their parcels: the order needs that, its readers do not. */
export interface LineWithParcels extends Omit<WarehouseLine, 'items' | 'subLines'> {
  readonly items: z.infer<typeof pickedItem>[];
  readonly subLines: LineWithParcels[];
}

const lineHead = z.object({
  id,
  rowNumber: text,
  article: z.object({ articleNumber: text }).nullish(),
  orderedNumberOfItems: decimal,
  allocatedNumberOfItems: decimal,
  pickedNumberOfItems: decimal,
  packedNumberOfItems: decimal,
  reportedNumberOfItems: decimal,
  returnedNumberOfItems: decimal,
  reportedReturnedNumberOfItems: decimal,
  shouldBePicked: bool(true),
  pickedArticleItems: list(pickedItem),
});

/** A line of an order; kit components and split lines are its sub-lines, of the same form. */
export const line: z.ZodType<LineWithParcels> = z
  .object({ ...lineHead.shape, subOrderLines: z.lazy(() => list(line)) })
  .transform((row) => ({
    orderLineId: row.id,
    rowNumber: row.rowNumber,
    articleNumber: row.article?.articleNumber,
    ordered: row.orderedNumberOfItems,
    allocated: row.allocatedNumberOfItems,
    picked: row.pickedNumberOfItems,
    packed: row.packedNumberOfItems,
    reported: row.reportedNumberOfItems,
    returned: row.returnedNumberOfItems,
    reportedReturned: row.reportedReturnedNumberOfItems,
    shouldBePicked: row.shouldBePicked,
    items: row.pickedArticleItems,
    subLines: row.subOrderLines,
  }));

/** A line of an order in the warehouse, with its numbers of items. */
export interface WarehouseLine {
  readonly orderLineId: number;
  /** Ours, where the line is ours; the warehouse may have added others. */
  readonly rowNumber?: string;
  readonly articleNumber?: string;
  readonly ordered: number;
  readonly allocated: number;
  readonly picked: number;
  readonly packed: number;
  /** Of the picked ones, how many were acknowledged. */
  readonly reported: number;
  readonly returned: number;
  /** Of the returned ones, how many were acknowledged. */
  readonly reportedReturned: number;
  /** `false` for freight and the like. */
  readonly shouldBePicked: boolean;
  readonly items: readonly WarehouseItem[];
  readonly subLines: readonly WarehouseLine[];
}
