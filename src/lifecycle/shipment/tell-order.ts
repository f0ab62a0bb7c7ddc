import type { Ask } from '../entity';
import { questionSentence, type Question, type Questions } from '../question';
import { questionOf } from './tell';

/** What is asked in other words about an order that is imported as a whole. */
const questions: Questions = {
  'changed-after-start': {
    says: 'The order was changed in Centra after the warehouse had started. Tell the warehouse.',
    answers: { 'as-is': 'leaves it as it was sent' },
  },
  'short-picked': {
    says: 'The warehouse did not pick what was ordered, and nobody tells Centra: see to it there.',
    answers: { 'as-is': 'ends it', wait: 'waits for more' },
  },
  unmappable: { says: 'No order can be made of it. It is tried again when its data change in Centra.' },
  'not-visible': {
    says: 'Centra does not show the order (on hold, waiting for payment, in another market or status?). Nothing is cancelled because of that.',
    answers: { wait: 'waits until it is shown again', withdraw: 'cancels the order in the warehouse' },
  },
};

export const orderQuestionOf = (ask: Pick<Ask, 'attention'>): Question => questions[ask.attention] ?? questionOf(ask);
export const orderAskSentence = (ask: Ask): string => questionSentence(orderQuestionOf(ask), ask);
