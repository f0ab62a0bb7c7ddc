import { Context } from '@temporalio/activity';
import type { Stretch } from '../../protocol/syncs';
import { latestProgress, reportProgress } from '../progress';

/** So long a stretch keeps its place in the lane; then whatever is more urgent comes first. */
const stretchMs = 45_000;

/** One stretch of a run, as its activity works on it. */
export interface StretchUnderWay<Progress> {
  /** Where to begin: where the last attempt of this stretch died, else where the stretch before it ended. */
  readonly from: Progress | undefined;
  /** Says how far it is; throws when nobody wants the run any more. */
  reached(progress: () => Progress): void;
  /** Whether it is time to give the place to others. */
  isOver(): boolean;
}

export function begun<Report, Progress>(
  { progress }: Stretch<Report, Progress>,
  lengthMs: number = stretchMs,
): StretchUnderWay<Progress> {
  const endsAt = performance.now() + lengthMs;
  const { cancellationSignal } = Context.current();
  return {
    from: (latestProgress() as Progress | undefined) ?? progress,
    reached(done) {
      reportProgress(done);
      cancellationSignal.throwIfAborted();
    },
    isOver: () => performance.now() >= endsAt,
  };
}
