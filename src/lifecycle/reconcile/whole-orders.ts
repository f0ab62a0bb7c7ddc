import { shipmentWords, type Words } from './shipments';

export const wholeOrdersSum = (store: string) => `orders to be shipped in ${store}`;
export const wholeOrdersInWarehouseSum = (store: string) => `imported orders of ${store} in the warehouse`;

/** Orders that are imported as a whole (`import: orders`). Nobody tells Centra that they were sent. */
export const wholeOrderWords: Words = {
  ...shipmentWords,
  offered: wholeOrdersSum,
  ordered: wholeOrdersInWarehouseSum,
  isOffered: 'to be shipped',
  ofOffered: 'of orders to be shipped',
  unreported: 'imported as an order: nobody tells Centra that it was sent',
  means: { ...shipmentWords.means, 'not-good-to-go': 'it is not to be shipped any more' },
  centra: { ...shipmentWords.centra, 'not-good-to-go': 'not to be shipped' },
};
