import { Context } from '@temporalio/activity';

const reported = new WeakMap<Context, unknown>();

/** Says how far this activity is. When it dies, its next attempt begins there. Cheap: most are not sent. */
export function reportProgress(progress: unknown): void {
  const context = Context.current();
  reported.set(context, progress);
  context.heartbeat(progress);
}

/** What this attempt last said, or the attempt before it: a heartbeat without it would make Temporal forget. */
export function latestProgress(): unknown {
  const context = Context.current();
  return reported.has(context) ? reported.get(context) : context.info.heartbeatDetails;
}
