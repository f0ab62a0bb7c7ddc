import fc from 'fast-check';
import { earliestImport, timing } from '../../src/schedules/timing';

const second = 1_000;
const day = 86_400 * second;

describe('when a schedule fires', () => {
  it.each<[string, everyMs: number, every: number]>([
    ['a quarter of an hour', 900 * second, 900 * second],
    ['one second', second, second],
    ['a second and a half is lengthened to two', 1_500, 2 * second],
    ['a day', day, day],
  ])('%s', (_what, everyMs, every) => {
    expect(timing('shipments/retail', everyMs).every).toBe(every);
  });

  it('is at a whole second within the interval, which Temporal demands', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: second, max: 3650 * day }), (id, everyMs) => {
        const { every, offset } = timing(id, everyMs);
        expect(every % second).toBe(0);
        expect(offset % second).toBe(0);
        expect(offset).toBeGreaterThanOrEqual(0);
        expect(offset).toBeLessThan(every);
        expect(every - everyMs).toBeGreaterThanOrEqual(0);
        expect(every - everyMs).toBeLessThan(second);
      }),
    );
  });

  it('is always the same for the same schedule', () => {
    expect(timing('sweep/acme', day)).toEqual(timing('sweep/acme', day));
  });

  it('is spread over the interval', () => {
    const ids = Array.from({ length: 200 }, (_none, index) => `shipments/store-${index}`);
    const quarters = ids.map((id) => Math.floor((4 * timing(id, 900 * second).offset) / (900 * second)));
    for (const quarter of [0, 1, 2, 3]) {
      const share = quarters.filter((one) => one === quarter).length;
      expect(share).toBeGreaterThan(25);
      expect(share).toBeLessThan(75);
    }
  });
});

describe('the earliest import', () => {
  const store = (importFrom: string | null, timezone = 'Europe/Stockholm') => ({
    importFrom,
    centra: { timezone } as never,
  });

  it.each<[string, stores: Parameters<typeof earliestImport>[0], at: string | undefined]>([
    ['none where no store has one', [store(null), store(null)], undefined],
    ['midnight where the store is, in winter', [store('2026-02-01')], '2026-01-31T23:00:00Z'],
    ['midnight where the store is, in summer', [store('2026-07-01')], '2026-06-30T22:00:00Z'],
    ['the earliest of several', [store('2026-03-01'), store(null), store('2026-02-15')], '2026-02-14T23:00:00Z'],
    [
      'the earliest moment, not the earliest date',
      [store('2026-03-01', 'America/Los_Angeles'), store('2026-03-02', 'Pacific/Kiritimati')],
      '2026-03-01T08:00:00Z',
    ],
    ['one o’clock where midnight does not exist', [store('2018-11-04', 'America/Sao_Paulo')], '2018-11-04T03:00:00Z'],
  ])('%s', (_what, stores, at) => {
    expect(earliestImport(stores)).toBe(at === undefined ? undefined : Date.parse(at));
  });
});
