import fc from 'fast-check';
import { modifiedSince, stockChangedSince } from '../../src/mapping';

const minute = 60_000;
const hour = 60 * minute;

describe('a time for Centra’s filters', () => {
  it.each<[at: string, timezone: string, text: string]>([
    ['2026-02-03T10:00:00.999Z', 'Europe/Stockholm', '2026-02-03 11:00:00'],
    ['2026-07-03T10:00:00Z', 'Europe/Stockholm', '2026-07-03 12:00:00'],
    ['2026-02-03T23:30:00Z', 'Europe/Stockholm', '2026-02-04 00:30:00'],
    ['2026-02-03T10:00:00Z', 'America/New_York', '2026-02-03 05:00:00'],
    ['2026-02-03T10:00:00Z', 'Asia/Kolkata', '2026-02-03 15:30:00'],
    ['2026-02-03T10:00:00Z', 'UTC', '2026-02-03 10:00:00'],
    // In spring the clock goes from 02:00 to 03:00.
    ['2026-03-29T00:59:59Z', 'Europe/Stockholm', '2026-03-29 01:59:59'],
    ['2026-03-29T01:00:00Z', 'Europe/Stockholm', '2026-03-29 03:00:00'],
    // In autumn it goes from 03:00 to 02:00: the first 02:30 is also the second, which is later.
    ['2026-10-24T23:59:59Z', 'Europe/Stockholm', '2026-10-25 01:59:59'],
    ['2026-10-25T00:00:00Z', 'Europe/Stockholm', '2026-10-25 01:00:00'],
    ['2026-10-25T00:30:00Z', 'Europe/Stockholm', '2026-10-25 01:30:00'],
    ['2026-10-25T00:59:59Z', 'Europe/Stockholm', '2026-10-25 01:59:59'],
    // The second 02:30 may be read as the first, which is earlier: that only reads more.
    ['2026-10-25T01:00:00Z', 'Europe/Stockholm', '2026-10-25 02:00:00'],
    ['2026-10-25T01:30:00Z', 'Europe/Stockholm', '2026-10-25 02:30:00'],
    ['2026-10-25T02:00:00Z', 'Europe/Stockholm', '2026-10-25 03:00:00'],
    ['2026-11-01T05:30:00Z', 'America/New_York', '2026-11-01 00:30:00'],
    // Half an hour only.
    ['2026-04-04T14:45:00Z', 'Australia/Lord_Howe', '2026-04-05 01:15:00'],
  ])('%s in %s is %s', (at, timezone, text) => {
    expect(modifiedSince(Date.parse(at), timezone, 0)).toBe(text);
  });

  it('goes back by the overlap first', () => {
    const cursor = Date.parse('2026-02-03T10:00:00Z');
    expect(modifiedSince(cursor, 'Europe/Stockholm', 5 * minute)).toBe('2026-02-03 10:55:00');
    const afterTheHour = Date.parse('2026-10-25T01:02:00Z');
    expect(modifiedSince(afterTheHour, 'Europe/Stockholm', 5 * minute)).toBe('2026-10-25 01:57:00');
  });

  it('needs a timezone', () => {
    expect(() => modifiedSince(0, 'Mars/Olympus', 0)).toThrow(RangeError);
  });

  it('never misses what changed since, whatever the text is taken for', () => {
    const timezone = fc.constantFrom('Europe/Stockholm', 'America/New_York', 'Australia/Lord_Howe', 'Europe/London');
    // Around the ends of summer time of 2026, of both hemispheres.
    const around = fc.constantFrom('2026-10-25T00:00Z', '2026-11-01T05:00Z', '2026-04-04T15:00Z', '2026-03-29T01:00Z');
    const seconds = fc.integer({ min: -3 * 3600, max: 3 * 3600 });
    fc.assert(
      fc.property(timezone, around, seconds, fc.integer({ min: 0, max: 4 * 3600 }), (zone, end, offset, later) => {
        const since = Date.parse(end) + offset * 1000;
        const text = modifiedSince(since, zone, 0);
        const changedAt = since + later * 1000;
        // Centra may compare texts in its own time …
        expect(localText(changedAt, zone) >= text).toBe(true);
        // … or points in time, with either reading of the text.
        for (const reading of readingsOf(text, zone)) expect(reading).toBeLessThanOrEqual(since);
        // And it does not ask for much more than needed.
        expect(Math.min(...readingsOf(text, zone))).toBeGreaterThanOrEqual(since - 2 * hour);
      }),
      { numRuns: 300 },
    );
  });
});

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What a clock on the wall shows, found without the library that the mapping uses. */
function localText(at: number, timeZone: string): string {
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' });
  clocks.set(timeZone, clock);
  return clock.format(at);
}

/** All points in time at which the clock on the wall shows the text. */
function readingsOf(text: string, timeZone: string): number[] {
  const asUtc = Date.parse(`${text.replace(' ', 'T')}Z`);
  const offsets = Array.from({ length: 53 }, (_, index) => (index - 24) * 30 * minute);
  return offsets.map((offset) => asUtc - offset).filter((at) => localText(at, timeZone) === text);
}

describe('a time for Ongoing’s question for changed stock', () => {
  const now = Date.parse('2026-02-03T10:00:00Z');

  it.each<[what: string, cursor: number, overlapMs: number, expected: number | undefined]>([
    ['a quarter of an hour ago', now - 15 * minute, minute, now - 16 * minute],
    ['just recent enough', now - 23 * hour + minute, minute, now - 23 * hour],
    ['too long ago: everything is to be read', now - 23 * hour, minute, undefined],
    ['days ago', now - 72 * hour, 0, undefined],
    ['never', 0, 0, undefined],
  ])('%s', (_what, cursor, overlapMs, expected) => {
    expect(stockChangedSince(cursor, overlapMs, now)).toBe(expected);
  });
});
