import type { Ask, Possible } from '../entity';
import { questionSentence, type Question, type Questions } from '../question';
import { questionOf as commonQuestion } from '../shipment/tell';
import { explain, when, type FactRow } from '../tell';
import type { PurchaseOrderFacts, PurchaseOrderKey } from './facts';
import type { Decision, Step, WaitFor } from './steps';

/** Sentences that an operator reads. No names, no addresses: only what the facts hold. */

const waits: Readonly<Record<WaitFor, string>> = {
  goods: 'the goods arrive at the warehouse',
  receiving: 'the warehouse has finished receiving',
  operator: 'a person answers',
  release: 'an operator releases it',
  settling: 'the other system comes to rest; then it is read again',
  'another-attempt': 'another attempt: the last one did not get through',
  connection: 'the connection works again or is resumed',
  'centra-to-drop-it': 'Centra stops listing the delivery; until then it must not start again',
  gate: 'the delivery passes the filter',
  'changed-data': 'the data are mended in Centra or in the warehouse; then it is tried again',
  cancellable: 'the warehouse can cancel it',
};

const effects: Readonly<Record<Exclude<Step['do'], 'wait' | 'finish'>, string>> = {
  findPurchaseOrderNumber: 'Ongoing is asked which purchase order number is free',
  importPurchaseOrder: 'the purchase order is written to Ongoing',
  lookForDelivery: 'Centra is asked for the delivery and its supplier order',
  lookForPurchaseOrder: 'Ongoing is asked for the purchase order',
  reportReceipt: 'Centra is told what was received',
  acknowledgeReceipt: 'Ongoing is told that the received numbers are known',
  cancelPurchaseOrder: 'the purchase order is cancelled in Ongoing',
};

export const waitingFor = (step: { readonly do: string; readonly for?: string }): string => {
  if (step.do === 'wait') return waits[step.for as WaitFor];
  return step.do === 'finish' ? 'nothing: it ends' : effects[step.do as keyof typeof effects];
};

const questions: Questions = {
  'receipt-refused': {
    says: 'What was received could not be told to Centra, or nobody knows whether it was. Look at the delivery in Centra.',
    answers: { reported: 'says that Centra has taken it, and sends nothing', 'report-again': 'sends it once more' },
  },
  'nothing-received': {
    says: 'The warehouse has finished, and received nothing of the delivery.',
    answers: { 'report-nothing': 'tells Centra that nothing came', wait: 'waits for goods' },
  },
  'completed-elsewhere': {
    says: 'Somebody accepted the delivery in Centra, and the purchase order in the warehouse is still open.',
    answers: { accept: 'leaves it as it is', 'cancel-order': 'cancels it' },
  },
  'cancel-refused': {
    says: 'The delivery is cancelled in Centra, but the warehouse has started on it. Speak with the warehouse; goods that have been received are not told to Centra.',
    answers: { accept: 'says that it is settled: the purchase order stays as it is' },
  },
  'cancelled-in-warehouse': {
    says: 'The warehouse cancelled the purchase order, and Centra still expects the goods.',
    answers: { 'order-again': 'announces them under a new number', 'give-up': 'treats it as cancelled' },
  },
  'changed-after-start': {
    says: 'The delivery was changed in Centra after the warehouse had started. Tell the warehouse.',
    answers: { 'as-is': 'leaves it as it was announced' },
  },
  'number-taken': {
    says: 'The purchase order number belongs to another one in Ongoing. Nothing is written over it; when it is free, `retry`.',
  },
  'order-refused': {
    says: 'Ongoing refused the purchase order. Mend the data in Centra (it is tried again by itself) or the settings in the warehouse (then `retry`).',
  },
  unmappable: {
    says: 'No purchase order can be made of the delivery. It is tried again when its data change in Centra.',
  },
};

const unreported: Question = {
  says: 'Goods came that the delivery in Centra has no place for. Everything else was told to Centra. Book them there by hand.',
  answers: { accept: 'says that they are booked in Centra' },
};

export function questionOf(ask: Pick<Ask, 'attention' | 'choices'>): Question {
  if (ask.attention === 'receipt-refused' && ask.choices.includes('accept')) return unreported;
  return questions[ask.attention] ?? commonQuestion(ask);
}
export const askSentence = (ask: Ask): string => questionSentence(questionOf(ask), ask);

/** What stands as current details in Temporal's UI: Markdown that explains it without the command line. */
export function details(
  key: PurchaseOrderKey,
  facts: PurchaseOrderFacts,
  decision: Decision,
  actions: readonly Possible[],
): string {
  const { order, seen, reported, centra } = facts;
  const sum = (of: 'received' | 'advised') => seen?.lines.reduce((total, line) => total + line[of], 0) ?? 0;
  const rest = reported?.rest.length ? `, the rest comes as ${reported.rest.join(', ')}` : '';
  const rows: (FactRow | undefined)[] = [
    [
      'Delivery in Centra',
      `${key.deliveryId} of supplier order ${key.supplierOrder}${centra.listed ? '' : ', not listed any more'}`,
    ],
    ['Purchase order in Ongoing', order ? `${order.number}${order.written ? '' : ' (not written yet)'}` : 'none yet'],
    seen && [
      'Seen in the warehouse',
      `${seen.statusText ?? ''} (${seen.status}), ${sum('received')} of ${sum('advised')} pieces received`,
    ],
    reported && ['Reported', `${reported.total} pieces at ${when(reported.at)} UTC${rest}`],
  ];
  return explain(
    facts,
    decision,
    actions,
    {
      waitingFor: waitingFor(decision.step),
      questionOf,
      does: {
        complete: 'tells Centra now what has been received; the rest is announced anew',
        cancel: 'cancels the purchase order in the warehouse; Centra is not touched',
      },
    },
    rows.filter((row) => row !== undefined),
  );
}
