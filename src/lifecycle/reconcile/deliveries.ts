import type { Words } from './shipments';

export const deliveriesSum = (place: string) => `supplier deliveries of ${place}`;
export const purchaseOrdersSum = (place: string) => `purchase orders of ${place} in the warehouse`;

/** Supplier deliveries that wait to be received, and purchase orders; what was received is to be reported. */
export const deliveryWords: Words = {
  offered: deliveriesSum,
  ordered: purchaseOrdersSum,
  isOffered: 'waits to be received',
  ofOffered: 'of deliveries that wait',
  reported: 'reported, not yet finished',
  kinds: {
    withoutOrder: 'delivery-without-purchase-order',
    withoutDocument: 'purchase-order-without-delivery',
    centraOnly: 'purchase-order-without-delivery',
    ongoingOnly: 'receipt-not-reported',
    different: 'purchase-order-different',
    notFollowed: 'receipt-not-reported',
    twice: 'purchase-order-different',
  },
  centra: { completed: 'accepted', cancelled: 'cancelled', 'not-good-to-go': 'not listed', 'not-visible': '' },
  means: {
    completed: 'it was accepted in Centra',
    cancelled: 'it is cancelled in Centra',
    'not-good-to-go': 'Centra does not list its delivery any more',
    'not-visible': 'Centra does not list its delivery: accepted elsewhere, or cancelled',
  },
};
