import { Context } from '@temporalio/activity';

const reported = new WeakMap<Context, () => unknown>();

/**
 * Says how far this activity is. When it dies, its next attempt begins there. It goes out with the next heartbeat, and is
 * asked for only then.
 */
export function reportProgress(progress: () => unknown): void {
  reported.set(Context.current(), progress);
}

/** What this attempt last said, or the attempt before it: a heartbeat without it would make Temporal forget. */
export function latestProgress(): unknown {
  const context = Context.current();
  const progress = reported.get(context);
  return progress ? progress() : context.info.heartbeatDetails;
}
