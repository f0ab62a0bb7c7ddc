import type { Story } from './stage-hand';
import { isInWarehouse } from './stage-hand';

/** In a store that imports orders as a whole: no shipment is made of it, and nothing is reported back. */
export const wholeOrder: Story = {
  name: 'imported as an order',
  store: 'studio',
  order: {
    payment: 'invoice',
    lines: [
      { product: 'KNIT-BLUE-M', quantity: 5 },
      { product: 'TEE2-WHT-M', quantity: 1 },
    ],
    shipments: 0,
  },
  end: 'completed',
  async play(hand) {
    await hand.until('the order is in Ongoing', isInWarehouse);
    await hand.moment();
    hand.tell('the warehouse picks and ships; nothing is reported back');
    const orderNumber = hand.orderNumber();
    hand.warehouse.pick({ orderNumber });
    hand.warehouse.pack({ orderNumber });
    hand.warehouse.ship({ orderNumber });
  },
};
