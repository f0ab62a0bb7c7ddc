import type { Command, Possible } from '../entity';
import { choicesOf, possibleBy, refusalBy } from '../operator';
import { note } from '../timeline';
import type { OperatorAction } from '../words';
import { decide } from './decide';
import type { Doubt, PurchaseOrderFacts } from './facts';
import { receiptOf } from './report';
import type { PurchaseOrderSettings } from './settings';
import type { Decision } from './steps';
import { fateOf, figuresOf, isReceived, living } from './view';

const ends: ReadonlySet<string> = new Set(['completed', 'cancelled', 'abandoned']);

/** The same rules that decide the next step say what an operator may do: the answer is never a guess. */
export function possibleActions(facts: PurchaseOrderFacts, settings: PurchaseOrderSettings, now: number): Possible[] {
  const decision = decide(facts, settings, now);
  return possibleBy(decision, (action) => whyNotNow(action, facts, settings, decision));
}

function whyNotNow(
  action: OperatorAction,
  facts: PurchaseOrderFacts,
  settings: PurchaseOrderSettings,
  decision: Decision,
): string | undefined {
  if (decision.step.do === 'finish') return 'it has ended';
  if (facts.operator.abandoned && action !== 'resolve') return 'it was abandoned';
  switch (action) {
    case 'retry':
      return nothingToRetry(facts, decision);
    case 'cancel':
      return whyNotCancel(facts, settings);
    case 'complete':
      return whyNotReport(facts, settings);
    case 'hold':
      if (facts.operator.held) return 'it is held already';
      return ends.has(decision.stage) ? 'nothing more is written for it' : undefined;
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

function whyNotCancel(facts: PurchaseOrderFacts, settings: PurchaseOrderSettings): string | undefined {
  if (facts.reported) return 'its receipt has been reported to Centra';
  if (facts.doubt?.of === 'report') return 'its receipt may have been reported to Centra';
  if (facts.operator.cancel) return 'its cancellation has been asked for already';
  const seen = living(facts, settings);
  return seen && isReceived(seen, settings) ? 'the warehouse has finished receiving' : undefined;
}

/** The receipt of a delivery can be told early, or where the warehouse never says that it has finished; once. */
function whyNotReport(facts: PurchaseOrderFacts, settings: PurchaseOrderSettings): string | undefined {
  if (facts.reported) return 'its receipt has been reported already';
  if (facts.doubt?.of === 'report') return 'its receipt may have been reported already: answer what is asked';
  if (fateOf(facts, settings) !== 'listed') return 'Centra does not list the delivery any more';
  if (facts.operator.report) return 'this has been asked for already';
  const seen = living(facts, settings);
  const figures = seen && figuresOf(facts, seen.lines);
  if (!figures) return 'the warehouse has shown nothing of it yet';
  return figures.total > 0 ? undefined : 'nothing of it has been received yet';
}

function nothingToRetry(facts: PurchaseOrderFacts, decision: Decision): string | undefined {
  const stopped =
    Object.keys(facts.refusals).length > 0 ||
    [facts.attempts, facts.unmappable, facts.numberTaken, facts.gate, facts.doubt].some((one) => one !== undefined) ||
    decision.asks.length > 0;
  return stopped ? undefined : 'nothing has failed: there is nothing to try again';
}

/** @returns why this command makes no sense now, in words for the operator; nothing when it does */
export function refusalOf(
  command: Command,
  facts: PurchaseOrderFacts,
  settings: PurchaseOrderSettings,
  now: number,
): string | undefined {
  return refusalBy(command, () => possibleActions(facts, settings, now));
}

/** The command becomes a fact. It has been checked with `refusalOf`. */
export function perform(
  facts: PurchaseOrderFacts,
  command: Command,
  settings: PurchaseOrderSettings,
  now: number,
): PurchaseOrderFacts {
  const { action, actor, reason, choice } = command;
  const mark = { at: now, by: actor };
  const what = action === 'complete' ? 'report now' : choice ? `${action} ${choice}` : action;
  const noted = note(facts, { at: now, what, by: actor, ...(reason ? { reason } : {}) });
  const { operator } = noted;
  switch (action) {
    case 'retry':
      return retried(noted, now);
    case 'cancel':
      return { ...retried(noted, now), operator: { ...operator, cancel: mark } };
    case 'complete': {
      // Who wants it reported does not want it cancelled.
      const { cancel: _c, ...rest } = operator;
      return { ...retried(noted, now), operator: { ...rest, report: mark } };
    }
    case 'hold':
      return { ...noted, operator: { ...operator, held: mark } };
    case 'release': {
      const { held: _h, ...rest } = operator;
      return { ...noted, operator: rest };
    }
    case 'resolve':
      return resolved(noted, choice ?? '', actor, settings, now);
    case 'abandon':
      return { ...noted, operator: { ...operator, abandoned: mark } };
    default:
      return action satisfies never;
  }
}

/** Everything that was refused or put off is tried now, and time limits start anew. */
function retried(facts: PurchaseOrderFacts, now: number): PurchaseOrderFacts {
  const { attempts: _a, unmappable: _u, numberTaken: _n, gate: _g, doubt, refusals, phase, ...rest } = facts;
  // A receipt is not sent again because somebody pressed a key: that is a choice of its own.
  const kept = refusals.report ? { report: refusals.report } : {};
  return {
    ...rest,
    ...(doubt ? { doubt: lookedUpNow(doubt) } : {}),
    refusals: kept,
    phase: { ...phase, since: now },
  };
}

function lookedUpNow(doubt: Doubt): Doubt {
  const { lookedAt: _l, ...rest } = doubt;
  return rest;
}

function resolved(
  facts: PurchaseOrderFacts,
  choice: string,
  actor: string,
  settings: PurchaseOrderSettings,
  now: number,
): PurchaseOrderFacts {
  const ask = decide(facts, settings, now).asks.find(({ choices }) => choices.includes(choice));
  if (!ask) return facts;
  const answers = { ...facts.operator.resolved, [ask.attention]: { choice, basis: ask.basis, at: now } };
  const answer: PurchaseOrderFacts = { ...facts, operator: { ...facts.operator, resolved: answers } };
  const { doubt, order } = answer;
  switch (choice) {
    case 'reported': {
      const receipt = (doubt?.of === 'report' && doubt.receipt) || receiptOf(facts, living(facts, settings));
      return { ...undoubted(answer), reported: { ...receipt, at: now, rest: [], by: actor } };
    }
    case 'report-again':
      return undoubted(answer);
    case 'give-up':
      return { ...answer, operator: { ...answer.operator, cancel: { at: now, by: actor } } };
    case 'order-again': {
      if (!order) return answer;
      const { unknown: _u, ...rest } = order;
      return { ...answer, order: { ...rest, cancelled: { at: now, confirmFrom: now, confirmedAt: now } } };
    }
    default:
      return answer;
  }
}

/** A person knows what the reads could not tell. */
function undoubted(facts: PurchaseOrderFacts): PurchaseOrderFacts {
  const { doubt, refusals, ...rest } = facts;
  const { report: _r, ...others } = refusals;
  return { ...rest, refusals: others, ...(doubt && doubt.of !== 'report' ? { doubt } : {}) };
}
