import { centraDate } from './dates';
import type { Order } from './model';
import { round, vatIn, vatPercent } from './money';
import type { CentraStore } from './store';

/** What orders and shipments say alike: whose, when, where to. */
export function showHead(order: Order, store: CentraStore) {
  const { billing, delivery } = order;
  const date = (at: number | null) => centraDate(at, store.timezone);
  return {
    orderId: String(order.orderNumber),
    selectionId: order.selectionId,
    orderDate: date(order.orderedAt),
    cancelDate: date(order.cancelAt),
    preferredDeliveryDate: date(order.preferredDeliveryAt),
    estimatedDeliveryDate: date(order.estimatedDeliveryAt),
    orderStore: order.store,
    orderCurrency: order.currency,
    // Written out one by one: this is made a hundred times for a page, and computed names are slow.
    billingName: billing.name,
    billingCompany: billing.company,
    billingAddress: billing.address,
    billingCoaddress: billing.coaddress,
    billingCity: billing.city,
    billingState: billing.state,
    billingZipcode: billing.zipcode,
    billingCountry: billing.country,
    billingEmail: billing.email,
    billingTele: billing.tele,
    billingVAT: '',
    deliveryName: delivery.name,
    deliveryCompany: delivery.company,
    deliveryAddress: delivery.address,
    deliveryCoaddress: delivery.coaddress,
    deliveryCity: delivery.city,
    deliveryState: delivery.state,
    deliveryZipcode: delivery.zipcode,
    deliveryCountry: delivery.country,
    deliveryEmail: delivery.email,
    deliveryTele: delivery.tele,
    deliveryCell: delivery.cell,
    poNumber: order.poNumber,
    shippingList: order.shippingList,
    ...(order.accountId === '' ? {} : terms),
    suspect: Number(order.suspect),
    hold: Number(order.hold),
    internalComment: order.internalComment,
    otherComment: order.otherComment,
  };
}

const terms = {
  shippingTerms: { id: 5, name: 'DAP', description: 'Delivered at place' },
  paymentTerms: { id: 10, name: 'Net 30', description: '30 days net' },
};

/** What the customer pays: goods and shipping, in the order's currency, VAT included. */
export function showTotals(goods: number, order: Order) {
  const total = round(goods + order.shippingValue);
  const tax = vatIn(total);
  return {
    shippingValue: order.shippingValue,
    voucherValue: 0,
    grandTotalValue: total,
    grandTotalTaxValue: tax,
    taxAdded: 0,
    taxDeducted: 0,
    taxBreakdown: [{ description: 'VAT', taxPercent: vatPercent, value: tax }],
  };
}
