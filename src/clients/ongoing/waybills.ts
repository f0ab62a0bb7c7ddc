/** Where an order may show waybills, in the order in which we trust them. */
export interface WaybillSources {
  readonly tracking: readonly (string | undefined)[];
  readonly returnTracking: readonly (string | undefined)[];
  readonly parcels: readonly { readonly id?: number; readonly isReturn: boolean; readonly waybill?: string }[];
  readonly waybill?: string;
  readonly returnWaybill?: string;
  readonly shipment?: { readonly waybill?: string; readonly returnWaybill?: string };
  readonly itemParcels: readonly { readonly id?: number; readonly waybill?: string }[];
}

/** All waybills of an order, each once: outbound ones, and those of the way back. */
export function waybillsOf(from: WaybillSources): { tracking: string[]; returnTracking: string[] } {
  const returning = from.parcels.filter(({ isReturn }) => isReturn);
  const returnTracking = distinct([
    ...from.returnTracking,
    ...returning.map(({ waybill }) => waybill),
    from.returnWaybill,
    from.shipment?.returnWaybill,
  ]);
  // An item's parcel does not say whether it is one for a return: the order's list of parcels does.
  const outbound = from.itemParcels.filter(
    ({ id, waybill }) => !returning.some((parcel) => parcel.id === id) && !returnTracking.includes(waybill ?? ''),
  );
  const tracking = distinct([
    ...from.tracking,
    ...from.parcels.filter(({ isReturn }) => !isReturn).map(({ waybill }) => waybill),
    from.waybill,
    from.shipment?.waybill,
    ...outbound.map(({ waybill }) => waybill),
  ]);
  return { tracking, returnTracking };
}

function distinct(waybills: readonly (string | undefined)[]): string[] {
  const trimmed = waybills.map((waybill) => waybill?.trim() ?? '');
  return [...new Set(trimmed.filter((waybill) => waybill !== ''))];
}
