import type { System } from '../lifecycle/words';

/**
 * A call that an effect's activity made: how it ended and when, without anything that was said. Its result carries them,
 * so that the history has every call and no event more; the workflow does not read them, `bridge shipment` does.
 */
export interface CallMade {
  readonly system: System;
  /** `PUT /orders`: never an id. */
  readonly operation: string;
  /** `ok`, or what kind of no: `refused`, `unavailable`, `unclear` … */
  readonly outcome: string;
  /** The HTTP status of an answer that was not `ok`. */
  readonly status?: number;
  readonly ms: number;
  /** Epoch ms: when it was sent, or was to be sent. */
  readonly at: number;
}

/** An effect's result, with the calls that were made for it. */
export type WithCalls<Result> = Result & { readonly calls?: readonly CallMade[] };

/** At most so many are carried; of more, the first and the last ones. */
export const mostCalls = 20;
