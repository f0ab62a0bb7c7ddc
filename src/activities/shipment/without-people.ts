import type { ShipmentKey } from '../../lifecycle/shipment/facts';
import { scrub } from '../../mapping';
import { isApiError } from '../ends';
import { plainWords } from '../plain-words';
import type { StoreRoom } from '../rooms';

/** What an operator reads instead of words of which nobody can say whom they name. */
const leftOut = '‹its words may name the customer, and the order could not be read to take that out›';

/**
 * Takes out of a system's words what Centra's order says of its customer. For calls that send nothing personal: they
 * have no document at hand. Read only where there are words, which is seldom.
 *
 * Source: Centra `GET /orders`, which also shows what is cancelled.
 */
export function withoutPeople(
  { centra }: StoreRoom,
  { orderNumber }: Pick<ShipmentKey, 'orderNumber'>,
): (words: string) => Promise<string> {
  return async (words) => {
    if (words.trim() === '') return '';
    try {
      const { rows } = await centra.listOrders({ orderNumber });
      const order = rows.find((row) => row.orderNumber === orderNumber);
      return order ? plainWords(scrub(words, order.raw)) : leftOut;
    } catch (error) {
      if (!isApiError(error)) throw error;
      return leftOut;
    }
  };
}
