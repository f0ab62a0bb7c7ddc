import type { Client } from '@temporalio/client';
import { urgencyOf } from '../../lifecycle/alerts/advice';
import { causeOf, partsOf, type SeenCause } from '../../lifecycle/alerts/facts';
import type { AlertActivities } from '../../protocol/alerts';
import { isAsking, searchAttributes } from '../../protocol/names';
import type { Target } from './targets';

/** Ids that a cause is shown with. */
const mostExamples = 5;
const pageSize = 1_000;

export interface SeeOptions {
  /** So many are looked at in one go; all are counted. Default 10,000. */
  readonly mostRows?: number;
}

/** Everything that needs a person, by cause, as Temporal's list has it. */
export const createSeeAttention =
  (
    client: Client,
    targets: readonly Target[],
    { mostRows = 10_000 }: SeeOptions = {},
  ): AlertActivities['seeAttention'] =>
  async () => {
    const causes = new Map<string, Gathered>();
    let rows = 0;
    for await (const { workflowId, typedSearchAttributes: its } of client.workflow.list({ query: inNeed, pageSize })) {
      if (rows >= mostRows) break;
      rows += 1;
      const attention = its.get(searchAttributes.attention);
      if (!attention) continue;
      const goodsOwner = its.get(searchAttributes.goodsOwner);
      const store = its.get(searchAttributes.store);
      const cause = causeOf({ attention, ...(goodsOwner && { goodsOwner }), ...(store && { store }) });
      const since = its.get(searchAttributes.attentionSince)?.getTime() ?? Date.now();
      causes.set(cause, gather(causes.get(cause), { workflowId, since }));
    }
    const isPart = rows >= mostRows;
    return {
      seen: [...causes].map(asSeen).sort(byUrgency),
      total: isPart ? Math.max(rows, (await client.workflow.count(inNeed)).count) : rows,
      isPart,
      targets: targets.map(({ id, name, windowMs }) => ({ id, name, windowMs })),
    };
  };

/** Ours, that live: a life that was terminated keeps its attributes. */
const inNeed = `Attention IS NOT NULL AND ExecutionStatus = 'Running' AND ${isAsking}`;

interface One {
  readonly workflowId: string;
  readonly since: number;
}

interface Gathered {
  readonly count: number;
  readonly oldest: number;
  /** The newest first. */
  readonly newest: readonly One[];
}

function gather(so: Gathered | undefined, one: One): Gathered {
  const { count = 0, oldest = one.since, newest = [] } = so ?? {};
  const last = newest.at(-1);
  const isShown = newest.length < mostExamples || (last !== undefined && byTime(one, last) < 0);
  return {
    count: count + 1,
    oldest: Math.min(oldest, one.since),
    newest: isShown ? [...newest, one].sort(byTime).slice(0, mostExamples) : newest,
  };
}

const byTime = (one: One, other: One) => other.since - one.since || (one.workflowId < other.workflowId ? -1 : 1);

const asSeen = ([cause, { count, oldest, newest }]: [string, Gathered]): SeenCause => ({
  ...{ cause, count, oldest, newest: newest[0]?.since ?? oldest },
  examples: newest.map(({ workflowId }) => workflowId),
});

const byUrgency = (one: SeenCause, other: SeenCause) =>
  urgencyOf(partsOf(one.cause).attention) - urgencyOf(partsOf(other.cause).attention) ||
  other.count - one.count ||
  (one.cause < other.cause ? -1 : 1);
