import type { Ask, Deciding, Paced, Possible } from './entity';

/** `2026-03-01 12:00:00`, UTC. */
export const when = (at: number): string => new Date(at).toISOString().replace('T', ' ').slice(0, 19);

/** How current details in Temporal's UI begin, of every kind: where it is, what is asked, and what may be done now. */
export function standing(
  { phase }: Pick<Paced, 'phase'>,
  { stage, step, asks, dueAt }: Deciding<{ readonly do: string; readonly until?: number }>,
  actions: readonly Possible[],
  words: { readonly waitingFor: string; readonly askSentence: (ask: Ask) => string },
): string[] {
  const isWaiting = step.do === 'wait';
  const possible = actions
    .filter((action) => action.allowed)
    .map((action) => `\`${action.name}\`${action.choices ? ` (${action.choices.join(', ')})` : ''}`);
  return [
    `**${stage}**: ${isWaiting ? 'waits until ' : ''}${words.waitingFor}.`,
    `Since ${when(phase.since)} UTC.${dueAt ? ` A person is asked at ${when(dueAt)} UTC if nothing happens.` : ''}`,
    ...(isWaiting && step.until ? [`Looked at again at ${when(step.until)} UTC.`] : []),
    ...asks.map((ask) => `\n**Attention: ${ask.attention}.** ${words.askSentence(ask)}`),
    '',
    `Possible now: ${possible.join(', ')}`,
    '',
  ];
}
