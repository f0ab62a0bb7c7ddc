import { countedStock } from './depot';
import type { StageHand, Story } from './stage-hand';
import { isAsked, isInWarehouse } from './stage-hand';
import { wholeOrder } from './whole-order';

/** The warehouse picks everything, packs it into parcels and sends it. */
async function ship(hand: StageHand, parcels = 1): Promise<void> {
  await hand.until('the order is in Ongoing', isInWarehouse);
  await hand.moment();
  hand.tell('the warehouse picks and ships');
  const orderNumber = hand.orderNumber();
  hand.warehouse.pick({ orderNumber });
  hand.warehouse.pack({ orderNumber, parcels: Array.from({ length: parcels }, () => ({})) });
  hand.warehouse.ship({ orderNumber });
}

/** All that a supplier has sent is taken in, as far as it has come. */
async function takeIn(hand: StageHand, deliveryId: string, pieces?: number): Promise<void> {
  const purchaseOrderNumber = String(hand.merchant.delivery({ deliveryId }).id);
  // The warehouse that works by itself leaves it alone.
  hand.warehouse.planReceiving({ purchaseOrderNumber, enabled: false });
  await hand.until('the purchase order is in Ongoing', () =>
    hand.warehouse.purchaseOrders({}).purchaseOrders.some((one) => one.purchaseOrderNumber === purchaseOrderNumber),
  );
  await hand.moment();
  const [line] = hand.warehouse.purchaseOrder({ purchaseOrderNumber }).lines;
  const lines = pieces === undefined ? {} : { lines: [{ lineId: line?.id, quantity: pieces }] };
  hand.warehouse.receive({ purchaseOrderNumber, ...lines });
  hand.warehouse.finishReceiving({ purchaseOrderNumber });
  await hand.until(
    'Centra knows what was received',
    () => hand.merchant.delivery({ deliveryId }).status === 'accepted',
  );
}

/** Not one of those whose SKUs change in another story: an order that holds one is truly changed by that. */
const settledProduct = 'KNIT-BLUE-M';

