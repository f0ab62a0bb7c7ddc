import { allStores, type Config } from '../../config';
import { noFindings, type Findings } from './findings';

const wholeOrders =
  'whole orders are imported: nothing of them is captured or reported back, and somebody else completes them in Centra. ' +
  'The plugin’s "Get Orders with Status" must have Pending, Confirmed, Processing and Cancelled';

const both =
  '`import: both` must not send the same goods twice. An order that has a shipment already is left to its shipments, and a ' +
  'shipment of an order that was imported as a whole is left out; but an order without a shipment goes to the warehouse ' +
  'at once, as a whole, whatever shipments the merchant would have made of it. Let `filter` say which orders go which ' +
  'way: `has(order.orderStatus)` tells an order from a shipment';

/** What somebody who imports whole orders has to know. */
export function importNotes(config: Config): Findings {
  const notes = allStores(config).flatMap(({ store }) => {
    const where = `${store.id} (import)`;
    if (store.import === 'orders') return [{ where, what: wholeOrders }];
    return store.import === 'both'
      ? [
          { where, what: wholeOrders },
          { where, what: both },
        ]
      : [];
  });
  return { ...noFindings, notes };
}
