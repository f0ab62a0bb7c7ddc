import {
  allHandlersFinished,
  CancellationScope,
  condition,
  continueAsNew,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  sleep,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { ConnectionFacts } from '../lifecycle/connection';
import {
  believeLists,
  connectionAsks,
  connectionStage,
  endpointOffMs,
  probeAfterMs,
  seeCollisions,
  seeList,
  workingConnection,
} from '../lifecycle/connection';
import {
  connectionActionMeans,
  connectionDetails,
  connectionExample,
  connectionRefusal,
  type ConnectionAction,
} from '../lifecycle/connection-tell';
import type { ConnectionActivities, ConnectionInput, ConnectionRequest } from '../protocol/connection';
import {
  collisionsSeen,
  connectionStateMaxAgeMs,
  connectionView,
  endpointWorks,
  failed,
  isForm,
  listSeen,
  pause,
  resolveConnection,
  resume,
  retryConnection,
} from '../protocol/connection';
import { priorities, searchAttributes, taskQueues } from '../protocol/names';
import { Deadline } from './deadline';
import { refusal } from './refusal';

/** Every process remembers a stage for a moment; after this one, all of them have heard of a change. */
const heardAfterMs = connectionStateMaxAgeMs + 500;

/**
 * The connection to one store or goods owner: one question to a person when it does not work, instead of one for every
 * shipment. It probes alone, and wakes what waits when it works again. It lives as long as the connection is configured.
 */
export async function connection(input: ConnectionInput): Promise<void> {
  return CancellationScope.nonCancellable(() => watch(input));
}

async function watch(input: ConnectionInput): Promise<void> {
  const { id, system, goodsOwner, store } = input;
  const identity = { id, system, goodsOwner, ...(store ? { store } : {}) };
  let facts: ConnectionFacts = input.facts ?? workingConnection;
  let shown: { stage: string; attention?: string } = input.shown ?? { stage: 'working' };
  let news = 0;
  let wakes = 0;
  let probeNow = false;
  let failedAt = Date.now();
  const deadline = new Deadline();

  const { wakeAll } = proxyActivities<ConnectionActivities>({
    taskQueue: taskQueues.bridge,
    startToCloseTimeout: '10 minutes',
    heartbeatTimeout: '30 seconds',
    summary: 'what waited for the connection is told to go on',
  });
  const { probe } = proxyActivities<ConnectionActivities>({
    taskQueue: system === 'centra' && store ? taskQueues.centra(store) : taskQueues.ongoing(goodsOwner),
    startToCloseTimeout: '3 minutes',
    heartbeatTimeout: '20 seconds',
    retry: { maximumAttempts: 1 },
    priority: { priorityKey: priorities.cancel },
    summary: `a harmless call: does ${system === 'centra' ? 'Centra' : 'Ongoing'} answer?`,
  });

  setHandler(
    failed,
    (failure) => {
      if (!isForm.failed(failure)) return;
      const { why, operation, endpointOff } = failure;
      news += 1;
      if (endpointOff) facts = { ...facts, off: { ...facts.off, [operation]: Date.now() } };
      else if (facts.waiting?.why !== why) {
        failedAt = Date.now();
        facts = {
          ...facts,
          waiting: { why, since: facts.waiting?.since ?? Date.now(), probes: facts.waiting?.probes ?? 0 },
        };
      }
    },
    { description: 'A call did not work in a way that concerns all calls. From workers only.' },
  );
  setHandler(
    endpointWorks,
    (seen) => {
      if (!isForm.endpointWorks(seen)) return;
      news += 1;
      const { [seen.operation]: _works, ...off } = facts.off;
      facts = { ...facts, off };
    },
    { description: 'An endpoint that was switched off has answered. From workers only.' },
  );
  setHandler(
    listSeen,
    (seen) => {
      if (!isForm.listSeen(seen)) return;
      const { list = 'shipments', missing, total, shrunk } = seen;
      news += 1;
      facts = seeList(facts, list, shrunk ? { missing, total } : 'whole', Date.now());
    },
    { description: 'How much of a list a scan has seen. From scans only.' },
  );
  setHandler(
    collisionsSeen,
    (seen) => {
      if (!isForm.collisionsSeen(seen)) return;
      news += 1;
      facts = seeCollisions(facts, seen, Date.now());
    },
    { description: 'Article numbers that several sizes have. From the article synchronisation only.' },
  );
  setHandler(
    pause,
    async ({ actor, reason }) => {
      news += 1;
      facts = { ...facts, paused: { at: Date.now(), by: actor, ...(reason ? { reason } : {}) } };
      // True when it is said: until then a process may remember that it works.
      await sleep(heardAfterMs);
      return { message: 'paused: nothing but cancellations is written' };
    },
    checked('pause'),
  );
  setHandler(
    resume,
    () => {
      news += 1;
      wakes += 1;
      const { paused: _p, ...rest } = facts;
      facts = rest;
      return { message: 'resumed: what waited goes on' };
    },
    checked('resume'),
  );
  setHandler(
    resolveConnection,
    ({ actor }) => {
      news += 1;
      facts = believeLists(facts, actor, Date.now());
      return { message: 'the next scan believes the list' };
    },
    checked('resolve'),
  );
  setHandler(
    retryConnection,
    () => {
      news += 1;
      probeNow = true;
      return { message: 'it is tried now' };
    },
    checked('retry'),
  );
  setHandler(connectionView, () => ({ stage: connectionStage(facts), facts, asks: connectionAsks(facts) }), {
    description: 'Whether it works, since when it does not, and what a person is asked. Takes no data.',
  });

  for (;;) {
    const seen = news;
    facts = forgetEndpoints(facts);
    show();
    if (wakes > 0) {
      wakes = 0;
      // What is woken earlier would only wait again.
      await sleep(heardAfterMs);
      await wakeAll(identity);
      continue;
    }
    if (workflowInfo().continueAsNewSuggested) {
      await condition(allHandlersFinished);
      return continueAsNew<typeof connection>({ ...identity, facts, shown });
    }
    const { waiting } = facts;
    const probeAt = waiting
      ? probeNow
        ? 0
        : Math.max(failedAt, waiting.since) + probeAfterMs(waiting.probes)
      : undefined;
    if (probeAt !== undefined && probeAt <= Date.now()) {
      probeNow = false;
      await tryIt();
      continue;
    }
    const past = deadline.at(
      earliest(probeAt, endOfEndpoints(facts)),
      waiting ? 'the next probe' : 'the endpoint is tried again',
    );
    await condition(() => news !== seen || past());
  }

  /** What an update does, and that it is refused with the reason where it makes no sense now. */
  function checked(action: ConnectionAction) {
    return {
      description: `${connectionActionMeans[action]}. Data: ${JSON.stringify(connectionExample(action))}`,
      validator: (request: ConnectionRequest | undefined) => {
        const problem = connectionRefusal(action, request, facts);
        if (problem) throw refusal(problem);
      },
    };
  }

  async function tryIt(): Promise<void> {
    const end = await probe(identity).catch(() => 'unreachable' as const);
    const { waiting, ...rest } = facts;
    failedAt = Date.now();
    if (end === 'works') {
      facts = rest;
      wakes += 1;
    } else if (waiting) {
      facts = { ...facts, waiting: { why: end, since: waiting.since, probes: waiting.probes + 1 } };
    }
  }

  function show(): void {
    const stage = connectionStage(facts);
    const asks = connectionAsks(facts);
    const attention = asks[0]?.attention;
    setCurrentDetails(connectionDetails(facts));
    if (stage === shown.stage && attention === shown.attention) return;
    upsertSearchAttributes([
      { key: searchAttributes.stage, value: stage },
      { key: searchAttributes.attention, value: attention ?? null },
      { key: searchAttributes.attentionSince, value: asks[0] ? new Date(asks[0].since) : null },
    ]);
    shown = { stage, ...(attention ? { attention } : {}) };
  }
}

const endOfEndpoints = ({ off }: ConnectionFacts) =>
  Object.keys(off).length > 0 ? Math.min(...Object.values(off)) + endpointOffMs : undefined;

function forgetEndpoints(facts: ConnectionFacts): ConnectionFacts {
  const off = Object.entries(facts.off).filter(([, at]) => Date.now() < at + endpointOffMs);
  return off.length === Object.keys(facts.off).length ? facts : { ...facts, off: Object.fromEntries(off) };
}

const earliest = (...times: (number | undefined)[]) => {
  const known = times.filter((time) => time !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
};
