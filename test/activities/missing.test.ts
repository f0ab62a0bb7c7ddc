import { judgeMissing } from '../../src/activities/scans/missing';

const open = (count: number, stage = 'in-warehouse') =>
  new Map(Array.from({ length: count }, (_, i) => [`${i}-1`, { stage }]));
const listedBut = (all: ReadonlyMap<string, unknown>, missing: number) => new Set([...all.keys()].slice(missing));
const before = { missing: [], shrunk: false };

describe('a list that lacks shipments', () => {
  it.each([
    ['all are there', 100, 0, { told: 0, shrunk: false }],
    ['a few are missing: each is asked about', 100, 5, { told: 5, shrunk: false }],
    ['more than five, but hardly any of so many', 1_000, 6, { told: 6, shrunk: false }],
    ['more than five and more than five per cent: the list has shrunk', 100, 6, { told: 6, shrunk: true }],
    ['all of a handful: too few to be suspicious, each is asked about', 5, 5, { told: 5, shrunk: false }],
    ['everything: only so many are asked about at once', 1_000, 1_000, { told: 50, shrunk: true }],
  ])('%s', (_, count, missing, expected) => {
    const all = open(count);
    const judged = judgeMissing(all, listedBut(all, missing), before);
    expect({ told: judged.told.length, shrunk: judged.shrunk }).toEqual(expected);
  });

  it('has not shrunk because of those that were missing the last time', () => {
    const all = open(100);
    const missing = [...all.keys()].slice(0, 10);
    expect(judgeMissing(all, listedBut(all, 10), { missing, shrunk: false }).shrunk).toBe(false);
  });

  it('stays shrunk until it is whole again', () => {
    const all = open(100);
    const missing = [...all.keys()].slice(0, 10);
    expect(judgeMissing(all, listedBut(all, 10), { missing, shrunk: true }).shrunk).toBe(true);
    expect(judgeMissing(all, listedBut(all, 0), { missing, shrunk: true })).toMatchObject({ shrunk: false, told: [] });
  });

  it.each(['cancelled', 'withdrawn', 'abandoned', 'cancelling', 'reporting'])(
    'is expected to lack what is %s, and asks about it',
    (stage) => {
      const all = open(100, stage);
      expect(judgeMissing(all, new Set(), before)).toMatchObject({ shrunk: false, unexpected: 0 });
    },
  );
});
