import { AsyncLocalStorage } from 'node:async_hooks';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import type { CallReport } from '../clients/http';
import { mostCalls, type CallMade } from '../protocol/calls';
import { isEffectCall } from './effect-call';

const made = new AsyncLocalStorage<CallMade[]>();

/** Told of every call, it keeps those of the activity that makes it. */
export function noteCall({ system, operation, outcome, status, durationMs, sentAt }: CallReport): void {
  const calls = made.getStore();
  if (!calls) return;
  const said = status === undefined || outcome === 'ok' ? {} : { status };
  calls.push({ system, operation, outcome, ...said, ms: Math.round(durationMs), at: sentAt });
  // Somebody with hundreds of articles: how it began and how it ended.
  if (calls.length > mostCalls) calls.splice(mostCalls / 2, 1);
}

/** An effect's result carries the calls that were made for it. */
export const callsMade: ActivityInterceptorsFactory = () => ({
  inbound: {
    async execute(input, next) {
      if (!isEffectCall(input.args[0])) return next(input);
      const calls: CallMade[] = [];
      const result = await made.run(calls, () => next(input));
      return calls.length > 0 && typeof result === 'object' && result !== null ? { ...result, calls } : result;
    },
  },
});
