import type { Simulators } from '../../sandbox';
import type { StageHand, Story } from './stage-hand';
import { isInWarehouse } from './stage-hand';

const lamp = 'DEPOT-LAMP';
const depot = { goodsOwner: 'umbrella' } as const;
const inBoth = 40;

/** What the depot has when the sandbox opens, in both systems. */
export function stockDepot({ control: { merchant, warehouse } }: Simulators): void {
  merchant.addProduct({ store: 'depot', sku: lamp, variantSku: '', sizeSku: '', physicalStock: inBoth });
  warehouse.moveStock({ ...depot, articleNumber: lamp, numberOfItems: inBoth });
}

/** Stock that is counted while some of it is on its way to a customer. */
export const countedStock: Story = {
  name: 'stock is counted',
  store: 'depot',
  order: { payment: 'prepaid', lines: [{ product: lamp, quantity: 2 }] },
  end: 'completed',
  async play(hand) {
    const physical = () => hand.merchant.stock({ store: 'depot', name: lamp }).physical;
    await hand.until('the order is in Ongoing', isInWarehouse);
    await hand.moment();
    const before = physical();
    const orderNumber = hand.orderNumber();
    hand.warehouse.pick({ ...depot, orderNumber });
    const counted = before - 7;
    hand.tell(`two lamps are picked, and of ${before - 2} on the shelf only ${counted} are found`);
    hand.warehouse.adjustStock({ ...depot, articleNumber: lamp, counted });
    await hand.moment();
    hand.tell('the figure waits until the two have been reported');
    await ships(hand, orderNumber);
    await hand.until('Centra has what is there', () => physical() === counted);
    hand.tell(`Centra has ${counted}: nothing came back, nothing went twice`);
  },
};

async function ships(hand: StageHand, orderNumber: string): Promise<void> {
  hand.warehouse.pack({ ...depot, orderNumber });
  hand.warehouse.ship({ ...depot, orderNumber });
  await hand.until('it is reported', ({ facts }) => facts.completed !== undefined);
}
