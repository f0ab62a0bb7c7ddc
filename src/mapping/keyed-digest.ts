import { createHmac } from 'node:crypto';

/**
 * Sixteen hexadecimal digits that stand for a value: without the key nobody can find the value by trying values. The
 * purpose keeps equal values of different groups apart.
 */
export const keyedDigest =
  (key: string) =>
  (purpose: string, value: unknown): string =>
    createHmac('sha256', key)
      .update(`${purpose}\n${canonical(value)}`)
      .digest('hex')
      .slice(0, 16);

/** Tells digests of different keys apart: they cannot be compared. */
export const keyIdOf = (key: string): string => keyedDigest(key)('key', 'id').slice(0, 8);

export const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** JSON with sorted keys; what is undefined is left out. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => compare(one, other)))
      : inner,
  );
}
