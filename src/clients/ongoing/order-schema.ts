import { z } from 'zod';
import { list } from '../values';
import { line, type LineWithParcels, type WarehouseLine } from './line-schema';
import { parcel, type WarehouseParcel } from './parcel-schema';
import { status, type WarehouseStatus } from './status-schema';
import { bool, id, optionalId, requiredText, text, time, tracked } from './values';
import { waybillsOf } from './waybills';

const orderInfo = z.object({
  orderId: id,
  orderNumber: requiredText,
  goodsOwnerOrderId: text,
  referenceNumber: text,
  orderStatus: status,
  shippedTime: time,
  createdDate: time,
  wayBill: text,
  returnWayBill: text,
  isPickedWithErrors: bool(false),
  advanced: z.object({ backOrderInfo: z.object({ backOrderForOrderId: optionalId }).nullish() }).nullish(),
});

/** A row of `GET /orders`. Everything but the order's ids and its status may be `null` or missing. */
export const warehouseOrder = z
  .object({
    orderInfo,
    orderLines: list(line),
    parcels: list(parcel),
    tracking: list(tracked),
    returnTracking: list(tracked),
    shipmentInfo: z.object({ waybill: text, returnWaybill: text }).nullish(),
    transporter: z.object({ transporterName: text, name: text, code: text, serviceCode: text }).nullish(),
  })
  .transform((row): WarehouseOrder => {
    const { orderInfo, orderLines, parcels, shipmentInfo, transporter } = row;
    return {
      orderId: orderInfo.orderId,
      orderNumber: orderInfo.orderNumber,
      goodsOwnerOrderId: orderInfo.goodsOwnerOrderId,
      referenceNumber: orderInfo.referenceNumber,
      status: orderInfo.orderStatus,
      shippedTime: orderInfo.shippedTime,
      createdAt: orderInfo.createdDate,
      waybill: orderInfo.wayBill,
      returnWaybill: orderInfo.returnWayBill,
      isPickedWithErrors: orderInfo.isPickedWithErrors,
      backOrderForOrderId: orderInfo.advanced?.backOrderInfo?.backOrderForOrderId,
      lines: orderLines.map(withoutParcels),
      parcels,
      ...waybillsOf({
        tracking: row.tracking,
        returnTracking: row.returnTracking,
        parcels,
        waybill: orderInfo.wayBill,
        returnWaybill: orderInfo.returnWayBill,
        shipment: shipmentInfo ?? undefined,
        itemParcels: orderLines.flatMap(itemParcels),
      }),
      ...(transporter && {
        transporter: {
          name: transporter.transporterName ?? transporter.name,
          code: transporter.code,
          serviceCode: transporter.serviceCode,
        },
      }),
    };
  });

/** An order in the warehouse, as far as its shipment's life needs it: nobody's name or address. */
export interface WarehouseOrder {
  /** Ongoing's own id, the one that its webhooks carry. */
  readonly orderId: number;
  readonly orderNumber: string;
  readonly goodsOwnerOrderId?: string;
  readonly referenceNumber?: string;
  readonly status: WarehouseStatus;
  /** Epoch milliseconds. */
  readonly shippedTime?: number;
  /** Epoch milliseconds. */
  readonly createdAt?: number;
  readonly waybill?: string;
  readonly returnWaybill?: string;
  readonly isPickedWithErrors: boolean;
  /** The order whose rest this one is. */
  readonly backOrderForOrderId?: number;
  readonly lines: readonly WarehouseLine[];
  readonly parcels: readonly WarehouseParcel[];
  /** Every outbound waybill that the order shows, each once; the first is the order's own. */
  readonly tracking: readonly string[];
  /** The same for the way back. */
  readonly returnTracking: readonly string[];
  readonly transporter?: {
    /** The carrier. */
    readonly name?: string;
    readonly code?: string;
    readonly serviceCode?: string;
  };
}

function itemParcels(line: LineWithParcels): { id?: number; waybill?: string }[] {
  return [...line.items.flatMap(({ parcel }) => parcel ?? []), ...line.subLines.flatMap(itemParcels)];
}

function withoutParcels({ items, subLines, ...line }: LineWithParcels): WarehouseLine {
  return {
    ...line,
    items: items.map(({ parcel: _, ...item }) => item),
    subLines: subLines.map(withoutParcels),
  };
}
