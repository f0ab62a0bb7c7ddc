import { DateTime } from 'luxon';
import { calendarDay } from './calendar-day';

/**
 * One of Centra's dates as a time with the offset of the store's timezone (`2026-02-03T20:15:00+01:00`): the very time,
 * and the day as people read it. Midnight, and a date alone, say only the day: `2026-02-03`. A time that a clock shows
 * twice is the first. Undefined for what is no date.
 */
export function arrival(text: string, timezone: string): string | undefined {
  const day = calendarDay(text);
  const [, time] = /^.{10}(?:[ T](\d{2}:\d{2}(?::\d{2})?))?$/.exec(text.trim()) ?? [];
  if (day === undefined) return undefined;
  if (time === undefined) return text.trim() === day ? day : undefined;
  if (/^[0:]+$/.test(time)) return day;
  const local = DateTime.fromISO(`${day}T${time}`, { zone: timezone });
  const [first] = local.isValid ? local.getPossibleOffsets() : [];
  return first?.toISO({ suppressMilliseconds: true }) ?? undefined;
}
