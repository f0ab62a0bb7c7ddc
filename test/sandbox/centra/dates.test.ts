import fc from 'fast-check';
import { centraDate, parseCentraDate } from '../../../src/sandbox/centra/dates';

describe('Centra’s dates', () => {
  it.each([
    ['2026-01-15T12:00:00Z', 'Europe/Stockholm', '2026-01-15 13:00:00'],
    ['2026-07-15T12:00:00Z', 'Europe/Stockholm', '2026-07-15 14:00:00'],
    ['2026-03-29T00:59:59Z', 'Europe/Stockholm', '2026-03-29 01:59:59'],
    ['2026-03-29T01:00:00Z', 'Europe/Stockholm', '2026-03-29 03:00:00'],
    ['2026-07-15T12:00:00Z', 'Asia/Kathmandu', '2026-07-15 17:45:00'],
  ])('%s is in %s %s', (utc, zone, text) => {
    expect(centraDate(Date.parse(utc), zone)).toBe(text);
    expect(parseCentraDate(text, zone)).toBe(Date.parse(utc));
  });

  it('are zeros where there is none', () => {
    expect(centraDate(null, 'UTC')).toBe('0000-00-00 00:00:00');
  });

  it('come back as they were, in seconds, but for the hour that there is twice', () => {
    const at = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2030, 0) }).map((ms) => Math.floor(ms / 1000) * 1000);
    fc.assert(
      fc.property(at, (time) => {
        const back = parseCentraDate(centraDate(time, 'Europe/Stockholm'), 'Europe/Stockholm') ?? 0;
        expect([0, 3_600_000]).toContain(Math.abs(back - time));
      }),
    );
  });
});
