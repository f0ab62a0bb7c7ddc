import type { ShipmentKey } from '../../lifecycle/shipment/facts';
import { scrub } from '../../mapping';
import { isApiError } from '../ends';
import { plainWords } from '../plain-words';
import { NotConfigured, type Rooms } from '../rooms';

/** What an operator reads instead of words of which nobody can say whom they name. */
const leftOut = '‹its words may name the customer, and the order could not be read to take that out›';

/**
 * Takes out of a system's words what Centra's order says of its customer. For calls that send nothing personal: they
 * have no document at hand. Read only where there are words, which is seldom.
 *
 * Source: Centra `GET /orders`, which also shows what is cancelled.
 */
export function withoutPeople(
  rooms: Pick<Rooms, 'store'>,
  { store, orderNumber }: Pick<ShipmentKey, 'store' | 'orderNumber'>,
): (words: string) => Promise<string> {
  return async (words) => {
    if (words.trim() === '') return '';
    try {
      const { rows } = await rooms.store(store).centra.listOrders({ orderNumber });
      const order = rows.find((row) => row.orderNumber === orderNumber);
      return order ? plainWords(scrub(words, order.raw)) : leftOut;
    } catch (error) {
      if (!isApiError(error) && !(error instanceof NotConfigured)) throw error;
      return leftOut;
    }
  };
}
