import { firstImportDate } from '../../src/mapping';

describe('the day of the first import', () => {
  it.each([
    ['2026-02-03T22:59:59Z', 'Europe/Stockholm', '2026-02-03'],
    ['2026-02-03T23:00:00Z', 'Europe/Stockholm', '2026-02-04'],
    ['2026-07-03T22:00:00Z', 'Europe/Stockholm', '2026-07-04'],
    ['2026-02-03T23:00:00Z', 'America/New_York', '2026-02-03'],
    ['2026-02-03T23:00:00Z', 'Pacific/Kiritimati', '2026-02-04'],
  ])('%s is in %s %s', (now, timezone, day) => {
    expect(firstImportDate(Date.parse(now), timezone)).toBe(day);
  });

  it('needs a timezone that exists', () => {
    expect(() => firstImportDate(0, 'Mars/Olympus')).toThrow(RangeError);
  });
});
