import type { Ask } from './entity';
import type { Attention } from './words';

/** What a person is asked, in our words, and what each answer that may be offered does. */
export interface Question {
  readonly says: string;
  /** By choice; reads on after it: `wait`: "waits for more". */
  readonly answers?: Readonly<Record<string, string>>;
}
export type Questions = Readonly<Partial<Record<Attention, Question>>>;

/** One sentence or two: what has happened, what each answer that is offered does, and what exactly it is about. */
export function questionSentence({ says, answers = {} }: Question, { choices, about }: Ask): string {
  // Some say in their own words what the answer does.
  const told = choices.filter((choice) => answers[choice] && !about?.includes(`\`${choice}\``));
  const offered = told.map((choice) => `\`${choice}\` ${answers[choice]}`).join(', ');
  return [says, ...(offered ? [`${offered}.`] : []), ...(about ? [`(${about})`] : [])].join(' ');
}
