import type { ShipmentKey } from '../../lifecycle/shipment/facts';
import { scrub } from '../../mapping';
import { isApiError } from '../ends';
import { plainWords } from '../plain-words';
import { NotConfigured, type Rooms } from '../rooms';

/**
 * Takes out of a system's words what Centra's order says of its customer. For calls that send nothing personal: they
 * have no document at hand. Read only where there are words, which is seldom. An order that is not shown (its market is
 * hidden, say, and the words are about just that) leaves them without what looks personal by itself: a person needs the
 * reason, and nothing was sent that could be quoted.
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
      return plainWords(order ? scrub(words, order.raw) : words);
    } catch (error) {
      if (!isApiError(error) && !(error instanceof NotConfigured)) throw error;
      return plainWords(words);
    }
  };
}
