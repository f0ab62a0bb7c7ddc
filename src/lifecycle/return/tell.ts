import type { Ask, Possible } from '../entity';
import { questionSentence, type Question, type Questions } from '../question';
import { explain } from '../tell';
import { partsText } from './life';
import type { ReturnFacts, ReturnKey } from './facts';
import type { Decision, Step, WaitFor } from './steps';

/** Sentences that an operator reads. No names, no comments: only what the facts hold. */

const waits: Readonly<Record<WaitFor, string>> = {
  operator: 'a person answers',
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

const questions: Questions = {
  'return-refused': {
    says: 'Centra refused the return. Is the shipment completed there, and can these lines be returned? It is offered again every hour, `retry` offers it now. Or make the return in Centra by hand.',
    answers: { accept: 'says that it was made by hand, and tells Ongoing that it is known' },
  },
  'items-not-returned': {
    says: 'Centra made the return without some of its lines.',
    answers: {
      'report-again': 'makes a return of what is missing',
      accept: 'leaves it as it is and tells Ongoing that it is known',
    },
  },
  'completed-elsewhere': {
    says: 'Centra has returns of these lines that Ongoing does not know to be reported: made by hand, or by us in a life that nobody remembers.',
    answers: { accept: 'makes none and tells Ongoing that it is known', report: 'makes it all the same' },
  },
  unreadable: { says: 'The other system answers in a form that cannot be read.' },
  overdue: { says: 'It has taken longer than it should.' },
};

const questionOf = ({ attention }: Pick<Ask, 'attention'>): Question => questions[attention] ?? { says: attention };
export const askSentence = (ask: Ask): string => questionSentence(questionOf(ask), ask);

/** What stands as current details in Temporal's UI: Markdown that explains a return without the command line. */
export function details(key: ReturnKey, facts: ReturnFacts, decision: Decision, actions: readonly Possible[]): string {
  const { made, plan, sight } = facts;
  const returns = made.map(({ returnId }) => returnId ?? 'settled by hand');
  return explain(facts, decision, actions, { waitingFor: waitingFor(decision.step), questionOf }, [
    ['Shipment in Centra', key.shipmentId],
    ['Order in Ongoing', `${key.warehouseOrder} (${key.orderId})`],
    ['Came back', partsText({ parts: plan ?? sight.parts }) || 'nothing that is not reported'],
    ...(returns.length > 0 ? [['Returns in Centra', returns.join(', ')] as const] : []),
  ]);
}
