import { instant, instantFrom, iso, span } from '../../src/cli/times';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

describe('a span of time', () => {
  it.each<[ms: number, text: string]>([
    [0, '0s'],
    [999, '0s'],
    [-5 * second, '0s'],
    [second, '1s'],
    [59_999, '59s'],
    [minute, '1m'],
    [12 * minute + 5 * second, '12m 5s'],
    [hour, '1h'],
    [hour + 5 * second, '1h'],
    [4 * hour + 5 * minute + 59 * second, '4h 5m'],
    [2 * day + 3 * hour + 4 * minute, '2d 3h'],
    [7 * day, '7d'],
    [400 * day, '400d'],
  ])('%d ms is %s', (ms, text) => {
    expect(span(ms)).toBe(text);
  });
});

describe('a moment', () => {
  const at = Date.UTC(2026, 2, 1, 10, 0, 5);

  it('is shown in UTC, without parts of seconds', () => {
    expect(instant(at + 678)).toBe('2026-03-01 10:00:05');
  });

  it.each([
    ['past', at + 2 * hour, '2026-03-01 10:00:05 UTC, 2h ago'],
    ['now', at, '2026-03-01 10:00:05 UTC, 0s ago'],
    ['to come', at - 3 * minute, '2026-03-01 10:00:05 UTC, in 3m'],
  ])('is also told from now: %s', (_when, now, text) => {
    expect(instantFrom(at, now)).toBe(text);
  });

  it('is ISO 8601 in documents, and null where there is none', () => {
    expect(iso(at)).toBe('2026-03-01T10:00:05.000Z');
    expect(iso(new Date(at))).toBe('2026-03-01T10:00:05.000Z');
    expect(iso(undefined)).toBeNull();
  });
});
