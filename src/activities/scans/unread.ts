import { ApplicationFailure } from '@temporalio/common';
import type { NotDone, Refused, Unclear } from '../../lifecycle/results';
import type { System } from '../../lifecycle/words';

const names: Readonly<Record<System, string>> = { centra: 'Centra', ongoing: 'Ongoing' };

/** In words: a failed run says it in Temporal's UI. */
const because: Readonly<Record<NotDone['why'], string>> = {
  unavailable: 'it does not answer',
  throttled: 'it asks to be called less often',
  unreadable: 'its answer has another form than it should have',
  busy: 'too much else is read there at the same time',
  connection: 'its connection does not work or is paused, and its workflow `connection/…` says why',
};

/**
 * A scan that cannot read has no result: its run is tried again, and fails where everybody can see it when that does not
 * help. What it has told before stays told.
 */
export function orThrow<T extends { end: string }>(result: T | NotDone | Unclear | Refused): T {
  if (result.end === 'not-done') {
    const { why, system, at, retryAfterMs } = result as NotDone;
    const where = at ? ` (at ${at})` : '';
    throw ApplicationFailure.create({
      type: 'CannotRead',
      message: `${names[system]} cannot be read: ${because[why]}${where}`,
      // A connection that waits or is paused has its own question; the next scan comes anyway.
      nonRetryable: why === 'connection',
      ...(retryAfterMs ? { nextRetryDelay: retryAfterMs } : {}),
    });
  }
  if (result.end === 'refused' || result.end === 'unclear') {
    throw ApplicationFailure.create({
      type: 'CannotRead',
      message: result.end === 'refused' ? 'the other system refused to be read' : 'no usable answer came to a read',
    });
  }
  return result as T;
}
