import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';

/**
 * One timer that is kept as long as the deadline stays the same: every timer that is set and cancelled is written to the
 * history twice.
 */
export class Deadline {
  private current: { readonly at: number; readonly scope: CancellationScope; past: boolean } | undefined;

  /**
   * @param at epoch ms, or nothing for no deadline
   * @param summary what happens then: shown beside the timer in Temporal's UI
   * @returns whether it has passed
   */
  at(at: number | undefined, summary: string): () => boolean {
    if (this.current && this.current.at !== at) {
      if (!this.current.past) this.current.scope.cancel();
      this.current = undefined;
    }
    if (at === undefined) return () => false;
    this.current ??= start(at, summary);
    const { current } = this;
    return () => current.past;
  }
}

function start(at: number, summary: string): { at: number; scope: CancellationScope; past: boolean } {
  const timer = { at, scope: new CancellationScope(), past: false };
  timer.scope
    // A time that has passed would set a timer all the same: at least a second, so that no mistake can spin.
    .run(() => sleep(Math.max(at - Date.now(), 1_000), { summary }))
    .then(() => {
      timer.past = true;
    })
    .catch((error: unknown) => {
      if (!isCancellation(error)) throw error;
    });
  return timer;
}
