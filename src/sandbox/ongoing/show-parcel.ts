import type { Parcel } from './model';

export const trackingUrl = (waybill: string): string => `https://tracking.example.com/${encodeURIComponent(waybill)}`;

export const showParcel = (parcel: Parcel) => ({
  id: parcel.id,
  parcelNumber: parcel.parcelNumber,
  isReturnParcel: parcel.isReturn,
  tracking:
    parcel.waybill === null
      ? null
      : { freightPrice: null, trackingUrl: trackingUrl(parcel.waybill), waybill: parcel.waybill },
  advanced: null,
});

/** The parcel that a picked item lies in. */
export const showItemsParcel = (parcel: Parcel | undefined) =>
  parcel
    ? {
        id: parcel.id,
        parcelNumber: parcel.parcelNumber,
        parcelType: null,
        advanced: {
          parcelSerialNumber: null,
          parcelComment: null,
          parcelTareWeight: null,
          parcelWeight: null,
          tracking:
            parcel.waybill === null ? null : { trackingUrl: trackingUrl(parcel.waybill), waybill: parcel.waybill },
        },
        parentParcel: null,
      }
    : null;
