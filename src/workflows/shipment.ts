import { apply } from '../lifecycle/shipment/apply';
import type { ShipmentFacts, ShipmentKey } from '../lifecycle/shipment/facts';
import type { Beginning } from '../lifecycle/shipment/life';
import { begin, turn, wake } from '../lifecycle/shipment/life';
import { observeCentra, observeWarehouse } from '../lifecycle/shipment/observe';
import { perform, possibleActions, refusalOf } from '../lifecycle/shipment/operator';
import type { Done, EffectResult } from '../lifecycle/shipment/results';
import type { ShipmentSettings } from '../lifecycle/shipment/settings';
import type { Decision, Effect } from '../lifecycle/shipment/steps';
import { askSentence, details, waitingFor } from '../lifecycle/shipment/tell';
import { orderAskSentence, orderQuestionOf } from '../lifecycle/shipment/tell-order';
import type { ShipmentEnd, ShipmentStage } from '../lifecycle/words';
import { isWrite, priorityOf, queueOf, systemOf } from '../protocol/effects';
import type { Observation, ShipmentInput, ShipmentOutcome } from '../protocol/shipment';
import { completedSeen, isObservation, isShipmentSettings, seenOf } from '../protocol/shipment';
import type { Kind } from './entity';
import { liveAs } from './entity';

interface Types {
  key: ShipmentKey;
  settings: ShipmentSettings;
  facts: ShipmentFacts;
  beginning: Beginning;
  observation: Observation;
  effect: Effect;
  result: EffectResult;
  stage: ShipmentStage;
  phase: Decision['phase'];
  end: ShipmentEnd;
  outcome: ShipmentOutcome;
}

/** Started by hand, without what a scan saw: everything is read before anything is written. */
const nothingSeen = (now: number): Beginning => ({ observedAt: now, row: { paid: false, shouldCapture: false } });

const kind: Kind<Types> = {
  begin: (beginning, settings, now) => begin(beginning ?? nothingSeen(now), settings, now),
  turn,
  observe: (facts, seen, settings, now) =>
    'centra' in seen ? observeCentra(facts, seen.centra, now) : observeWarehouse(facts, seen.warehouse, settings, now),
  wake,
  apply: (facts, done, settings, when) => apply(facts, done as Done, settings, when),
  ...{ possibleActions, refusalOf, perform },
  waitingFor: (step) => waitingFor(step as Decision['step']),
  askSentence,
  details: (key, facts, decision, actions) => details(key, facts, decision as Decision, actions),
  outcomeOf,
  ...{ isObservation, isSettings: isShipmentSettings },
  firstStage: 'importing',
  display: {
    warehouseOrder: ({ order }) => order?.number,
    seen: ({ centra }) => {
      const { digests, paid, shouldCapture, hold, suspect } = centra;
      // Of a shipment that was asked for and was gone, a scan tells that it is there again.
      const gone = !centra.goodToGo && !centra.completed ? 'gone:' : '';
      return digests && gone + seenOf({ digests, paid, shouldCapture, hold, suspect });
    },
    isWorthShowing: (facts, { stage, step }) =>
      facts.attempts !== undefined || facts.doubt !== undefined || step.do === 'wait' || !quietStages.has(stage),
  },
  calls: { queueOf, priorityOf, isWrite, systemOf },
};

/** Reporting and ending at the first try is the quiet way. */
const quietStages: ReadonlySet<ShipmentStage> = new Set(['capturing', 'importing', 'reporting', 'completed']);

/** One shipment, from the moment it passes the gate until Centra no longer offers it. */
export const shipment = (input: ShipmentInput): Promise<ShipmentOutcome> => liveAs(kind, input);

/** The same for an order that is imported as a whole. */
const ofOrders: Kind<Types> = {
  ...kind,
  askSentence: orderAskSentence,
  details: (key, facts, decision, actions) => details(key, facts, decision as Decision, actions, orderQuestionOf),
  display: {
    ...kind.display,
    // Centra's list lacks what is completed: that is nothing to ask about.
    seen: (facts) => (facts.centra.completed ? completedSeen : kind.display.seen(facts)),
  },
};

/** One order, until all of it has left the warehouse, or Centra no longer offers it. */
export const order = (input: ShipmentInput): Promise<ShipmentOutcome> => liveAs(ofOrders, input);

function outcomeOf(end: ShipmentEnd, facts: ShipmentFacts): ShipmentOutcome {
  const { order, spent, completed, captured, afterwards } = facts;
  if (afterwards) {
    const { orderNumber, knownWaybills, addedWaybills, annulled } = afterwards;
    return {
      end,
      orderNumbers: [orderNumber],
      waybills: [...knownWaybills, ...addedWaybills],
      captured: false,
      annulled,
    };
  }
  return {
    end,
    orderNumbers: [...spent, ...(order ? [order.number] : [])],
    ...(order?.orderId ? { orderId: order.orderId } : {}),
    waybills: completed?.waybills ?? [],
    captured: captured !== undefined,
  };
}
