import type { Ask, Possible } from '../entity';
import { questionSentence, type Question } from '../question';
import { explain, type FactRow } from '../tell';
import type { ShipmentFacts, ShipmentKey } from './facts';
import type { Decision, Step, WaitFor } from './steps';

/** Sentences that an operator reads. No names, no addresses: only what the facts hold. */

const waits: Readonly<Record<WaitFor, string>> = {
  warehouse: 'the warehouse picks and ships it',
  waybill: 'it is shipped; the warehouse has not given a waybill yet',
  'back-order': 'the rest of it is still to be picked or shipped',
  operator: 'a person answers',
  release: 'an operator releases it',
  settling: 'the other system comes to rest; then it is read again',
  'another-attempt': 'another attempt: the last one did not get through',
  connection: 'the connection works again or is resumed',
  'centra-to-drop-it': 'Centra stops offering the shipment; until then it must not start again',
  'centra-to-show-it': 'Centra shows the shipment again',
  gate: 'Centra releases it (on hold, suspect, or filtered out)',
  payment: 'it is paid in Centra',
  'changed-data': 'the data are mended in Centra or in the warehouse; then it is tried again',
  cancellable: 'the warehouse takes back what it picked and sets the order to Open',
};

const effects: Readonly<Record<Exclude<Step['do'], 'wait' | 'finish'>, string>> = {
  findNumber: 'Ongoing is asked which order number is free',
  capture: 'the payment is captured in Centra',
  import: 'the order is written to Ongoing',
  lookCentra: 'Centra is asked for the shipment and its order',
  lookWarehouse: 'Ongoing is asked for the order',
  adjust: 'serial numbers and lowered quantities are written to Centra',
  complete: 'the shipment is completed in Centra',
  acknowledge: 'Ongoing is told that the picked numbers are known',
  cancelOrder: 'the order is cancelled in Ongoing',
  listReturns: 'Centra is asked for the returns of the shipment',
  refund: 'what was not picked is refunded in Centra',
  appendWaybills: 'later waybills are noted on the order in Centra',
};

export const waitingFor = (step: Step): string => {
  if (step.do === 'wait') return waits[step.for];
  return step.do === 'finish' ? 'nothing: it ends' : effects[step.do];
};

const questions: Readonly<Record<Ask['attention'], Question>> = {
  'captured-not-shipped': {
    says: 'The customer’s money was captured, and the goods will not be shipped. Refund it in Centra, then say so.',
    answers: { refunded: 'says that the money was given back' },
  },
  'capture-in-doubt': {
    says: 'A capture was sent and no answer came; Centra does not show whether the money was taken. Look at the payment in Centra or at the payment provider.',
    answers: { captured: 'says that it was taken', 'not-captured': 'says that it was not: it is captured again' },
  },
  'capture-refused': {
    says: 'The payment could not be captured. Nothing is sent without it. Speak with the customer or the payment provider; when Centra shows it paid it goes on by itself, `retry` tries again now.',
  },
  'not-paid': {
    says: 'The goods are ready to be reported, but Centra does not show the shipment as paid. It goes on when it is.',
  },
  'shipped-though-cancelled': {
    says: 'It was cancelled, and the warehouse shipped it all the same. Settle it with the customer.',
    answers: { accept: 'says that it is settled' },
  },
  'cancel-refused': {
    says: 'It is cancelled, but the warehouse has started on it. The warehouse must take back what was picked and set the order to Open; then the cancellation is tried again.',
  },
  'cancelled-in-warehouse': {
    says: 'The warehouse cancelled the order, and Centra still wants the goods.',
    answers: {
      'order-again': 'sends it under a new number',
      'give-up': 'treats it as cancelled',
      accept: 'says that it is settled',
    },
  },
  'completed-elsewhere': {
    says: 'Somebody completed the shipment in Centra, and the order in the warehouse is still open.',
    answers: { accept: 'leaves the order as it is', 'cancel-order': 'cancels it' },
  },
  'changed-after-start': {
    says: 'The shipment was changed in Centra after the warehouse had started. Tell the warehouse.',
    answers: { 'as-is': 'leaves it as it was sent' },
  },
  'short-picked': {
    says: 'The warehouse did not pick what was ordered.',
    answers: {
      lower: 'lowers the shipment to what was picked, and completes it',
      refund: 'completes it and refunds the rest',
      'as-is': 'reports it as if it were whole',
      wait: 'waits for more',
      refunded: 'says that it has been refunded in Centra',
    },
  },
  'complete-refused': {
    says: 'Centra refused the report. Mend it in Centra, then `retry`.',
    answers: { 'as-is': 'reports it without them' },
  },
  'receipt-refused': { says: 'Centra refused the report of what was received.' },
  'nothing-received': { says: 'Nothing of the delivery was received.' },
  'return-refused': { says: 'Centra refused a return.' },
  'items-not-returned': { says: 'Centra did not take everything into a return.' },
  'number-taken': {
    says: 'The order number belongs to another order in Ongoing. Nothing is written over it; when it is free, `retry`.',
  },
  'order-refused': {
    says: 'Ongoing refused the order. Mend the data in Centra (it is tried again by itself) or the settings in the warehouse (then `retry`).',
  },
  unmappable: { says: 'No order can be made of the shipment. It is tried again when its data change in Centra.' },
  unauthorized: { says: 'The credentials are refused.' },
  unreachable: { says: 'The system cannot be reached.' },
  'list-shrunk': { says: 'Centra’s list of shipments has become much shorter.' },
  'article-collision': { says: 'Several rows of Centra’s registry have the same article number.' },
  'not-visible': {
    says: 'Centra shows neither the shipment nor its order (on hold, in another market?). Nothing is cancelled because of that.',
    answers: { wait: 'waits until it is shown again', withdraw: 'cancels the order in the warehouse' },
  },
  'no-tracking': {
    says: 'It is shipped, and there is still no waybill. Ask the warehouse, or `complete` it without.',
  },
  unreadable: { says: 'The other system answers in a form that cannot be read.' },
  overdue: { says: 'It has taken longer than it should.' },
};

export const questionOf = ({ attention }: Pick<Ask, 'attention'>): Question => questions[attention];
export const askSentence = (ask: Ask): string => questionSentence(questionOf(ask), ask);

function inCentra({ kind, shipmentId }: ShipmentKey, { centra }: ShipmentFacts): FactRow {
  if (kind === 'order') return ['Order in Centra', `${shipmentId}${centra.completed ? ', completed' : ''}`];
  const says = `${centra.paid ? 'paid' : 'not paid'}${centra.goodToGo ? ', good-to-go' : ''}`;
  return ['Shipment in Centra', `${shipmentId}, ${says}`];
}

/** What stands as current details in Temporal's UI: Markdown that explains a shipment without the command line. */
export function details(
  key: ShipmentKey,
  facts: ShipmentFacts,
  decision: Decision,
  actions: readonly Possible[],
  ofAsk: (ask: Ask) => Question = questionOf,
): string {
  const { order, parts } = facts;
  return explain(facts, decision, actions, { waitingFor: waitingFor(decision.step), questionOf: ofAsk }, [
    inCentra(key, facts),
    ['Order in Ongoing', order ? `${order.number}${order.written ? '' : ' (not written yet)'}` : 'none yet'],
    ...parts.map(
      (part) =>
        [
          'Seen in the warehouse',
          `${part.orderNumber}: ${part.statusText ?? ''} (${part.status})${part.waybills.length ? `, waybill ${part.waybills.join(', ')}` : ''}`,
        ] as const,
    ),
  ]);
}
