import { setTimeout as pause } from 'node:timers/promises';
import { Context } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { ActivityCancelledError, ActivityNotFoundError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { LeaseActivities } from '../protocol/lanes';
import { leaseTimeoutMs } from '../protocol/lanes';

/** What holds a lease serves; `renewed` says until when (by `performance.now()`) it may. */
export interface Served {
  renewed(until: number): void;
  /** Nobody may call any more in this process: the lease may be somebody else's. */
  lost(): void;
  /** Finishes what is under way. */
  close(): Promise<void>;
}

export interface LeaseOptions {
  readonly client: Client;
  /** Begins to serve the lanes of a shard. */
  readonly serve: (shard: number) => Served;
  /** Aborted when this process is to hand its leases over. */
  readonly stopping: AbortSignal;
  readonly onTaken?: (shard: number) => void;
  readonly onLost?: (shard: number) => void;
}

const renewEveryMs = 1_000;
/** A lease is used for this share of the time after which it would be given away, counted from the sending of a heartbeat. */
const safeShare = 0.7;

/**
 * The lease of a shard, as a long activity: fenced by heartbeats that wait for the server's answer, by a monotonic clock,
 * and by a lock per shard in this process (a retry can land where the old one is still closing).
 */
export function createLeaseActivities(options: LeaseOptions): LeaseActivities {
  const closing = new Map<number, Promise<void>>();
  return {
    async serveShard(shard) {
      await closing.get(shard);
      let finished: () => void = () => undefined;
      closing.set(shard, new Promise((resolve) => (finished = resolve)));
      try {
        await hold(shard, options);
      } finally {
        finished();
      }
    },
  };
}

async function hold(shard: number, { client, serve, stopping, onTaken, onLost }: LeaseOptions): Promise<void> {
  const context = Context.current();
  const { taskToken } = context.info;
  let until = await renew(client, taskToken, context);
  const served = serve(shard);
  served.renewed(until);
  onTaken?.(shard);
  const enough = AbortSignal.any([stopping, context.cancellationSignal]);
  let closing: Promise<void> | undefined;
  let closed = false;
  const close = () => {
    closing ??= served.close().finally(() => {
      closed = true;
    });
    return closing;
  };
  try {
    // While an orderly stop finishes what is under way, the lease is kept.
    while (!closed) {
      if (enough.aborted) await Promise.race([close(), pause(renewEveryMs)]);
      else await pause(renewEveryMs, undefined, { signal: enough }).catch(() => undefined);
      if (closed) break;
      until = await renewOrLater(client, taskToken, context, until);
      if (until > performance.now()) {
        served.renewed(until);
        continue;
      }
      // Not renewed in time: it may be somebody else's by now.
      served.lost();
      await close();
    }
  } finally {
    onLost?.(shard);
  }
  // Given to another process at once.
  throw ApplicationFailure.create({ type: 'HandedOver', message: 'this process no longer serves the shard' });
}

async function renew(client: Client, taskToken: Uint8Array, context: Context): Promise<number> {
  const sentAt = performance.now();
  // The SDK's own heartbeat, so that it does not take the activity for dead; the client's, because it waits for the answer.
  context.heartbeat();
  await client.activity.heartbeat(taskToken);
  return sentAt + safeShare * leaseTimeoutMs;
}

/** A heartbeat that fails is tried again as long as the lease lasts; one that is refused ends it. @returns until when */
async function renewOrLater(client: Client, taskToken: Uint8Array, context: Context, until: number): Promise<number> {
  try {
    return await renew(client, taskToken, context);
  } catch (error) {
    const isRefused = error instanceof ActivityNotFoundError || error instanceof ActivityCancelledError;
    return isRefused ? 0 : until;
  }
}
