import type { Command, Possible } from '../entity';
import { choicesOf, possibleBy, refusalBy } from '../operator';
import { note } from '../timeline';
import type { OperatorAction, ShipmentEnd } from '../words';
import type { ShipmentFacts } from './facts';
import type { ShipmentSettings } from './settings';
import { decide } from './decide';
import type { Decision } from './steps';
import { anyShipped, cancelWanted, isCompleted, mayLiveInWarehouse } from './view';

const ends: ReadonlySet<string> = new Set<ShipmentEnd>(['completed', 'cancelled', 'withdrawn', 'abandoned']);

/** The same rules that decide the next step say what an operator may do: the answer is never a guess. */
export function possibleActions(facts: ShipmentFacts, settings: ShipmentSettings, now: number): Possible[] {
  const decision = decide(facts, settings, now);
  return possibleBy(decision, (action) => whyNotNow(action, facts, settings, decision));
}

function whyNotNow(
  action: OperatorAction,
  facts: ShipmentFacts,
  settings: ShipmentSettings,
  decision: Decision,
): string | undefined {
  if (decision.step.do === 'finish') return 'it has ended';
  if (facts.operator.abandoned && action !== 'resolve') return 'it was abandoned';
  switch (action) {
    case 'retry':
      return nothingToRetry(facts, decision);
    case 'cancel':
      if (isCompleted(facts) && !settings.wholeOrders) return 'it has been completed in Centra';
      if (facts.operator.cancel) return 'its cancellation has been asked for already';
      return anyShipped(facts, settings) ? 'the goods have been shipped' : undefined;
    case 'complete':
      if (settings.wholeOrders) return 'an order that is imported as a whole is never reported back';
      if (facts.completed ?? facts.centra.completed) return 'it has been completed in Centra already';
      if (cancelWanted(facts, settings)) return 'it is cancelled: nothing of it is reported as shipped';
      if (facts.operator.complete) return 'this has been asked for already';
      return facts.order?.written && mayLiveInWarehouse(facts, settings)
        ? undefined
        : 'the warehouse has no order of it that could be reported';
    case 'hold':
      if (facts.operator.held) return 'it is held already';
      return ends.has(decision.stage) && !isBeforeTheGate(decision) ? 'nothing more is written for it' : undefined;
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

/** It shows as withdrawn, and may be imported yet. */
const isBeforeTheGate = ({ step }: Decision) => step.do === 'wait' && step.for === 'gate';

function nothingToRetry(facts: ShipmentFacts, decision: Decision): string | undefined {
  const stopped =
    Object.keys(facts.refusals).length > 0 ||
    facts.attempts !== undefined ||
    facts.unmappable !== undefined ||
    facts.numberTaken !== undefined ||
    facts.gate !== undefined ||
    facts.doubt !== undefined ||
    decision.asks.length > 0;
  return stopped ? undefined : 'nothing has failed: there is nothing to try again';
}

/** @returns why this command makes no sense now, in words for the operator; nothing when it does */
export function refusalOf(
  command: Command,
  facts: ShipmentFacts,
  settings: ShipmentSettings,
  now: number,
): string | undefined {
  return refusalBy(command, () => possibleActions(facts, settings, now));
}

/** The command becomes a fact. It has been checked with `refusalOf`. */
export function perform(
  facts: ShipmentFacts,
  command: Command,
  settings: ShipmentSettings,
  now: number,
): ShipmentFacts {
  const { action, actor, reason, choice, tracking, carrier } = command;
  const mark = { at: now, by: actor };
  const noted = note(facts, {
    at: now,
    what: choice ? `${action} ${choice}` : action,
    by: actor,
    ...(reason ? { reason } : {}),
  });
  const operator = noted.operator;
  switch (action) {
    case 'retry':
      return retried(noted, now);
    case 'cancel':
      return { ...retried(noted, now), operator: { ...operator, cancel: mark } };
    case 'complete':
      return {
        ...retried(noted, now),
        operator: {
          ...operator,
          complete: { ...mark, ...(tracking ? { tracking } : {}), ...(carrier ? { carrier } : {}) },
        },
      };
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
    default:
      return action satisfies never;
  }
}

/** Everything that was refused or put off is tried now, and time limits start anew. */
export function retried(facts: ShipmentFacts, now: number): ShipmentFacts {
  const { attempts: _a, unmappable: _u, numberTaken: _n, gate: _g, doubt, centra, phase, ...rest } = facts;
  const { lookedAt: _l, ...unlooked } = centra;
  // A question that only a read can answer is read again.
  const asksCentra = doubt === undefined && (centra.notVisibleSince !== undefined || phase.name === 'report');
  return {
    ...rest,
    centra: asksCentra ? unlooked : centra,
    ...(doubt ? { doubt: withoutLook(doubt) } : {}),
    refusals: {},
    phase: { ...phase, since: now },
  };
}

function withoutLook(doubt: NonNullable<ShipmentFacts['doubt']>): NonNullable<ShipmentFacts['doubt']> {
  const { lookedAt: _l, unlisted: _u, ...rest } = doubt;
  return rest;
}

function resolved(facts: ShipmentFacts, choice: string, settings: ShipmentSettings, now: number): ShipmentFacts {
  const ask = decide(facts, settings, now).asks.find(({ choices }) => choices.includes(choice));
  if (!ask) return facts;
  const { doubt, order } = facts;
  const answer: ShipmentFacts = {
    ...facts,
    operator: {
      ...facts.operator,
      resolved: { ...facts.operator.resolved, [ask.attention]: { choice, basis: ask.basis, at: now } },
    },
  };
  if (choice === 'captured' || choice === 'not-captured') {
    const { doubt: _d, ...decided } = answer;
    return choice === 'captured' ? { ...decided, captured: { at: now } } : decided;
  }
  if (choice === 'refunded' && ask.attention === 'captured-not-shipped') {
    // What we took is given back: should Centra want the goods after all, it is Centra that says whether they are paid.
    const { captured: _c, ...givenBack } = answer;
    return givenBack;
  }
  if (choice === 'refunded' && ask.attention === 'short-picked') {
    const { doubt: _d, ...decided } = answer;
    return { ...(doubt?.of === 'refund' ? decided : answer), refunded: { at: now } };
  }
  if (choice === 'give-up') {
    return { ...answer, operator: { ...answer.operator, cancel: { at: now, by: 'give-up' } } };
  }
  if (choice === 'order-again' && order) {
    const { unknown: _u, ...rest } = order;
    return { ...answer, order: { ...rest, cancelled: { at: now, confirmFrom: now, confirmedAt: now } } };
  }
  return answer;
}
