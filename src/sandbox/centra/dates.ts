import { DateTime } from 'luxon';

/** How Centra writes a time that has not come. */
export const noDate = '0000-00-00 00:00:00';

const quarterMs = 15 * 60_000;
const offsets = new Map<string, number>();

/** The zone's distance from UTC. It changes at quarters of an hour only, so one look-up serves all of a quarter. */
function offsetMs(at: number, zone: string): number {
  const key = `${zone}/${Math.floor(at / quarterMs)}`;
  let offset = offsets.get(key);
  if (offset === undefined) {
    offset = DateTime.fromMillis(at, { zone }).offset * 60_000;
    if (offsets.size > 50_000) offsets.clear();
    offsets.set(key, offset);
  }
  return offset;
}

/** `2012-02-04 15:16:13` in the merchant's timezone, without saying which that is. */
export function centraDate(at: number | null | undefined, zone: string): string {
  if (at == null) return noDate;
  return new Date(at + offsetMs(at, zone)).toISOString().slice(0, 19).replace('T', ' ');
}

/** `YYYY-mm-dd` or `YYYY-mm-dd HH:MM:SS` in the merchant's timezone → epoch milliseconds; undefined: not a date. */
export function parseCentraDate(text: string | undefined, zone: string): number | undefined {
  if (text === undefined || text === '') return undefined;
  const parsed = DateTime.fromSQL(text, { zone });
  return parsed.isValid ? parsed.toMillis() : undefined;
}

/** `2019-01-28 01:15`, as supplier orders and deliveries have it. */
export const centraMinute = (at: number | null, zone: string): string => centraDate(at, zone).slice(0, 16);
