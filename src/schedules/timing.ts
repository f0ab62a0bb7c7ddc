import { createHash } from 'node:crypto';
import { DateTime } from 'luxon';
import type { StoreConfig } from '../config';

const second = 1_000;

/**
 * When a schedule fires: at its interval, moved by a hash of its id, so that not all of them fire at once and each always
 * at the same time. Temporal counts in whole seconds; an interval between two of them is lengthened to the next.
 */
export function timing(id: string, everyMs: number): { every: number; offset: number } {
  const everySeconds = Math.max(1, Math.ceil(everyMs / second));
  const hash = createHash('sha256').update(id).digest().readUInt32BE();
  return { every: everySeconds * second, offset: (hash % everySeconds) * second };
}

/**
 * The earliest `importFrom` of these stores, at midnight where the store is, in epoch milliseconds; undefined when none
 * has one.
 */
export function earliestImport(stores: readonly Pick<StoreConfig, 'importFrom' | 'centra'>[]): number | undefined {
  const starts = stores.flatMap(({ importFrom, centra }) =>
    // Where the clock is put forward at midnight, the day begins at one.
    importFrom === null ? [] : [DateTime.fromISO(importFrom, { zone: centra.timezone }).startOf('day').toMillis()],
  );
  return starts.length > 0 ? Math.min(...starts) : undefined;
}
