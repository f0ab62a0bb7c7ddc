import { ApplicationFailure } from '@temporalio/common';
import type { NotDone, Refused, Unclear } from '../../lifecycle/results';

/**
 * A scan that cannot read has no result: its run is tried again, and fails where everybody can see it when that does not
 * help. What it has told before stays told.
 */
export function orThrow<T extends { end: string }>(result: T | NotDone | Unclear | Refused): T {
  if (result.end === 'not-done') {
    const { why, system, at, retryAfterMs } = result as NotDone;
    const where = at ? ` at ${at}` : '';
    throw ApplicationFailure.create({
      type: 'CannotRead',
      message: `${system} cannot be read: ${why}${where}`,
      // A connection that waits or is paused has its own question; the next scan comes anyway.
      nonRetryable: why === 'connection',
      ...(retryAfterMs ? { nextRetryDelay: retryAfterMs } : {}),
    });
  }
  if (result.end === 'refused' || result.end === 'unclear') {
    throw ApplicationFailure.create({ type: 'CannotRead', message: `the read was ${result.end}` });
  }
  return result as T;
}
