import { proxyActivities, setCurrentDetails, workflowInfo } from '@temporalio/workflow';
import type { Priority } from '../protocol/names';
import { priorities, taskQueues } from '../protocol/names';
import type { StockReport } from '../protocol/stock-sync';
import type { ArticlesReport, StretchActivity, SyncActivities, SyncInput } from '../protocol/syncs';
import { toldRun } from './told-run';

/** `articles/<goodsOwner>`: the article registry, from Centra to Ongoing. */
export async function articlesSync(input: SyncInput): Promise<ArticlesReport> {
  const { syncArticles } = inLane(input, priorities.articles, 'a stretch of the article registry');
  return toldRun(
    () => inStretches(input, syncArticles),
    ({ different }) => [[different, 'different in Ongoing']],
  );
}

/** `stock/<goodsOwner>`: what is there, from Ongoing to Centra, and what is available there, to Ongoing. */
export async function stockSync(input: SyncInput): Promise<StockReport> {
  const { syncStock } = inLane(input, priorities.stock, 'a stretch of the stock figures');
  return toldRun(
    () => inStretches(input, syncStock),
    ({ waitingTotal, clampedTotal }) => [
      [waitingTotal, 'waiting for a report'],
      [clampedTotal, 'reserved beyond what is there'],
    ],
  );
}

/** Every stretch takes a place in the lane for a moment only, and waits for one behind whatever is more urgent. */
const inLane = ({ goodsOwner }: SyncInput, priorityKey: Priority, summary: string) =>
  proxyActivities<SyncActivities>({
    taskQueue: taskQueues.ongoing(goodsOwner),
    startToCloseTimeout: '20 minutes',
    // Short: an attempt that has died is noticed by its silence, and what it had done is known up to its last heartbeat.
    heartbeatTimeout: '15 seconds',
    retry: { initialInterval: '2 seconds', maximumInterval: '1 minute', maximumAttempts: 10 },
    priority: { priorityKey },
    summary,
  });

/** One run: stretch after stretch, until it has a report. The cursor is the last run's report. */
async function inStretches<Report, Progress>(
  input: SyncInput,
  work: StretchActivity<Report, Progress>,
): Promise<Report> {
  const startedAt = Date.now();
  const last = workflowInfo().lastResult as Report | undefined;
  let progress: Progress | undefined;
  for (;;) {
    const end = await work({
      ...input,
      startedAt,
      ...(last === undefined ? {} : { last }),
      ...(progress === undefined ? {} : { progress }),
    });
    if ('report' in end) return end.report;
    setCurrentDetails(end.details);
    ({ progress } = end);
  }
}
