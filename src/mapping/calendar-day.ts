import { DateTime } from 'luxon';

/** The day, in the store's timezone, on which a shipment is first imported; recorded once and then kept. */
export function firstImportDate(now: number, timezone: string): string {
  const day = DateTime.fromMillis(now, { zone: timezone }).toISODate();
  if (day === null) throw new RangeError(`no calendar day in the timezone ${timezone}`);
  return day;
}

/**
 * The day of one of Centra's dates (`2026-05-04 15:16:13`), which are in the store's timezone already. Undefined for
 * what is no day of the calendar; dates before 1900 (PHP's way to write none: `-0001-11-30`) are none either.
 */
export function calendarDay(text: string): string | undefined {
  const [, day] = /^(\d{4}-\d{2}-\d{2})([ T].*)?$/.exec(text.trim()) ?? [];
  if (day === undefined || day < '1900' || !DateTime.fromISO(day, { zone: 'utc' }).isValid) return undefined;
  return day;
}

/** Whether one of Centra's dates says nothing: zeros (`0000-00-00`, `0001-01-01`), or PHP's zero (`-0001-11-30`). */
export const isNoDate = (text: string): boolean => /^\s*(-|0\d{3}-)/.test(text);