/** What the sandbox shows: the quiet way, and what may go differently. */
export const stories: readonly Story[] = [
  {
    name: 'plain',
    store: 'outlet',
    order: { payment: 'prepaid', lines: [{ quantity: 2 }] },
    end: 'completed',
    play: ship,
  },
  {
    name: 'captured on import',
    store: 'retail',
    order: { payment: 'authorised' },
    end: 'completed',
    play: ship,
  },
  {
    name: 'capture refused, then paid',
    store: 'retail',
    order: { payment: 'refuses' },
    end: 'completed',
    async play(hand) {
      await hand.until('the payment provider refuses', isAsked('capture-refused'));
      await hand.moment();
      hand.tell('the customer pays by other means');
      hand.merchant.markPaid({ shipmentId: hand.shipmentId });
      await ship(hand);
    },
  },
  {
    name: 'capture with a lost answer',
    store: 'retail',
    order: { payment: 'authorised' },
    end: 'completed',
    prepare({ faults, shipmentId }) {
      faults.add({
        system: 'centra',
        method: 'PUT',
        path: '/capture',
        about: shipmentId,
        kind: 'timeout-after',
        times: 1,
      });
    },
    async play(hand) {
      await hand.until('the answer is lost', ({ facts }) =>
        facts.timeline.some(({ what, outcome }) => what === 'capture' && outcome?.startsWith('no usable answer')),
      );
      hand.tell('it is looked up, not repeated');
      await ship(hand);
    },
  },
  {
    name: 'short pick',
    store: 'wholesale',
    order: { payment: 'authorised', lines: [{ quantity: 3 }, { quantity: 2 }] },
    end: 'completed',
    async play(hand) {
      await hand.until('the order is in Ongoing', isInWarehouse);
      await hand.moment();
      hand.tell('one piece is missing on the shelf');
      const orderNumber = hand.orderNumber();
      hand.warehouse.shortPick({ orderNumber });
      hand.warehouse.pack({ orderNumber });
      hand.warehouse.ship({ orderNumber });
    },
  },
  {
    name: 'back order',
    store: 'wholesale',
    order: { payment: 'authorised', lines: [{ quantity: 3 }] },
    end: 'completed',
    async play(hand) {
      await hand.until('the order is in Ongoing', isInWarehouse);
      await hand.moment();
      const orderNumber = hand.orderNumber();
      hand.tell('the warehouse sends two now and one later');
      hand.warehouse.shortPick({ orderNumber });
      const { backOrder } = hand.warehouse.backOrder({ orderNumber });
      hand.warehouse.pack({ orderNumber });
      hand.warehouse.ship({ orderNumber });
      await hand.until('the first part has left', ({ facts }) => facts.parts.length === 2);
      await hand.moment();
      const { orderId } = backOrder;
      hand.tell('the rest is shipped');
      hand.warehouse.pick({ orderId });
      hand.warehouse.pack({ orderId });
      hand.warehouse.ship({ orderId });
    },
  },
  {
    name: 'serial numbers',
    store: 'outlet',
    order: { payment: 'prepaid', lines: [{ quantity: 2 }] },
    end: 'completed',
    async play(hand) {
      const { facts } = await hand.until('the order is in Ongoing', isInWarehouse);
      await hand.moment();
      hand.tell('the warehouse scans the serial numbers');
      const orderNumber = hand.orderNumber();
      const lines = (facts.order?.lines ?? []).map(({ lineId, qty }) => ({
        rowNumber: lineId,
        quantity: qty,
        serials: Array.from({ length: qty }, (_, n) => `SN-${hand.shipmentId}-${n + 1}`),
      }));
      hand.warehouse.pick({ orderNumber, lines });
      hand.warehouse.pack({ orderNumber });
      hand.warehouse.ship({ orderNumber });
    },
  },
  {
    name: 'two parcels',
    store: 'outlet',
    order: { payment: 'prepaid', lines: [{ quantity: 4 }] },
    end: 'completed',
    play: (hand) => ship(hand, 2),
  },
  {
    name: 'tracking late',
    store: 'outlet',
    order: { payment: 'prepaid' },
    end: 'completed',
    async play(hand) {
      await hand.until('the order is in Ongoing', isInWarehouse);
      await hand.moment();
      const orderNumber = hand.orderNumber();
      hand.tell('it leaves without a waybill');
      hand.warehouse.pick({ orderNumber });
      hand.warehouse.pack({ orderNumber, parcels: [{}] });
      hand.warehouse.ship({ orderNumber, waybill: null });
      await hand.until('somebody should ask for the waybill', isAsked('no-tracking'));
      await hand.moment();
      hand.tell('the waybill comes');
      hand.warehouse.addTracking({ orderNumber, waybill: `LATE-${hand.shipmentId}` });
    },
  },
  {
    name: 'changed before the start',
    store: 'outlet',
    order: { payment: 'prepaid' },
    end: 'completed',
    async play(hand) {
      await hand.until('the order is in Ongoing', isInWarehouse);
      await hand.moment();
      hand.tell('the customer moves; the order is written again');
      const orderNumber = Number(hand.shipmentId.split('-')[0]);
      hand.merchant.changeOrder({ orderNumber, delivery: { address: 'Flyttgatan 9', city: 'Nystad' } });
      await hand.until('Ongoing has the new address', ({ facts }) =>
        facts.timeline.some(({ what }) => what === 'rewrite'),
      );
      await ship(hand);
    },
  },
  {
    name: 'cancelled before the start',
    store: 'outlet',
    order: { payment: 'authorised' },
    end: 'cancelled',
    async play(hand) {
      await hand.until('the order is in Ongoing', isInWarehouse);
      await hand.moment();
      hand.tell('the merchant cancels');
      hand.merchant.cancel({ orderNumber: Number(hand.shipmentId.split('-')[0]) });
    },
  },
  {
    name: 'cancelled too late, then opened',
    store: 'outlet',
    order: { payment: 'authorised' },
    end: 'cancelled',
    async play(hand) {
      await hand.until('the order is in Ongoing', isInWarehouse);
      const orderNumber = hand.orderNumber();
      hand.warehouse.allocate({ orderNumber });
      hand.tell('the warehouse has started; the merchant cancels');
      hand.merchant.cancel({ orderNumber: Number(hand.shipmentId.split('-')[0]) });
      await hand.until('the warehouse must open it', isAsked('cancel-refused'));
      await hand.moment();
      hand.tell('the warehouse takes it back and opens it');
      hand.warehouse.open({ orderNumber });
    },
  },
  {
    name: 'order refused, then mended',
    store: 'outlet',
    order: { payment: 'prepaid', servicePoint: 'a service point code that is much longer than fifty characters' },
    end: 'completed',
    async play(hand) {
      await hand.until('Ongoing refuses the order', isAsked('order-refused'));
      await hand.moment();
      hand.tell('the merchant mends the service point');
      const orderNumber = Number(hand.shipmentId.split('-')[0]);
      hand.merchant.changeOrder({ orderNumber, attributes: { shipwallet_pickup: 'SP-77' } });
      await ship(hand);
    },
  },
  {
    name: 'annulled, then ordered again',
    store: 'outlet',
    order: { payment: 'prepaid' },
    end: 'completed',
    async play(hand) {
      await hand.until('the order is in Ongoing', isInWarehouse);
      await hand.moment();
      hand.tell('the warehouse annuls the order');
      hand.warehouse.annul({ orderNumber: hand.orderNumber() });
      await hand.until('a person is asked', isAsked('cancelled-in-warehouse'));
      await hand.moment();
      hand.tell('an operator answers: order-again');
      const first = hand.orderNumber();
      await hand.operator('resolve', { choice: 'order-again' });
      await hand.until(
        'the next order is in Ongoing',
        (state) => isInWarehouse(state) && state.facts.order?.number !== first,
      );
      await ship(hand);
    },
  },
  {
    name: 'two sizes, one article number',
    store: 'outlet',
    order: { payment: 'prepaid' },
    end: 'completed',
    async play(hand) {
      hand.tell('the merchant gives two new sizes the same SKUs');
      const skus = { sku: `TWIN${hand.shipmentId}`, variantSku: '-RED', sizeSku: '-M' };
      hand.merchant.addProduct(skus);
      const { stockItemId } = hand.merchant.addProduct(skus);
      await hand.untilConnection('article-collision', 'warehouse');
      await hand.moment();
      hand.tell('one of them gets its own SKU; shipments have never waited');
      hand.merchant.changeProduct({ stockItemId, set: { sizeSku: '-L' } });
      await hand.untilConnection(undefined, 'warehouse');
      await ship(hand);
    },
  },
  {
    name: 'two come back, one damaged',
    store: 'outlet',
    order: { payment: 'prepaid', lines: [{ product: settledProduct, quantity: 3 }] },
    end: 'completed',
    async play(hand) {
      await ship(hand);
      await hand.until('it is reported', ({ facts }) => facts.completed !== undefined);
      await hand.moment();
      hand.tell('two pieces come back: one fits nobody, one is damaged');
      const orderNumber = hand.orderNumber();
      const [line] = hand.warehouse.order({ orderNumber }).lines;
      const rowNumber = line?.rowNumber ?? '';
      const lines = [
        { rowNumber, cause: 'SIZE' },
        { rowNumber, cause: 'DAMAGED' },
      ];
      hand.warehouse.takeBack({ orderNumber, lines });
      await hand.until('Centra has a return of each, and Ongoing knows', () => {
        const { returns } = hand.merchant.order({ orderNumber: Number(hand.shipmentId.split('-')[0]) });
        return returns.length === 2 && hand.warehouse.order({ orderNumber }).lines[0]?.reportedReturned === 2;
      });
      hand.tell('one is back in stock, the other is not');
    },
  },
  {
    name: 'a delivery comes in two parts',
    store: 'wholesale',
    order: { payment: 'prepaid' },
    end: 'completed',
    async play(hand) {
      hand.tell('ten pieces are announced, seven come');
      // Goods of its own: other stories change theirs.
      const { deliveryId } = hand.merchant.createSupplierOrder({ lines: [{ product: settledProduct, quantity: 10 }] });
      await takeIn(hand, deliveryId, 7);
      const rest = hand.merchant.delivery({ deliveryId }).receipts[0]?.additionalDeliveryId;
      if (!rest) throw new Error('Centra made no delivery of the rest');
      hand.tell('the rest has a delivery of its own, and comes');
      await takeIn(hand, rest);
      await ship(hand);
    },
  },
  {
    name: 'Centra down for a while',
    store: 'popup',
    order: { payment: 'prepaid', lines: [{ product: settledProduct, quantity: 1 }] },
    end: 'completed',
    async play(hand) {
      await hand.until('the order is in Ongoing', isInWarehouse);
      await hand.moment();
      hand.tell('Centra goes down; the warehouse ships');
      hand.faults.add({ id: 'popup-down', system: 'centra', store: 'popup', kind: 'down' });
      await ship(hand);
      await hand.untilConnection('unreachable');
      await hand.moment();
      hand.tell('Centra is back');
      hand.faults.clear({ id: 'popup-down' });
      await hand.untilConnection(undefined);
    },
  },
  countedStock,
  wholeOrder,
];
