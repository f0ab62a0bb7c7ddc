import {
  ActivityCancellationType,
  allHandlersFinished,
  CancellationScope,
  condition,
  continueAsNew,
  currentUpdateInfo,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { ActivityFailure, ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { apply } from '../lifecycle/shipment/apply';
import type { ShipmentFacts } from '../lifecycle/shipment/facts';
import type { Beginning } from '../lifecycle/shipment/life';
import { begin, turn, wake as woken } from '../lifecycle/shipment/life';
import { observeCentra, observeWarehouse } from '../lifecycle/shipment/observe';
import { perform, possibleActions, refusalOf } from '../lifecycle/shipment/operator';
import type { Done, EffectResult } from '../lifecycle/shipment/results';
import type { ShipmentSettings } from '../lifecycle/shipment/settings';
import type { Decision, Effect } from '../lifecycle/shipment/steps';
import { askSentence, details, waitingFor } from '../lifecycle/shipment/tell';
import type { OperatorAction, ShipmentEnd } from '../lifecycle/words';
import { operatorActions } from '../lifecycle/words';
import type { EffectActivities, EffectCall } from '../protocol/effects';
import { isWrite, priorityOf, queueOf, systemOf } from '../protocol/effects';
import type { OperatorRequest, ShipmentInput, ShipmentOutcome, ShipmentState } from '../protocol/shipment';
import { configured, observed, operatorUpdates, state, wake } from '../protocol/shipment';
import { Deadline } from './deadline';
import { ShopWindow } from './shop-window';

/** One attempt: a write that ends without an answer is verified, never repeated blindly. */
const oneAttempt = {
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: '20 seconds',
  retry: { maximumAttempts: 1 },
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
} as const;

/** How many of the last operator's update ids are remembered over continue-as-new. */
const rememberedUpdates = 20;

/**
 * One shipment, from the moment it passes the gate until Centra no longer offers it. Everything that may happen to it
 * reaches it as a message; nothing else writes to either system on its behalf.
 */
export async function shipment(input: ShipmentInput): Promise<ShipmentOutcome> {
  // A cancellation from Temporal's UI would leave an order behind that nobody watches: `cancel` the update is the way.
  return CancellationScope.nonCancellable(() => live(input));
}

async function live(input: ShipmentInput): Promise<ShipmentOutcome> {
  const { key } = input;
  let settings: ShipmentSettings = input.settings;
  let facts: ShipmentFacts = input.facts ?? begin(input.beginning ?? nothingSeen(), settings, Date.now());
  let news = 0;
  const updates: string[] = [...(input.updates ?? [])];
  const shop = new ShopWindow(input.shown ?? { stage: 'importing', revision: settings.revision });
  const deadline = new Deadline();

  const decideNow = (): Decision => {
    const next = turn(facts, settings, Date.now());
    facts = next.facts;
    return next.decision;
  };

  // Handlers before the first await: a message may already be waiting.
  setHandler(observed, (seen) => {
    facts =
      'centra' in seen
        ? observeCentra(facts, seen.centra, Date.now())
        : observeWarehouse(facts, seen.warehouse, settings, Date.now());
    news += 1;
  });
  setHandler(wake, () => {
    facts = woken(facts, Date.now());
    news += 1;
  });
  setHandler(configured, (newer) => {
    if (newer.revision <= settings.revision) return;
    settings = newer;
    news += 1;
  });
  for (const action of operatorActions) {
    setHandler(
      operatorUpdates[action],
      (request: OperatorRequest) => {
        const id = currentUpdateInfo()?.id ?? '';
        if (!updates.includes(id)) {
          updates.push(id);
          facts = perform(facts, { ...request, action }, settings, Date.now());
          news += 1;
        }
        const { step, stage } = decideNow();
        return { message: `${action}: ${step.do === 'wait' ? 'it waits until ' : ''}${waitingFor(step)}`, stage };
      },
      {
        validator: (request: OperatorRequest) => {
          if (!updates.includes(currentUpdateInfo()?.id ?? '')) check(action, request, facts, settings);
        },
      },
    );
  }
  setHandler(state, (): ShipmentState => describeState(input, facts, settings));

  for (;;) {
    const seen = news;
    const decision = decideNow();
    const { step } = decision;
    shop.show(key, facts, decision, settings);
    setCurrentDetails(details(key, facts, decision, possibleActions(facts, settings, Date.now())));
    if (step.do === 'finish') {
      await condition(allHandlersFinished);
      // A message may have come while the last handler finished.
      if (news === seen) return outcomeOf(step.as, facts);
    } else if (step.do === 'wait') {
      if (workflowInfo().continueAsNewSuggested) await startAnew();
      const past = deadline.at(step.until);
      await condition(() => news !== seen || past());
    } else {
      await act(step, decision);
    }
  }

  /** Runs an effect. What is heard meanwhile may make it pointless: then it is taken back, if it has not started yet. */
  async function act(effect: Effect, first: Decision): Promise<void> {
    const startedAt = Date.now();
    const scope = new CancellationScope();
    let ended = false;
    let takenBack = false;
    const running = scope
      .run(() => call(effect))
      .finally(() => {
        ended = true;
      });
    let past = deadline.at(first.dueAt);
    for (;;) {
      const seen = news;
      await condition(() => ended || news !== seen || past());
      if (ended) break;
      const decision = decideNow();
      shop.show(key, facts, decision, settings);
      past = deadline.at(decision.dueAt);
      if (!takenBack && decision.step.do !== effect.do) {
        takenBack = true;
        scope.cancel();
      }
    }
    const result = await running;
    // Taken back before it began: nothing has happened, and the next decision does not want it.
    if (result === 'not started') return;
    facts = apply(facts, { effect, result } as Done, settings, { startedAt, now: Date.now() });
  }

  async function call(effect: Effect): Promise<EffectResult | 'not started'> {
    const activity = proxyActivities<EffectActivities>({
      ...oneAttempt,
      taskQueue: queueOf(effect.do, key),
      priority: { priorityKey: priorityOf(effect.do) },
    })[effect.do] as unknown as (call: EffectCall) => Promise<EffectResult>;
    try {
      return await activity({ key, effect });
    } catch (error) {
      return endOfFailed(effect.do, error);
    }
  }

  async function startAnew(): Promise<never> {
    await condition(allHandlersFinished);
    return continueAsNew<typeof shipment>({
      key,
      settings,
      facts,
      updates: updates.slice(-rememberedUpdates),
      shown: shop.shown,
    });
  }
}

/** Started by hand, without what a scan saw: everything is read before anything is written. */
const nothingSeen = (): Beginning => ({ observedAt: Date.now(), row: { paid: false, shouldCapture: false } });

/** @throws the sentence that the operator reads */
function check(
  action: OperatorAction,
  request: OperatorRequest,
  facts: ShipmentFacts,
  settings: ShipmentSettings,
): void {
  const whyNot = refusalOf({ ...request, action }, facts, settings, Date.now());
  if (whyNot) throw ApplicationFailure.nonRetryable(`${action}: ${whyNot}`, 'NotPossible');
}

/**
 * An activity that did not end in a result: its time was up, its worker died, or it was taken back before it began. Only
 * the last is sure to have done nothing.
 */
function endOfFailed(effect: Effect['do'], error: unknown): EffectResult | 'not started' {
  if (!(error instanceof ActivityFailure)) throw error;
  if (error.cause instanceof CancelledFailure) return 'not started';
  return isWrite(effect) ? { end: 'unclear' } : { end: 'not-done', why: 'unavailable', system: systemOf(effect) };
}

function describeState({ key }: ShipmentInput, facts: ShipmentFacts, settings: ShipmentSettings): ShipmentState {
  const now = Date.now();
  const { decision, facts: current } = turn(facts, settings, now);
  const { step } = decision;
  return {
    key,
    facts: current,
    decision,
    settings,
    actions: possibleActions(current, settings, now),
    waitingFor: waitingFor(step),
    since: current.phase.since,
    next: {
      step: step.do === 'wait' ? 'look again' : waitingFor(step),
      ...(step.do === 'wait' && step.until ? { at: step.until } : {}),
    },
    asks: decision.asks.map((ask) => ({
      attention: ask.attention,
      since: current.asked[ask.attention] ?? now,
      sentence: askSentence(ask),
      choices: ask.choices,
    })),
  };
}

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
