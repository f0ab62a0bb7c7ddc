import type { GoodsOwner } from './goods-owner';
import { carrierFor } from './lookups';
import { allLines, type WarehouseOrder } from './model';
import { membersOf } from './posted';
import { status } from './settings';
import { mustNotBe, setStatus } from './work';

export interface NewParcel {
  waybill?: string;
  isReturn: boolean;
}

/** Packs what is picked into parcels; everything lies in the first that goes out. */
export function pack(goodsOwner: GoodsOwner, order: WarehouseOrder, parcels: readonly NewParcel[]): void {
  mustNotBe(order, status.cancelled);
  const added = parcels.map(({ waybill = null, isReturn }) => {
    const id = goodsOwner.store.next('ongoing/parcel', 207);
    return { id, parcelNumber: `0037${String(id).padStart(14, '0')}`, isReturn, waybill };
  });
  order.parcels.push(...added);
  const first = added.find((parcel) => !parcel.isReturn);
  for (const line of allLines(order.lines)) {
    for (const item of line.items) {
      if (item.packedAt !== null) continue;
      item.packedAt = goodsOwner.now();
      item.parcelId = first?.id ?? null;
    }
  }
  goodsOwner.put(order);
}

export interface Shipping {
  /** 450 or 500. */
  status: number;
  /** null: sent without one. Default: one is invented for every parcel that has none, or for the order. */
  waybill?: string | null;
  returnWaybill?: string;
  serviceCode?: string;
}

/** The goods leave. */
export function ship(goodsOwner: GoodsOwner, order: WarehouseOrder, shipping: Shipping): void {
  mustNotBe(order, status.cancelled);
  const asked = membersOf(order.posted.transporter).transporterServiceCode;
  order.carrier = carrierFor(shipping.serviceCode ?? (typeof asked === 'string' ? asked : undefined));
  order.shippedAt = goodsOwner.now();
  for (const parcel of order.parcels) {
    if (!parcel.isReturn && shipping.waybill !== null) parcel.waybill ??= shipping.waybill ?? invent(goodsOwner, 'UA');
    if (parcel.waybill !== null) track(goodsOwner, order, parcel.waybill, parcel.isReturn);
  }
  if (typeof shipping.waybill === 'string') track(goodsOwner, order, shipping.waybill, false);
  if (shipping.returnWaybill !== undefined) track(goodsOwner, order, shipping.returnWaybill, true);
  if (shipping.waybill === undefined && order.tracking.length === 0) {
    track(goodsOwner, order, invent(goodsOwner, 'UA'), false);
  }
  setStatus(goodsOwner, order, shipping.status);
}

/** A waybill that becomes known, later than the goods left as well. */
export function addTracking(goodsOwner: GoodsOwner, order: WarehouseOrder, waybill: string, isReturn: boolean): void {
  track(goodsOwner, order, waybill, isReturn);
  order.headerUpdatedAt = goodsOwner.now();
  goodsOwner.put(order);
}

function track(goodsOwner: GoodsOwner, order: WarehouseOrder, waybill: string, isReturn: boolean): void {
  const list = isReturn ? order.returnTracking : order.tracking;
  if (!list.some((known) => known.waybill === waybill)) list.push({ waybill, createdAt: goodsOwner.now() });
  if (isReturn) order.returnWayBill ??= waybill;
  else order.wayBill ??= waybill;
}

const invent = (goodsOwner: GoodsOwner, prefix: string): string =>
  `${prefix}${goodsOwner.store.next('ongoing/waybill', 65_456_546)}`;
