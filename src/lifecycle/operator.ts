import type { Ask, Command, Deciding, Possible } from './entity';
import { operatorActions, type OperatorAction } from './words';

/** What each action does, in a few words: for Temporal's UI. */
export const actionMeans: Readonly<Record<OperatorAction, string>> = {
  retry: 'tries again now what was refused or put off; time limits start anew',
  cancel: 'takes it back from the warehouse; Centra is not touched',
  complete: 'reports it to Centra now, as it is; "tracking" and "carrier" may be given',
  hold: 'stops every write for it but a cancellation',
  release: 'lets it go on',
  resolve: 'answers what is asked',
  abandon: 'gives it up: nothing more is written; an order that lives in the warehouse lives on',
};

/** Retrying and releasing explain themselves. */
export const needsReason = (action: OperatorAction): boolean => action !== 'retry' && action !== 'release';

/** What is to be sent with an action, for somebody who types it. */
export const exampleOf = (action: OperatorAction, choice = 'one of the choices'): Readonly<Record<string, string>> => ({
  actor: 'your name',
  ...(needsReason(action) ? { reason: 'why' } : {}),
  ...(action === 'resolve' ? { choice } : {}),
});

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
  const { action } = command;
  if (!operatorActions.includes(action)) return `unknown action; there are ${operatorActions.join(', ')}`;
  const malformed = malformedRequest(command);
  const example = JSON.stringify(exampleOf(action));
  if (malformed) return `${malformed}; send ${example}`;
  if (isBlank(command.actor)) return `the actor is missing; send ${example}`;
  if (isBlank(command.reason) && needsReason(action)) return `a reason is required; send ${example}`;
  const possible = actions().find(({ name }) => name === action);
  if (possible?.whyNot) return possible.whyNot;
  if (action !== 'resolve') return undefined;
  const choices = possible?.choices ?? [];
  return command.choice && choices.includes(command.choice) ? undefined : `choose one of ${choices.join(', ')}`;
}

const isBlank = (text: string | undefined | null) => !text?.trim();

/** What an operator may write, characters. */
const longest = { actor: 100, reason: 1_000, choice: 100, tracking: 200, carrier: 200 } as const;

/**
 * Somebody may have typed it in Temporal's UI: it can be anything.
 *
 * @returns what is wrong with its form, without any of its values
 */
export function malformedRequest(request: object): string | undefined {
  for (const [field, most] of Object.entries(longest)) {
    const value = (request as Readonly<Record<string, unknown>>)[field];
    if (value === undefined || value === null) continue;
    if (typeof value !== 'string') return `"${field}" must be a text`;
    if (value.length > most) return `"${field}" is longer than ${most} characters`;
  }
  // What was misspelt would be left out in silence. A text is spread into its characters.
  const unknown = Object.keys(request).find((field) => field !== 'action' && !(field in longest));
  if (unknown === undefined) return undefined;
  return /^\d+$/.test(unknown)
    ? 'the data must be one JSON object'
    : `there is no field "${unknown.slice(0, 40)}": there are ${Object.keys(longest).join(', ')}`;
}
