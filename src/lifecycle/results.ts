import type { System } from './words';

/** A write was not sent, or a read brought nothing usable: it is tried again, and nothing has happened. */
export interface NotDone {
  readonly end: 'not-done';
  /**
   * `unavailable`: no connection, or a read that failed. `throttled`: asked to slow down. `unreadable`: a read whose answer
   * has another form. `busy`: no free slot for this store. `connection`: the connection waits or is paused; it wakes us.
   */
  readonly why: 'unavailable' | 'throttled' | 'unreadable' | 'busy' | 'connection';
  readonly system: System;
  readonly retryAfterMs?: number;
  /** For `unreadable`: the path that is wrong. */
  readonly at?: string;
}

/** A write was sent and no usable answer came: it may have been done. */
export interface Unclear {
  readonly end: 'unclear';
  readonly at?: string;
  /** What it said instead of what we expected: may be a refusal, once two reads show that nothing was done. */
  readonly reason?: string;
}

/** The other system understood and said no, in its own words (without personal values). */
export interface Refused {
  readonly end: 'refused';
  readonly reason: string;
}
