import { attentions, type Attention } from '../words';

/** That a target of alerts takes none is told to the others in the same way. */
export const undelivered = 'alerts-undelivered';

export interface Advice {
  /** What has happened. */
  readonly what: string;
  /** What to do about it. */
  readonly todo: string;
}

/** For somebody who reads of it in a chat: each kind of attention in two sentences, as `docs/operating.md` has them. */
const known: Readonly<Record<Attention | typeof undelivered, Advice>> = {
  'captured-not-shipped': {
    what: 'The payment was taken, and the goods will not be shipped.',
    todo: 'Refund it in Centra, then answer `refunded`.',
  },
  'capture-in-doubt': {
    what: 'A capture was sent and no usable answer came; Centra does not show whether the money was taken.',
    todo: 'Look at the payment in Centra or at the payment provider, then answer `captured` or `not-captured`.',
  },
  'capture-refused': {
    what: 'The payment could not be captured. Nothing goes on without it.',
    todo: 'Speak with the customer. When Centra shows it paid it goes on by itself; `retry` captures again.',
  },
  'not-paid': {
    what: 'It is shipped, and Centra does not show it paid.',
    todo: 'Have it paid or captured in Centra; it goes on by itself.',
  },
  'shipped-though-cancelled': {
    what: 'It is cancelled in Centra, and was shipped all the same.',
    todo: 'Settle it with the customer, then answer `accept`.',
  },
  'cancel-refused': {
    what: 'It is cancelled in Centra, and the warehouse has started on it.',
    todo: 'Ask the warehouse to take back what was picked and to set the order to Open.',
  },
  'cancelled-in-warehouse': {
    what: 'The warehouse cancelled it, and Centra still wants the goods.',
    todo: '`order-again` sends it under a new number, `give-up` treats it as cancelled.',
  },
  'completed-elsewhere': {
    what: 'Somebody completed it in Centra, and that is not known in the warehouse.',
    todo: '`accept` leaves it as it is; `bridge shipment ID` names the other choice.',
  },
  'changed-after-start': {
    what: 'It was changed in Centra after the warehouse had started.',
    todo: 'Tell the warehouse. `as-is` leaves it as it was sent.',
  },
  'short-picked': {
    what: 'The warehouse did not pick what was ordered.',
    todo: '`bridge shipment ID` names the rows; answer `lower`, `refund`, `as-is` or `wait`.',
  },
  'complete-refused': {
    what: 'Centra refused the completion.',
    todo: 'Its words are shown by `bridge shipment ID`. Mend it in Centra, then `retry`.',
  },
  'receipt-refused': {
    what: 'Centra did not take what was received.',
    todo: 'Look at the delivery in Centra, then take one of the choices that `bridge shipment ID` names.',
  },
  'nothing-received': {
    what: 'The warehouse has finished a delivery and received nothing.',
    todo: '`report-nothing` tells Centra so, `wait` waits for goods.',
  },
  'return-refused': {
    what: 'Centra refused a return.',
    todo: 'Mend it in Centra (it is offered again every hour), or make the return by hand and answer `accept`.',
  },
  'items-not-returned': {
    what: 'Centra made a return without some of its lines.',
    todo: '`report-again` makes a return of what is missing, `accept` leaves it.',
  },
  'number-taken': {
    what: 'An order that is not ours has the number in Ongoing. Nothing is written over it.',
    todo: 'Find out whose it is. When the number is free: `retry`.',
  },
  'order-refused': {
    what: 'Ongoing refused the order.',
    todo: 'Mend the data in Centra (it is tried again by itself), or the settings in the warehouse (then `retry`).',
  },
  unmappable: {
    what: 'No order can be made of it: something is missing.',
    todo: '`bridge shipment ID` names what. Mend it in Centra; it is tried again by itself.',
  },
  unauthorized: {
    what: 'The credentials are refused, or an endpoint is switched off. What needs it waits.',
    todo: 'Renew the secret in `bridge.yaml` or its environment and restart, or switch the endpoint on; `bridge check` tries all of them.',
  },
  unreachable: {
    what: 'The system does not answer. Everything waits, and goes on by itself when it does.',
    todo: 'Nothing, or ask its provider.',
  },
  'list-shrunk': {
    what: 'Centra’s list lacks many things at once. Nothing is withdrawn because of that.',
    todo: 'If the list is right: `bridge resolve connection/STORE --choice believe-it --reason "…"`. If not, it ends when the list is back.',
  },
  'article-collision': {
    what: 'Several rows of Centra’s article registry have the same article number. None of them is written.',
    todo: 'Give them different SKUs in Centra; `bridge check` names them. It ends with the next run.',
  },
  'not-visible': {
    what: 'Centra shows neither the shipment nor its order. Nothing is cancelled because of that.',
    todo: 'Look it up in Centra. `wait`, or `withdraw` to take the order back.',
  },
  'no-tracking': {
    what: 'It is shipped, and there is still no waybill.',
    todo: 'Ask the warehouse for it, or `complete` it without one.',
  },
  unreadable: {
    what: 'The other system answers in a form that cannot be read.',
    todo: 'Show it to whoever looks after that system. It is read again by itself.',
  },
  overdue: {
    what: 'It takes longer than `attentionAfter` allows.',
    todo: '`bridge shipment ID` says what it waits for. Often: ask the warehouse.',
  },
  [undelivered]: {
    what: 'Another target of alerts takes none.',
    todo: 'The log says why (event `alert.failed`); `bridge test-alert` tries all of them.',
  },
};

const other: Advice = { what: 'It needs a person.', todo: '`bridge shipment ID` says why.' };

export const adviceOn = (attention: string): Advice =>
  Object.hasOwn(known, attention) ? known[attention as keyof typeof known] : other;

const ranks = new Map<string, number>([...attentions, undelivered].map((attention, index) => [attention, index]));

/** The most urgent have the smallest: money, then goods, then the rest. */
export const urgencyOf = (attention: string): number => ranks.get(attention) ?? ranks.size;
