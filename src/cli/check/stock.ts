import type { Config } from '../../config';
import { noFindings, type Findings } from './findings';

const countedTwice =
  '`insertStock: true` adds every receipt to the stock in Centra, and the stock sync of the same store writes Ongoing’s ' +
  'figure, which has the receipt in it already: between the report of a receipt and the next run of the stock sync the ' +
  'goods count twice, and may be sold twice. `insertStock: auto` leaves them to the stock sync';

/** What somebody has to know whose stock is written by two. */
export function stockNotes(config: Config): Findings {
  const notes = config.goodsOwners.flatMap(({ id, stock, purchaseOrders }) =>
    purchaseOrders.enabled && purchaseOrders.insertStock && stock.export && stock.store === purchaseOrders.store
      ? [{ where: `${id} (purchaseOrders.insertStock)`, what: countedTwice }]
      : [],
  );
  return { ...noFindings, notes };
}
