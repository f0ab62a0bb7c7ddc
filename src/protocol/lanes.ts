/** How long a lease may be silent before it is given to another process, ms: the heartbeat time-out of `serveShard`. */
export const leaseTimeoutMs = 10_000;

export interface LeaseActivities {
  /** Serves the lanes of all goods owners of this shard until told to stop. */
  serveShard(shard: number): Promise<void>;
}

/** Which shard a goods owner's lane belongs to; the same in every process, for ever. */
export function shardOf(goodsOwner: string, shards: number): number {
  // FNV-1a: small, and not node's crypto, so that it may stand here.
  let hash = 0x811c9dc5;
  for (const character of goodsOwner) {
    hash ^= character.codePointAt(0) ?? 0;
    hash = Math.imul(hash, 0x01000193) >>> 0;
  }
  return hash % shards;
}
