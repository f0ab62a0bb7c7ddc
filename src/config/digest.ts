import { createHash } from 'node:crypto';

/**
 * A short digest of settings that are not recorded in a history (addresses, limits, mapping, filters), to stand in the
 * result of what used them. The same whatever the order of the keys; secrets do not enter it.
 */
export function configDigest(settings: unknown): string {
  return createHash('sha256').update(canonical(settings)).digest('hex').slice(0, 12);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}
