import { connectionAsks, connectionStage, type ConnectionFacts } from './connection';
import { malformedRequest } from './operator';
import { when } from './tell';

/** What an operator can do with a connection, each an update of the same name. */
export const connectionActions = ['pause', 'resume', 'retry', 'resolve'] as const;
export type ConnectionAction = (typeof connectionActions)[number];

export const connectionActionMeans: Readonly<Record<ConnectionAction, string>> = {
  pause: 'stops every write but cancellations; reading goes on',
  resume: 'goes on after a pause: what waited is tried',
  retry: 'tries now whether it works',
  resolve: 'answers what is asked: the next scan believes the short list',
};

const needsReason = (action: ConnectionAction) => action === 'pause' || action === 'resolve';

/** What is to be sent with an action, for somebody who types it. */
export const connectionExample = (action: ConnectionAction, choice = 'one of the choices') => ({
  actor: 'your name',
  ...(needsReason(action) ? { reason: 'why' } : {}),
  ...(action === 'resolve' ? { choice } : {}),
});

interface Request {
  readonly actor?: string;
  readonly reason?: string;
  readonly choice?: string;
}

/** @returns why this makes no sense now, in words for the operator; nothing when it does */
export function connectionRefusal(
  action: ConnectionAction,
  request: Request | undefined,
  facts: ConnectionFacts,
): string | undefined {
  const given: Request = { ...request };
  const example = JSON.stringify(connectionExample(action));
  const malformed = malformedRequest(given);
  if (malformed) return `${malformed}; send ${example}`;
  if (!given.actor?.trim()) return `the actor is missing; send ${example}`;
  if (needsReason(action) && !given.reason?.trim()) return `a reason is required; send ${example}`;
  return whyNotNow(action, facts, given.choice);
}

/** @param choice for `resolve`; without it: whether anything can be answered */
export function whyNotNow(action: ConnectionAction, facts: ConnectionFacts, choice?: string): string | undefined {
  switch (action) {
    case 'pause':
      return facts.paused ? 'it is paused already' : undefined;
    case 'resume':
      return facts.paused ? undefined : 'it is not paused';
    case 'retry':
      return facts.waiting ? undefined : 'it works';
    case 'resolve': {
      const choices = connectionAsks(facts).flatMap((ask) => ask.choices);
      if (choices.length === 0) return 'nothing is asked that has choices';
      return choices.includes(choice ?? '') ? undefined : `choose one of ${choices.join(', ')}`;
    }
    default:
      return action satisfies never;
  }
}

const stageMeans: Readonly<Record<ReturnType<typeof connectionStage>, string>> = {
  working: 'calls go out as usual',
  waiting: 'calls wait until it works again',
  paused: 'an operator has stopped every write but cancellations',
};

/** What is asked, what goes on meanwhile, and which update with which data does what: Markdown for Temporal's UI. */
export function connectionDetails(facts: ConnectionFacts): string {
  const { paused, waiting } = facts;
  const asks = connectionAsks(facts);
  const rows = connectionActions.flatMap((action) => {
    const choices = action === 'resolve' ? [...new Set(asks.flatMap((ask) => ask.choices))] : [undefined];
    return choices
      .filter((choice) => whyNotNow(action, facts, choice) === undefined)
      .map((choice) => {
        const data = JSON.stringify(connectionExample(action, choice));
        return `| \`${action}\` | \`${data}\` | ${connectionActionMeans[action]} |`;
      });
  });
  return [
    ...asks.map((ask) => `**Attention: ${ask.attention}**, since ${when(ask.since)} UTC. ${ask.sentence}\n`),
    `**${connectionStage(facts)}**: ${stageMeans[connectionStage(facts)]}.`,
    ...(paused
      ? [
          `Paused by ${paused.by} at ${when(paused.at)} UTC${paused.reason ? `: ${paused.reason}` : ''}. Nothing but cancellations is written.`,
        ]
      : []),
    ...(waiting
      ? [
          `Since ${when(waiting.since)} UTC nothing but probes goes out, the next within five minutes (${waiting.probes} so far). What waits for it is not lost and not late: it goes on by itself.`,
        ]
      : []),
    '',
    'You may now, by _More Actions_, _Send an Update_:',
    '',
    '| Update | Data | What it does |',
    '| --- | --- | --- |',
    ...rows,
  ].join('\n');
}
