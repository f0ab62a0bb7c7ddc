import type { Command, Possible } from '../entity';
import { choicesOf, possibleBy, refusalBy } from '../operator';
import { note } from '../timeline';
import type { OperatorAction } from '../words';
import { decide } from './decide';
import type { Made, ReturnFacts, ReturnPart } from './facts';
import type { ReturnSettings } from './settings';
import type { Decision } from './steps';
import { nextPart, planOf } from './view';

/** The same rules that decide the next step say what an operator may do: the answer is never a guess. */
export function possibleActions(facts: ReturnFacts, settings: ReturnSettings, now: number): Possible[] {
  const decision = decide(facts, settings, now);
  return possibleBy(decision, (action) => whyNotNow(action, facts, decision));
}

function whyNotNow(action: OperatorAction, facts: ReturnFacts, decision: Decision): string | undefined {
  if (decision.step.do === 'finish') return 'it has ended';
  if (facts.operator.abandoned) return 'it was abandoned';
  switch (action) {
    case 'retry': {
      const { refusals, attempts, doubt } = facts;
      const stopped = Object.keys(refusals).length > 0 || attempts || doubt || decision.asks.length > 0;
      return stopped ? undefined : 'nothing has failed: there is nothing to try again';
    }
    case 'cancel':
      return 'the goods are back: a return cannot be cancelled. `abandon` leaves it to you';
    case 'complete':
      return 'a return is reported by itself; what is settled by hand is answered with `resolve`';
    case 'hold':
      return facts.operator.held ? 'it is held already' : undefined;
    case 'release':
      return facts.operator.held ? undefined : 'it is not held';
    case 'resolve':
      return choicesOf(decision.asks).length > 0 ? undefined : 'nothing is asked that has choices';
    case 'abandon':
      return undefined;
    default:
      return action satisfies never;
  }
}

/** @returns why this command makes no sense now, in words for the operator; nothing when it does */
export function refusalOf(
  command: Command,
  facts: ReturnFacts,
  settings: ReturnSettings,
  now: number,
): string | undefined {
  return refusalBy(command, () => possibleActions(facts, settings, now));
}

/** The command becomes a fact. It has been checked with `refusalOf`. */
export function perform(facts: ReturnFacts, command: Command, settings: ReturnSettings, now: number): ReturnFacts {
  const { action, actor, reason, choice } = command;
  const mark = { at: now, by: actor };
  const noted = note(facts, {
    at: now,
    what: choice ? `${action} ${choice}` : action,
    by: actor,
    ...(reason ? { reason } : {}),
  });
  const { operator } = noted;
  switch (action) {
    case 'retry':
      return retried(noted, now);
    case 'hold':
      return { ...noted, operator: { ...operator, held: mark } };
    case 'release': {
      const { held: _h, ...rest } = operator;
      return { ...noted, operator: rest };
    }
    case 'resolve':
      return resolved(noted, choice ?? '', settings, now);
    case 'abandon':
      return { ...noted, operator: { ...operator, abandoned: mark } };
    case 'cancel':
    case 'complete':
      return noted;
    default:
      return action satisfies never;
  }
}

/** Everything that was refused or put off is tried now, and time limits start anew. */
function retried({ attempts: _a, doubt, phase, ...rest }: ReturnFacts, now: number): ReturnFacts {
  const { lookedAt: _l, ...unlooked } = doubt ?? { since: 0, limitAt: 0, writes: 0, part: 0 };
  return { ...rest, ...(doubt ? { doubt: unlooked } : {}), refusals: {}, phase: { ...phase, since: now } };
}

function resolved(facts: ReturnFacts, choice: string, settings: ReturnSettings, now: number): ReturnFacts {
  const ask = decide(facts, settings, now).asks.find(({ choices }) => choices.includes(choice));
  if (!ask) return facts;
  const answer = { choice, basis: ask.basis, at: now };
  const next: ReturnFacts = {
    ...facts,
    operator: { ...facts.operator, resolved: { ...facts.operator.resolved, [ask.attention]: answer } },
  };
  const plan = planOf(facts);
  switch (`${ask.attention} ${choice}`) {
    // Settled in Centra by a person: Ongoing is told, and nothing is made.
    case 'completed-elsewhere accept':
      return settleByHand(
        next,
        plan.map((_part, index) => index),
        now,
      );
    case 'return-refused accept':
      return settleByHand(next, [nextPart(facts) ?? 0], now);
    case 'items-not-returned accept':
      return { ...next, made: facts.made.map((one) => ({ ...one, notTaken: [] })) };
    case 'items-not-returned report-again':
      return reportAgain(next, plan);
    default:
      return next;
  }
}

function settleByHand(facts: ReturnFacts, parts: readonly number[], at: number): ReturnFacts {
  const {
    surplusSince: _s,
    refusals: { make: _m, ...refusals },
    ...rest
  } = facts;
  const open = parts.filter((index) => facts.made.every(({ part }) => part !== index));
  const settled = open.map((part): Made => ({ part, at, notTaken: [] }));
  return { ...rest, refusals, plan: planOf(facts), made: [...facts.made, ...settled] };
}

/** What Centra did not take becomes a return of its own, after the others. */
function reportAgain(facts: ReturnFacts, plan: readonly ReturnPart[]): ReturnFacts {
  const parts = [...plan];
  for (const { part, notTaken } of facts.made) {
    const whole = plan[part];
    if (!whole || notTaken.length === 0) continue;
    const isLeft = (lineId: string) => notTaken.includes(lineId);
    const products = Object.entries(whole.products);
    parts[part] = { ...whole, products: Object.fromEntries(products.filter(([lineId]) => !isLeft(lineId))) };
    parts.push({
      products: Object.fromEntries(products.filter(([lineId]) => isLeft(lineId))),
      returnStock: whole.returnStock,
      lines: whole.lines.filter(({ lineId }) => isLeft(lineId)),
    });
  }
  return { ...facts, plan: parts, made: facts.made.map((one) => ({ ...one, notTaken: [] })) };
}
