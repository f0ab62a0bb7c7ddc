import fc from 'fast-check';
import { Groups } from '../../../src/sandbox/store/groups';
import { Names } from '../../../src/sandbox/store/names';
import { Store } from '../../../src/sandbox/store/store';
import { Tally } from '../../../src/sandbox/store/tally';
import { Times } from '../../../src/sandbox/store/times';

interface Row {
  id: number;
  group: string | undefined;
  at: number | undefined;
  amounts: number[];
  names: string[];
}

const aTable = () => {
  const store = new Store();
  const rows = store.table<Row>('rows', (row) => String(row.id));
  const groups = rows.with(
    new Groups<Row, string>(
      (row) => row.group,
      (a, b) => a.id - b.id,
    ),
  );
  const times = rows.with(new Times<Row>((row) => row.at));
  const tally = rows.with(
    new Tally<Row, 'sum'>((row, add) => row.amounts.forEach((amount, key) => add(key, 'sum', amount))),
  );
  const names = rows.with(
    new Names<Row>(
      (row) => row.names,
      (a, b) => a.id - b.id,
    ),
  );
  return { store, rows, groups, times, tally, names };
};

const row = fc.record({
  id: fc.integer({ min: 1, max: 5 }),
  group: fc.constantFrom('a', 'b', undefined),
  at: fc.constantFrom(10, 20, 30, undefined),
  amounts: fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 3 }),
  names: fc.array(fc.constantFrom('x', 'y', ''), { maxLength: 3 }),
});

describe('indexes of a table', () => {
  it('say what a look at every row says, however rows are changed in place and deleted', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(row, fc.integer({ min: 0, max: 4 }))), (changes) => {
        const { store, rows, groups, times, tally, names } = aTable();
        for (const [wanted, dice] of changes) {
          store.change(() => {
            if (dice === 0) rows.delete(wanted.id);
            else rows.put(Object.assign(rows.get(wanted.id) ?? { ...wanted }, wanted));
          });
        }
        const all = [...rows.values()];
        for (const group of ['a', 'b']) {
          const expected = all.filter((one) => one.group === group).sort((a, b) => a.id - b.id);
          expect([...groups.of(group)]).toEqual(expected);
        }
        const since20 = all.filter((one) => one.at !== undefined && one.at >= 20).map((one) => one.id);
        expect(
          times
            .since(20)
            .map((one) => one.id)
            .sort(),
        ).toEqual(since20.sort());
        expect(times.countSince(20)).toBe(since20.length);
        for (const name of ['x', 'y', '']) {
          const called = all.filter((one) => name !== '' && one.names.includes(name)).sort((a, b) => a.id - b.id);
          expect([names.all(name), names.get(name)]).toEqual([called, called[0]]);
        }
        for (const key of [0, 1, 2]) {
          const sum = all.reduce((total, one) => total + (one.amounts[key] ?? 0), 0);
          expect(tally.of(key, 'sum')).toBe(sum);
        }
      }),
    );
  });

  it('tell which sums have changed, and only those', () => {
    const { store, rows, tally } = aTable();
    const first = store.change(() => rows.put({ id: 1, group: 'a', at: 1, amounts: [1, 2], names: [] }));
    const heard: number[] = [];
    tally.changed = (key) => heard.push(key);
    store.change(() => rows.put(Object.assign(first, { group: 'b' })));
    expect(heard).toEqual([]);
    store.change(() => rows.put(Object.assign(first, { amounts: [1, 3] })));
    expect(heard).toContain(1);
  });

  it('come up to date with rows that were there before', () => {
    const { store, rows } = aTable();
    store.change(() => rows.put({ id: 1, group: 'a', at: 1, amounts: [], names: [] }));
    expect(
      rows
        .with(
          new Groups<Row, string>(
            (one) => one.group,
            (a, b) => a.id - b.id,
          ),
        )
        .of('a').length,
    ).toBe(1);
  });
});
