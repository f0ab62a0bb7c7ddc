import { ActivityFailure, ApplicationFailure } from '@temporalio/common';
import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import { mayBeTried, notTaken, othersAway } from '../lifecycle/alerts/away';
import { newTarget, type Alert, type TargetFacts } from '../lifecycle/alerts/facts';
import { look, type Sight } from '../lifecycle/alerts/look';
import { alertsDue, forget, told } from '../lifecycle/alerts/tell';
import type { AlertActivities, AlertsInput, AlertsResult, AlertTarget, PostEnd } from '../protocol/alerts';
import { taskQueues } from '../protocol/names';
import { toldRun } from './told-run';

/** A process that does not know a target (any more) leaves what another one has told it for so long. */
const rememberedMs = 24 * 60 * 60_000;

/**
 * `alerts`: what needs a person, told to every target. What each was told is the last run's result. A target that takes
 * nothing is left alone at growing intervals, so that it delays neither the others nor the next run.
 */
export const alerts = (input: AlertsInput): Promise<AlertsResult> => toldRun(() => tellTargets(input));

async function tellTargets({ everyMs }: AlertsInput): Promise<AlertsResult> {
  const last = workflowInfo().lastResult as AlertsResult | undefined;
  const { seeAttention } = proxyActivities<AlertActivities>({
    taskQueue: taskQueues.bridge,
    startToCloseTimeout: '2 minutes',
    retry: { initialInterval: '1 second', maximumInterval: '30 seconds', maximumAttempts: 5 },
    summary: 'what needs a person is looked up',
  });
  const sight = await seeAttention();
  const ends = await Promise.all(
    sight.targets.map((target) => {
      const others = sight.targets.filter(({ id }) => id !== target.id);
      const away = others.map(({ id, name }) => ({ name, away: last?.targets[id]?.away }));
      const seen = [...sight.seen, ...othersAway(away, Date.now())];
      return serve(target, { seen, isPart: sight.isPart }, last?.targets[target.id], everyMs);
    }),
  );
  const sum = (of: (end: Served) => number) => ends.reduce((all, end) => all + of(end), 0);
  const refused = ends.flatMap(({ target, why }) => (why === undefined ? [] : [{ id: target.name, reason: why }]));
  return {
    read: sight.total,
    written: sum(({ posted }) => posted),
    unchanged: sight.seen.filter(({ cause }) => !ends.some(({ news }) => news.has(cause))).length,
    skipped: sum(({ waiting }) => waiting),
    refused,
    refusedTotal: refused.length,
    notes: sight.isPart ? [`More need a person than one look takes in; ${sight.total} were counted.`] : [],
    targets: { ...remembered(last), ...Object.fromEntries(ends.map(({ target, facts }) => [target.id, facts])) },
  };
}

interface Served {
  readonly target: AlertTarget;
  readonly facts: TargetFacts;
  /** The causes of which there is news. */
  readonly news: ReadonlySet<string>;
  readonly posted: number;
  readonly waiting: number;
  /** Why it took nothing. */
  readonly why?: string;
}

async function serve(
  target: AlertTarget,
  sight: Sight,
  before: TargetFacts | undefined,
  everyMs: number,
): Promise<Served> {
  const now = Date.now();
  const rules = { windowMs: target.windowMs, quietMs: everyMs };
  const facts = look(before ?? newTarget(now), sight, now);
  const due = alertsDue(facts, sight.seen, rules, now);
  const news = new Set(due.map(({ cause }) => cause));
  const waiting = { target, news, facts, posted: 0, waiting: due.length };
  if (due.length > 0) {
    if (!mayBeTried(facts, now)) return waiting;
    const end = await post(target, due, now);
    if (end.end === 'refused') return { ...waiting, facts: notTaken(facts, end, everyMs, Date.now()), why: end.why };
  }
  const after = forget(told(facts, due, sight.seen, now), rules, now);
  return { target, news, facts: after, posted: due.length, waiting: 0 };
}

async function post({ id, name }: AlertTarget, alerts: readonly Alert[], at: number): Promise<PostEnd> {
  const { postAlerts } = proxyActivities<AlertActivities>({
    taskQueue: taskQueues.bridge,
    summary: `${name}: ${alerts.length} news`,
    startToCloseTimeout: '20 seconds',
    scheduleToCloseTimeout: '1 minute',
    retry: { initialInterval: '1 second', maximumAttempts: 3 },
  });
  try {
    return await postAlerts({ target: id, at, alerts });
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    const { cause } = error;
    return { end: 'refused', why: cause instanceof ApplicationFailure ? cause.message : 'no answer in time' };
  }
}

function remembered(last: AlertsResult | undefined): Record<string, TargetFacts> {
  const now = Date.now();
  return Object.fromEntries(
    Object.entries(last?.targets ?? {}).filter(([, { lookedAt }]) => now - lookedAt < rememberedMs),
  );
}
