import { DateTime } from 'luxon';

/**
 * A time for Centra's "changed after" filters: `YYYY-MM-DD HH:MM:SS` in the timezone that is set in Centra, without
 * offset. Whatever Centra takes it for, nothing that changed since is missed; in the hour that clocks go back, an hour
 * more is asked for.
 *
 * @param cursor epoch milliseconds of the read before
 * @param overlapMs how much further back to ask, because clocks differ and changes take a while to show
 */
export function modifiedSince(cursor: number, timezone: string, overlapMs: number): string {
  const since = DateTime.fromMillis(cursor - overlapMs, { zone: timezone });
  if (!since.isValid) throw new RangeError(`no time in the timezone ${timezone}`);
  const [earlier, later] = since.getPossibleOffsets();
  // The first pass of an hour that comes twice: read as the second it would be later than it is, and the second pass
  // begins with earlier texts. An hour before, there is but one reading.
  const isFirstPass = earlier !== undefined && later !== undefined && earlier.offset === since.offset;
  const asked = isFirstPass ? since.minus({ minutes: earlier.offset - later.offset }) : since;
  return (asked.toISO({ includeOffset: false }) ?? '').slice(0, 19).replace('T', ' ');
}

const hour = 3_600_000;
/** Ongoing refuses more than a day; the rest is for waiting until the question is sent. */
const oldestChange = 23 * hour;

/**
 * From when on to ask Ongoing for changed stock, in epoch milliseconds; undefined when that is too long ago for it: then
 * everything is to be read.
 *
 * @param cursor epoch milliseconds of the read before
 * @param overlapMs how much further back to ask
 * @param now epoch milliseconds
 */
export function stockChangedSince(cursor: number, overlapMs: number, now: number): number | undefined {
  const since = cursor - overlapMs;
  return since < now - oldestChange ? undefined : since;
}
