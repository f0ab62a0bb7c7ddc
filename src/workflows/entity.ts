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
import { ActivityFailure, CancelledFailure } from '@temporalio/common';
import type { Ask, Command, Deciding, Finishing, Paced, Possible, Waiting } from '../lifecycle/entity';
import type { NotDone, Unclear } from '../lifecycle/results';
import { actionMeans, exampleOf } from '../lifecycle/operator';
import { waitsUntil } from '../lifecycle/tell';
import { note } from '../lifecycle/timeline';
import { operatorActions, type OperatorAction, type System } from '../lifecycle/words';
import type { WithCalls } from '../protocol/calls';
import type { EntityInput, EntityState, OperatorRequest } from '../protocol/entity';
import { defineConfigured, defineObserved, defineState, operatorUpdates, wake } from '../protocol/entity';
import { inTurn, type Priority } from '../protocol/names';
import { Deadline } from './deadline';
import { refusal } from './refusal';
import { ShopWindow, type Display } from './shop-window';

/** The types of one kind of entity: shipments, purchase orders, returns. */
export interface KindTypes {
  key: { readonly store: string };
  settings: { readonly revision: number };
  facts: Paced;
  beginning: object;
  observation: object;
  /** Its name is the activity's: unique among all kinds. */
  effect: { readonly do: string };
  result: object;
  stage: string;
  phase: string;
  end: string;
  outcome: object;
}

/** What is done or waited for next. */
export type StepOf<K extends KindTypes> = K['effect'] | Waiting | Finishing<K['end']>;
export type DecisionOf<K extends KindTypes> = Deciding<StepOf<K>, K['stage'], K['phase']>;
export type InputOf<K extends KindTypes> = EntityInput<K['key'], K['settings'], K['facts'], K['beginning']>;

/** The pure rules of a kind, and where its effects run. Everything is a function of facts, settings and the time. */
export interface Kind<K extends KindTypes> {
  /** The facts of a new life. Without a beginning it was started by hand, and everything is read before anything is written. */
  readonly begin: (beginning: K['beginning'] | undefined, settings: K['settings'], now: number) => K['facts'];
  readonly turn: (
    facts: K['facts'],
    settings: K['settings'],
    now: number,
  ) => { facts: K['facts']; decision: DecisionOf<K> };
  readonly observe: (facts: K['facts'], seen: K['observation'], settings: K['settings'], now: number) => K['facts'];
  readonly wake: (facts: K['facts'], now: number) => K['facts'];
  readonly apply: (
    facts: K['facts'],
    done: { readonly effect: K['effect']; readonly result: K['result'] },
    settings: K['settings'],
    when: { readonly startedAt: number; readonly now: number },
  ) => K['facts'];

  readonly possibleActions: (facts: K['facts'], settings: K['settings'], now: number) => Possible[];
  /** The sentence that the operator reads, or nothing when the command makes sense now. */
  readonly refusalOf: (command: Command, facts: K['facts'], settings: K['settings'], now: number) => string | undefined;
  readonly perform: (facts: K['facts'], command: Command, settings: K['settings'], now: number) => K['facts'];

  readonly waitingFor: (step: StepOf<K>) => string;
  readonly askSentence: (ask: Ask) => string;
  /** Markdown for Temporal's UI. */
  readonly details: (key: K['key'], facts: K['facts'], decision: DecisionOf<K>, actions: readonly Possible[]) => string;
  readonly outcomeOf: (end: K['end'], facts: K['facts']) => K['outcome'];
  /** Whether a signal has the form that it should have: somebody may have typed it. */
  readonly isObservation: (seen: unknown) => boolean;
  readonly isSettings: (settings: unknown) => boolean;

  readonly firstStage: K['stage'];
  readonly display: Display<K['facts'], DecisionOf<K>>;
  /** Where and how urgently an effect runs, and what an end without an answer means. */
  readonly calls: {
    readonly queueOf: (effect: K['effect']['do'], key: K['key']) => string;
    readonly priorityOf: (effect: K['effect']['do']) => Priority;
    readonly isWrite: (effect: K['effect']['do']) => boolean;
    readonly systemOf: (effect: K['effect']['do']) => System;
  };
}

/** One attempt: a write that ends without an answer is verified, never repeated blindly. */
const oneAttempt = {
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: '20 seconds',
  retry: { maximumAttempts: 1 },
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
} as const;

