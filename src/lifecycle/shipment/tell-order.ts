import type { Ask } from '../entity';
import { askSentence } from './tell';

/** What is asked in other words about an order that is imported as a whole. */
const asks: Partial<Record<Ask['attention'], string>> = {
  'cancelled-in-warehouse':
    'The warehouse cancelled the order, and Centra still wants the goods. `order-again` sends it under a new number, `give-up` treats it as cancelled.',
  'changed-after-start':
    'The order was changed in Centra after the warehouse had started. Tell the warehouse; `as-is` leaves it as it was sent.',
  'short-picked':
    'The warehouse did not pick what was ordered, and nobody tells Centra: see to it there. `as-is` ends it, `wait` waits for more.',
  unmappable: 'No order can be made of it. It is tried again when its data change in Centra.',
  'not-visible':
    'Centra does not show the order (on hold, waiting for payment, in another market or status?). Nothing is cancelled because of that. `wait`, or `withdraw` to cancel the order in the warehouse.',
};

export const orderAskSentence = (ask: Ask): string => {
  const words = asks[ask.attention];
  if (!words) return askSentence(ask);
  return ask.about ? `${words} (${ask.about})` : words;
};
