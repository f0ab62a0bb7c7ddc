import type { z } from 'zod';
import { firstFault } from './reply';
import { isRecord } from './values';

/** A record that could not be read; the others of its list could. */
export interface BrokenRow {
  /** The path that is wrong, `"shipments[3].products[0].qty"`. */
  readonly at: string;
  /** The record's id, where it has one. */
  readonly id?: string;
  /** What was expected there; never a value. */
  readonly what: string;
}

/** A list as it was at `observedAt`. One broken record never takes the others with it. */
export interface Listed<T> {
  /** Epoch milliseconds at which the request was sent. */
  readonly observedAt: number;
  readonly rows: T[];
  readonly broken: BrokenRow[];
  /** Of rows, good and broken: by this many an offset advances. */
  readonly received: number;
}

/**
 * Reads a list row by row.
 *
 * @param name how the list is called in paths: `"shipments"`
 * @param idOf where a row has its id
 */
export function listed<S extends z.ZodType>(
  rows: readonly unknown[],
  {
    schema,
    name,
    idOf,
    observedAt,
  }: { schema: S; name: string; idOf: (row: Record<string, unknown>) => unknown; observedAt: number },
): Listed<z.output<S>> {
  const result: Listed<z.output<S>> = { observedAt, rows: [], broken: [], received: rows.length };
  rows.forEach((row, index) => {
    const read = schema.safeParse(row);
    if (read.success) result.rows.push(read.data);
    else result.broken.push({ ...firstFault(read.error, `${name}[${index}]`), ...label(row, idOf) });
  });
  return result;
}

/** An id of a broken row is as broken as the rest may be: only what looks like one is told. */
function label(row: unknown, idOf: (row: Record<string, unknown>) => unknown): { id?: string } {
  const id = isRecord(row) ? idOf(row) : undefined;
  if (typeof id === 'number') return { id: String(id) };
  return typeof id === 'string' && /^[\w.:/-]{1,60}$/.test(id) ? { id } : {};
}