/** Beside the timer in Temporal's UI. */
const limit = 'time limit: a person is asked when it is over';

/** How many of the last operator's update ids are remembered over continue-as-new. */
const rememberedUpdates = 20;

/**
 * One life, from what a scan saw to its end. Everything that may happen to it reaches it as a message; nothing else writes
 * to either system on its behalf. A cancellation from Temporal's UI does nothing, since it would leave behind what nobody
 * watches: the updates are the way.
 */
export const liveAs = <K extends KindTypes>(kind: Kind<K>, input: InputOf<K>): Promise<K['outcome']> =>
  CancellationScope.nonCancellable(() => live(kind, input));

async function live<K extends KindTypes>(kind: Kind<K>, input: InputOf<K>): Promise<K['outcome']> {
  const { key } = input;
  let settings: K['settings'] = input.settings;
  let facts: K['facts'] = input.facts ?? kind.begin(input.beginning, settings, Date.now());
  let news = 0;
  const updates: string[] = [...(input.updates ?? [])];
  const shop = new ShopWindow(kind.display, input.shown ?? { stage: kind.firstStage, revision: settings.revision });
  const deadline = new Deadline();

  const decideNow = (): DecisionOf<K> => {
    const next = kind.turn(facts, settings, Date.now());
    facts = next.facts;
    return next.decision;
  };

  // Handlers before the first await: a message may already be waiting.
  setHandler(
    defineObserved<K['observation']>(),
    (seen) => {
      const now = Date.now();
      facts = kind.isObservation(seen) ? kind.observe(facts, seen, settings, now) : leftOut(facts, 'observed', now);
      news += 1;
    },
    { description: 'What a scan or a webhook’s read saw. From scans only: to have it look again, send `wake`.' },
  );
  setHandler(
    wake,
    () => {
      facts = kind.wake(facts, Date.now());
      news += 1;
    },
    { description: 'Look again now: what waited for a connection is tried. Takes no data.' },
  );
  setHandler(
    defineConfigured<K['settings']>(),
    (newer) => {
      if (!kind.isSettings(newer)) facts = leftOut(facts, 'configured', Date.now());
      else if (newer.revision <= settings.revision) return;
      else settings = newer;
      news += 1;
    },
    { description: 'Newer settings. From scans only: `bridge setup` raises their revision.' },
  );
  for (const action of operatorActions) {
    setHandler(
      operatorUpdates[action],
      (request: OperatorRequest) => {
        const id = currentUpdateInfo()?.id ?? '';
        if (!updates.includes(id)) {
          updates.push(id);
          facts = kind.perform(facts, { ...request, action }, settings, Date.now());
          news += 1;
        }
        const decision = decideNow();
        const words = waitsUntil(decision, kind.waitingFor(decision.step));
        return {
          message: `${action}: ${isWait(decision.step) ? 'it waits until ' : ''}${words}`,
          stage: decision.stage,
        };
      },
      {
        validator: (request: OperatorRequest) => {
          if (!updates.includes(currentUpdateInfo()?.id ?? '')) check(action, request);
        },
        description: `${upperFirst(actionMeans[action])}. Data: ${JSON.stringify(exampleOf(action))}`,
      },
    );
  }
  setHandler(defineState<EntityState>(), () => describeState(kind, key, facts, settings), {
    description: 'Everything that is known, what it waits for, what may be done, and its timeline. Takes no data.',
  });

  for (;;) {
    const seen = news;
    const decision = decideNow();
    const { step } = decision;
    shop.show(facts, decision, settings);
    setCurrentDetails(kind.details(key, facts, decision, kind.possibleActions(facts, settings, Date.now())));
    if (isFinish<K>(step)) {
      await condition(allHandlersFinished);
      // A message may have come while the last handler finished.
      if (news === seen) return kind.outcomeOf(step.as, facts);
    } else if (isWait(step)) {
      if (workflowInfo().continueAsNewSuggested) await startAnew();
      const past = deadline.at(step.until, step.until === decision.dueAt ? limit : 'until it looks again');
      await condition(() => news !== seen || past());
    } else {
      await act(step, decision);
    }
  }

  /** @throws the sentence that the operator reads */
  function check(action: OperatorAction, request: OperatorRequest): void {
    const whyNot = kind.refusalOf({ ...request, action }, facts, settings, Date.now());
    if (whyNot) throw refusal(`${action}: ${whyNot}`);
  }

  /** Runs an effect. What is heard meanwhile may make it pointless: then it is taken back, if it has not started yet. */
  async function act(effect: K['effect'], first: DecisionOf<K>): Promise<void> {
    const startedAt = Date.now();
    const scope = new CancellationScope();
    let ended = false;
    let takenBack = false;
    const running = scope
      .run(() => call(effect))
      .finally(() => {
        ended = true;
      });
    let past = deadline.at(first.dueAt, limit);
    for (;;) {
      const seen = news;
      await condition(() => ended || news !== seen || past());
      if (ended) break;
      const decision = decideNow();
      shop.show(facts, decision, settings);
      past = deadline.at(decision.dueAt, limit);
      if (!takenBack && decision.step.do !== effect.do) {
        takenBack = true;
        scope.cancel();
      }
    }
    const result = await running;
    // Taken back before it began: nothing has happened, and the next decision does not want it.
    if (result === 'not started') return;
    facts = kind.apply(facts, { effect, result }, settings, { startedAt, now: Date.now() });
  }

  async function call(effect: K['effect']): Promise<K['result'] | 'not started'> {
    const name = effect.do as K['effect']['do'];
    const activities = proxyActivities<Record<string, (call: object) => Promise<WithCalls<K['result']>>>>({
      ...oneAttempt,
      taskQueue: kind.calls.queueOf(name, key),
      priority: inTurn.of(kind.calls.priorityOf(name), input.key.store),
      summary: kind.waitingFor(effect),
    });
    try {
      // For people: what was called is in the history, and has no part in the decision.
      const { calls: _calls, ...result } = await activities[name]!({ key, effect });
      return result;
    } catch (error) {
      return endOfFailed(error, kind.calls.isWrite(name), kind.calls.systemOf(name));
    }
  }

  async function startAnew(): Promise<never> {
    await condition(allHandlersFinished);
    return continueAsNew<(input: InputOf<K>) => Promise<K['outcome']>>({
      key,
      settings,
      facts,
      updates: updates.slice(-rememberedUpdates),
      shown: shop.shown,
    });
  }
}

