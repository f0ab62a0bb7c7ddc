import { activityInfo, Context } from '@temporalio/activity';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { latestProgress } from '../activities/progress';

/** Every activity that takes its time says that it lives; short ones send nothing. */
const everyMs = 4_000;

/** Otherwise a worker that dies would be noticed only when the time of its activities is up. */
export const heartbeats: ActivityInterceptorsFactory = () => ({
  inbound: {
    async execute(input, next) {
      if (activityInfo().heartbeatTimeoutMs === undefined) return next(input);
      const context = Context.current();
      const timer = setInterval(() => context.heartbeat(latestProgress()), everyMs);
      try {
        return await next(input);
      } finally {
        clearInterval(timer);
      }
    },
  },
});
