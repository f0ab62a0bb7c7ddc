import type { Ask, Deciding, Paced, Possible, TimelineEntry } from './entity';
import { plain, table } from './markdown';
import { actionMeans, exampleOf } from './operator';
import { questionSentence, type Question } from './question';
import type { OperatorAction } from './words';

/** `2026-03-01 12:00:00`, UTC. */
export const when = (at: number): string => new Date(at).toISOString().replace('T', ' ').slice(0, 19);

/**
 * What it waits for. What is held waits for its release besides, whatever else it would wait for.
 *
 * @param words of what the step waits for, after "until"
 */
export const waitsUntil = (
  { stage, step }: { readonly stage: string; readonly step: { readonly do: string; readonly for?: string } },
  words: string,
): string =>
  stage === 'held' && step.do === 'wait' && step.for !== 'release'
    ? `an operator releases it, and until ${words}`
    : words;

/** Something that is known, by name. */
export type FactRow = readonly [title: string, text: string];

/** What the kind of life calls things. */
export interface Telling {
  readonly waitingFor: string;
  readonly questionOf: (ask: Ask) => Question;
  /** What an action does, where that is something else than usual. */
  readonly does?: Readonly<Partial<Record<OperatorAction, string>>>;
}

/** What is told of every life, and its attempts that came to nothing, where there are any. */
type Told = Paced & {
  readonly attempts?: {
    readonly count: number;
    readonly of: string;
    readonly kind: string;
    readonly system: string;
    readonly at?: string;
  };
};
type Decided = Deciding<{ readonly do: string; readonly for?: string; readonly until?: number }>;

/**
 * Current details in Temporal's UI, of every kind: what is wrong and since when, what it waits for, what happens next, what
 * may be done and what exactly is to be sent for it; then what is known, and what happened lately. What matters most comes
 * first: the UI shows a few lines, and the rest of it by scrolling.
 */
export function explain(
  facts: Told,
  decision: Decided,
  actions: readonly Possible[],
  telling: Telling,
  known: readonly FactRow[],
): string {
  return [
    ...decision.asks.flatMap((ask) => [asked(ask, facts, telling), '']),
    ...standing(facts, decision, telling),
    '',
    ...possible(decision, actions, telling),
    ...table(['', ''], [...known, ...attemptRows(facts)]),
    '',
    ...lately(facts.timeline),
  ].join('\n');
}

const asked = (ask: Ask, { asked: since }: Told, { questionOf }: Telling) =>
  `**Attention: ${ask.attention}**${since[ask.attention] === undefined ? '' : `, since ${when(since[ask.attention] ?? 0)} UTC`}. ${plain(questionSentence(questionOf(ask), ask))}`;

function standing({ phase }: Told, decision: Decided, { waitingFor }: Telling): string[] {
  const { stage, step, dueAt } = decision;
  const isWaiting = step.do === 'wait';
  if (step.do === 'finish')
    return [`**${stage}**, since ${when(phase.since)} UTC. It has ended: nothing more happens.`];
  return [
    `**${stage}**: ${isWaiting ? 'waits until ' : ''}${waitsUntil(decision, waitingFor)}.`,
    `Since ${when(phase.since)} UTC.${dueAt ? ` A person is asked at ${when(dueAt)} UTC if nothing happens.` : ''}`,
    ...(isWaiting && step.until && step.until !== dueAt ? [`Looked at again at ${when(step.until)} UTC.`] : []),
  ];
}

/** Which update, with which data, does what. */
function possible({ asks }: Decided, actions: readonly Possible[], { questionOf, does }: Telling): string[] {
  const allowed = actions.filter((action) => action.allowed);
  if (allowed.length === 0) return [];
  const answers = asks.flatMap((ask) =>
    ask.choices.map((choice): readonly string[] => [
      '`resolve`',
      data('resolve', choice),
      questionOf(ask).answers?.[choice] ?? `answers ${ask.attention}`,
    ]),
  );
  const others = allowed
    .filter(({ name }) => name !== 'resolve')
    .map(({ name }) => [`\`${name}\``, data(name), does?.[name] ?? actionMeans[name]] as const);
  const not = actions.filter(({ whyNot }) => whyNot !== undefined);
  return [
    'You may now, by _More Actions_, _Send an Update_ (your name and your reason are kept):',
    '',
    ...table(['Update', 'Data', 'What it does'], [...answers, ...others]),
    '',
    ...(not.length > 0 ? [`Not now: ${not.map(({ name, whyNot }) => `\`${name}\` (${whyNot})`).join('; ')}.`, ''] : []),
  ];
}

const data = (action: OperatorAction, choice?: string) => `\`${JSON.stringify(exampleOf(action, choice))}\``;

const attemptRows = ({ attempts }: Told): FactRow[] =>
  attempts
    ? [
        [
          'Attempts',
          `${attempts.count} of ${attempts.of}, ${attempts.kind} (${attempts.system})${attempts.at ? ` at ${attempts.at}` : ''}`,
        ],
      ]
    : [];

const mostLately = 8;

function lately(timeline: readonly TimelineEntry[]): string[] {
  const latest = timeline.slice(-mostLately).reverse();
  if (latest.length === 0) return [];
  const rows = latest.map(({ at, what, outcome, by, reason }) => [
    when(at),
    [what, outcome].filter(Boolean).join(': '),
    by ? `by ${by}` : '',
    reason ?? '',
  ]);
  return table(['Lately (UTC)', '', '', ''], rows);
}