/** A message of another form than ours, typed by hand: the life goes on as if it had not come, and says so. */
const leftOut = <Facts extends Paced>(facts: Facts, signal: string, now: number): Facts =>
  note(facts, { at: now, what: `signal ${signal}`, outcome: 'left out: it has not the form that scans send' });

const upperFirst = (words: string) => words.slice(0, 1).toUpperCase() + words.slice(1);

const isWait = (step: { readonly do: string }): step is Waiting => step.do === 'wait';
const isFinish = <K extends KindTypes>(step: StepOf<K>): step is Finishing<K['end']> => step.do === 'finish';

/**
 * An activity that did not end in a result: its time was up, its worker died, or it was taken back before it began. Only
 * the last is sure to have done nothing.
 */
function endOfFailed(error: unknown, isWrite: boolean, system: System): NotDone | Unclear | 'not started' {
  if (!(error instanceof ActivityFailure)) throw error;
  if (error.cause instanceof CancelledFailure) return 'not started';
  return isWrite ? { end: 'unclear' } : { end: 'not-done', why: 'unavailable', system };
}

function describeState<K extends KindTypes>(
  kind: Kind<K>,
  key: K['key'],
  facts: K['facts'],
  settings: K['settings'],
): EntityState {
  const now = Date.now();
  const { decision, facts: current } = kind.turn(facts, settings, now);
  const { step } = decision;
  return {
    key,
    facts: current,
    decision,
    settings,
    actions: kind.possibleActions(current, settings, now),
    waitingFor: waitsUntil(decision, kind.waitingFor(step)),
    since: current.phase.since,
    next: {
      step: isWait(step) ? 'look again' : kind.waitingFor(step),
      ...(isWait(step) && step.until ? { at: step.until } : {}),
    },
    asks: decision.asks.map((ask) => ({
      attention: ask.attention,
      since: current.asked[ask.attention] ?? now,
      sentence: kind.askSentence(ask),
      choices: ask.choices,
    })),
  };
}
