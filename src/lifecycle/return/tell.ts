import type { Ask, Possible } from '../entity';
import { standing } from '../tell';
import { partsText } from './life';
import type { ReturnFacts, ReturnKey } from './facts';
import type { Decision, Step, WaitFor } from './steps';

/** Sentences that an operator reads. No names, no comments: only what the facts hold. */

const waits: Readonly<Record<WaitFor, string>> = {
  operator: 'a person',
  release: 'an operator releases it',
  settling: 'the other system comes to rest; then it is read again',
  'another-attempt': 'another attempt: the last one did not get through',
  connection: 'the connection works again or is resumed',
  'ongoing-to-drop-it': 'Ongoing has nothing to report of the order any more; until then it must not start again',
};

const effects: Readonly<Record<Exclude<Step['do'], 'wait' | 'finish'>, string>> = {
  readReturned: 'Ongoing is asked what came back of the order',
  listMadeReturns: 'Centra is asked for the returns of the shipment',
  makeReturn: 'the return is made in Centra',
  acknowledgeReturn: 'Ongoing is told that the returned numbers are known',
};

export const waitingFor = (step: Step): string => {
  if (step.do === 'wait') return waits[step.for];
  return step.do === 'finish' ? 'nothing: it ends' : effects[step.do];
};

const asks: Readonly<Partial<Record<Ask['attention'], string>>> = {
  'return-refused':
    'Centra refused the return. Is the shipment completed there, and can these lines be returned? It is offered again every hour, `retry` offers it now. Where you have made the return in Centra by hand, answer `accept`: then Ongoing is told that it is known.',
  'items-not-returned':
    'Centra made the return without some of its lines. `report-again` makes a return of what is missing, `accept` leaves it as it is and tells Ongoing that it is known.',
  'completed-elsewhere':
    'Centra has returns of these lines that Ongoing does not know to be reported: made by hand, or by us in a life that nobody remembers. `accept` makes none and tells Ongoing that it is known, `report` makes it all the same.',
  unreadable: 'The other system answers in a form that cannot be read.',
  overdue: 'It has taken longer than it should.',
};

export const askSentence = ({ attention, about }: Ask): string => {
  const sentence = asks[attention] ?? attention;
  return about ? `${sentence} (${about})` : sentence;
};

/** What stands as current details in Temporal's UI: Markdown that explains a return without the command line. */
export function details(key: ReturnKey, facts: ReturnFacts, decision: Decision, actions: readonly Possible[]): string {
  const { step } = decision;
  const { made, attempts, plan, sight } = facts;
  const returns = made.map(({ returnId }) => returnId ?? 'settled by hand');
  return [
    ...standing(facts, decision, actions, { waitingFor: waitingFor(step), askSentence }),
    `| | |`,
    `| --- | --- |`,
    `| Shipment in Centra | ${key.shipmentId} |`,
    `| Order in Ongoing | ${key.warehouseOrder} (${key.orderId}) |`,
    `| Came back | ${partsText({ parts: plan ?? sight.parts }) || 'nothing that is not reported'} |`,
    ...(returns.length > 0 ? [`| Returns in Centra | ${returns.join(', ')} |`] : []),
    ...(attempts ? [`| Attempts | ${attempts.count} of ${attempts.of}, ${attempts.kind} (${attempts.system}) |`] : []),
  ].join('\n');
}
