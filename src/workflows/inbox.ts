import {
  allHandlersFinished,
  condition,
  continueAsNew,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { InboxActivities, InboxInput } from '../protocol/inbox';
import { arrived, isEmpty, isHints, mergeHints, noHints } from '../protocol/inbox';
import { inTurn, taskQueues } from '../protocol/names';

/** A thousand events in a second cost one or two scans. */
const restMs = 1_000;
/** Nobody has written for so long: the next webhook starts it again. */
const idleMs = 60_000;

const retry = { initialInterval: '1 second', maximumInterval: '30 seconds', maximumAttempts: 5 } as const;

/**
 * Webhooks of a store or a goods owner, as soon as they come. They are hints: what they are about is read. What fails here
 * five times is left to the scheduled scans, which find everything that webhooks speak of.
 */
export async function inbox(input: InboxInput): Promise<void> {
  const { goodsOwner, store } = input;
  const light = proxyActivities<InboxActivities>({
    startToCloseTimeout: '1 minute',
    retry,
    taskQueue: taskQueues.bridge,
    summary: 'webhooks: the shipments and schedules concerned are told',
  });
  const lane = proxyActivities<InboxActivities>({
    startToCloseTimeout: '5 minutes',
    heartbeatTimeout: '20 seconds',
    retry,
    taskQueue: taskQueues.ongoing(goodsOwner),
    priority: inTurn.scans,
    summary: 'webhooks: the orders concerned are read in Ongoing',
  });
  let hints = noHints;
  setHandler(
    arrived,
    (more) => {
      if (isHints(more)) hints = mergeHints(hints, more);
    },
    { description: 'What webhooks were about. From the gateway only; `bridge sync` runs a schedule now.' },
  );
  setCurrentDetails(
    'Webhooks, gathered: what they are about is read at once, and the schedules concerned run now. It ends after a minute without any; the next webhook starts it again.',
  );
  for (;;) {
    const isThere = await condition(() => !isEmpty(hints), idleMs);
    if (!isThere) {
      await condition(allHandlersFinished);
      if (isEmpty(hints)) return;
    }
    const { centraOrders, warehouseOrders, schedules } = hints;
    hints = noHints;
    await Promise.allSettled([
      ...(store && centraOrders.length ? [light.lookNow({ store, orderNumbers: centraOrders })] : []),
      ...(warehouseOrders.length ? [lane.readHinted({ goodsOwner, orderNumbers: warehouseOrders })] : []),
      ...(schedules.length ? [light.runSchedules(schedules)] : []),
    ]);
    await sleep(restMs);
    if (workflowInfo().continueAsNewSuggested && isEmpty(hints)) return continueAsNew<typeof inbox>(input);
  }
}
