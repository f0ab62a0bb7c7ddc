/** What Prometheus, probes and people are told of a running process. */
export { consumingOf, type Consuming, sentence as consumingSentence, showConsuming } from './consuming';
export { createPage, type Page, type PageOptions } from './page';
export type { AskedTemporal } from './temporal/asked';
export { collectFromTemporal } from './temporal/collector';
export { documents } from './temporal/documents';
export { type Reach, reachOf } from './temporal/reach';
export { schedules, type WantedSchedule } from './temporal/schedules';
export { lookAtTaskQueue } from './temporal/task-queue';
export { taskQueues } from './temporal/task-queues';
export { countWebhooks } from './webhooks';
export { countWork, type WorkCounters } from './work';
