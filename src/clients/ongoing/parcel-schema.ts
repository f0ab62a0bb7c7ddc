import { z } from 'zod';
import { bool, optionalId, text, tracked } from './values';

/** A parcel of an order; those for a return are listed among the others. */
export const parcel = z
  .object({ id: optionalId, parcelNumber: text, isReturnParcel: bool(false), tracking: tracked })
  .transform(({ id, parcelNumber, isReturnParcel, tracking }) => ({
    id,
    parcelNumber,
    isReturn: isReturnParcel,
    waybill: tracking,
  }));
export interface WarehouseParcel {
  readonly id?: number;
  readonly parcelNumber?: string;
  readonly isReturn: boolean;
  readonly waybill?: string;
}
