import { setTimeout as pause } from 'node:timers/promises';
import { Context } from '@temporalio/activity';
import type { Centra } from '../../clients/centra';
import type { Ongoing } from '../../clients/ongoing';
import type { NotDone } from '../../lifecycle/results';
import { priorities } from '../../protocol/names';
import type { Attempt, Ends } from '../ends';
import { reportProgress } from '../progress';
import type { Rooms } from '../rooms';
import { orThrow } from '../scans/unread';

/** A read that finds no turn, or no answer, is tried again so often: what was read before it is not thrown away. */
const mostAttempts = 8;
const pauseMs = 2_000;
const longestPauseMs = 60_000;

/** The ways to both systems for a long comparison: call by call, behind everything that is more urgent. */
export interface Reading {
  centra<T>(store: string, call: (centra: Centra, signal: AbortSignal) => Promise<T>): Promise<T>;
  ongoing<T>(call: (ongoing: Ongoing, signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Says how far it is, for whoever waits. */
  at(sentence: string): void;
}

export function createReading(rooms: Rooms, ends: Ends, goodsOwner: string): Reading {
  const room = rooms.goodsOwner(goodsOwner);
  const ongoing = room.ongoing(priorities.articles);
  return {
    centra: (store, call) =>
      patiently(ends, { store, goodsOwner, systems: ['centra'], write: false }, (signal) =>
        call(rooms.store(store).centra, signal),
      ),
    ongoing: (call) =>
      patiently(ends, { goodsOwner, systems: ['ongoing'], write: false }, (signal) => call(ongoing, signal)),
    at(sentence) {
      reportProgress(() => sentence);
      Context.current().cancellationSignal.throwIfAborted();
    },
  };
}

/** @throws {ApplicationFailure} it cannot be read, now or at all */
async function patiently<T>(ends: Ends, attempt: Attempt, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { cancellationSignal } = Context.current();
  for (let attempts = 1; ; attempts += 1) {
    const end = await ends.attempt(attempt, async (signal) => ({ end: 'read' as const, value: await call(signal) }));
    if (end.end === 'not-done' && passes(end) && attempts < mostAttempts) {
      const { retryAfterMs = pauseMs } = end;
      await pause(Math.min(Math.max(retryAfterMs, pauseMs), longestPauseMs), undefined, { signal: cancellationSignal });
      continue;
    }
    return orThrow(end).value;
  }
}

/** A pause of the lane, a busy moment, a server that restarts. */
const passes = ({ why }: NotDone): boolean => why === 'busy' || why === 'throttled' || why === 'unavailable';
