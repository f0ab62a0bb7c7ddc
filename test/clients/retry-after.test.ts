import fc from 'fast-check';
import { retryAfterMs } from '../../src/clients/retry-after';

const now = Date.parse('2026-03-01T12:00:00Z');
const day = 86_400_000;

describe('Retry-After', () => {
  it.each<[header: string | undefined, waitMs: number | undefined]>([
    ['0', 0],
    ['120', 120_000],
    [' 7 ', 7_000],
    ['1.5', 1_500],
    ['Sun, 01 Mar 2026 12:00:30 GMT', 30_000],
    ['Sunday, 01-Mar-26 12:00:30 GMT', 30_000],
    ['Sun Mar  1 12:00:30 2026', 30_000],
    ['Sun, 01 Mar 2026 11:00:00 GMT', 0],
    ['999999999', day],
    ['Fri, 01 Mar 2126 12:00:00 GMT', day],
    [undefined, undefined],
    ['', undefined],
    ['-5', undefined],
    ['soon', undefined],
    ['March', undefined],
    ['2026-03-01T12:00:30Z', undefined],
    ['Sun, not a date', undefined],
  ])('%p means %p ms', (header, waitMs) => {
    expect(retryAfterMs(header, now)).toBe(waitMs);
  });

  it('is never negative, never longer than a day, whatever the header', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.nat().map(String),
          fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
        ),
        (header) => {
          const wait = retryAfterMs(header, now) ?? 0;
          expect(wait).toBeGreaterThanOrEqual(0);
          expect(wait).toBeLessThanOrEqual(day);
        },
      ),
    );
  });
});
