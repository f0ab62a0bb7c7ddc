import type { Ask, Command, Deciding, Possible } from './entity';
import { operatorActions, type OperatorAction } from './words';

export const choicesOf = (asks: readonly Ask[]): string[] => [...new Set(asks.flatMap((ask) => ask.choices))];

/**
 * What may be done now, of every action. The rules that decide the next step say it: the answer is never a guess.
 *
 * @param whyNot the sentence that the operator reads, or nothing when the action makes sense
 */
export function possibleBy(
  { asks }: Pick<Deciding<unknown>, 'asks'>,
  whyNot: (action: OperatorAction) => string | undefined,
): Possible[] {
  return operatorActions.map((name) => {
    const why = whyNot(name);
    const choices = name === 'resolve' ? choicesOf(asks) : [];
    return {
      name,
      allowed: why === undefined,
      ...(why ? { whyNot: why } : {}),
      ...(choices.length ? { choices } : {}),
    };
  });
}

/** @returns why this command makes no sense now, in words for the operator; nothing when it does */
export function refusalBy(command: Command, actions: () => readonly Possible[]): string | undefined {
  if (!operatorActions.includes(command.action)) return `unknown action; there are ${operatorActions.join(', ')}`;
  if (!command.actor) return 'the actor is missing';
  if (!command.reason && command.action !== 'retry' && command.action !== 'release') return 'a reason is required';
  const possible = actions().find(({ name }) => name === command.action);
  if (possible?.whyNot) return possible.whyNot;
  if (command.action !== 'resolve') return undefined;
  const choices = possible?.choices ?? [];
  return command.choice && choices.includes(command.choice) ? undefined : `choose one of ${choices.join(', ')}`;
}
