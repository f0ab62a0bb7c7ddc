import fc from 'fast-check';
import { Registries, Registry, type RegistryRow } from '../../../src/activities/articles/registry';

const row = (stockItemId: string, articleNumber: string, more: Partial<RegistryRow> = {}): RegistryRow => ({
  ...{ stockItemId, articleNumber, counts: true, taken: true },
  ...more,
});

function aRegistry(...rows: RegistryRow[]): Registry {
  const registry = new Registry(1, true);
  for (const one of rows) registry.note(one);
  return registry;
}

describe('what is remembered of a registry', () => {
  it('knows the rows that share a number', () => {
    const registry = aRegistry(row('1', 'A'), row('2', 'B'), row('3', 'A'));
    expect(registry.sharing('A', '1')).toEqual(['3']);
    expect(registry.sharing('B', '2')).toEqual([]);
    expect([...registry.collisions()]).toEqual([{ articleNumber: 'A', stockItems: ['1', '3'] }]);
  });

  it('follows a row to another number', () => {
    const registry = aRegistry(row('1', 'A'), row('2', 'A'));
    registry.note(row('2', 'B'));
    expect([...registry.collisions()]).toEqual([]);
    expect([registry.has('A'), registry.has('B')]).toEqual([true, true]);
  });

  it('accuses nobody of sharing a number with a row that is sold no more, and knows that it has one', () => {
    const registry = aRegistry(row('1', 'A'), row('2', 'A', { counts: false, taken: false }));
    expect([...registry.collisions()]).toEqual([]);
    expect(aRegistry(row('2', 'A', { counts: false, taken: false })).has('A')).toBe(true);
  });

  it('asks nobody about rows none of which would be written', () => {
    const registry = aRegistry(row('1', 'A', { taken: false }), row('2', 'A', { taken: false }));
    expect([...registry.collisions()]).toEqual([]);
    registry.note(row('3', 'A'));
    expect([...registry.collisions()]).toMatchObject([{ stockItems: ['1', '2', '3'] }]);
  });

  it('forgets with the next run what one has done', () => {
    const registry = aRegistry(row('1', 'A'));
    registry.visited('1');
    expect([registry.isDone('1'), registry.missed()]).toEqual([true, []]);
    registry.begin(2);
    expect(registry.isDone('1')).toBe(false);
  });

  it('agrees with a list of the rows, whatever is noted in whatever order', () => {
    const noted = fc.array(fc.tuple(fc.constantFrom('1', '2', '3', '4', '5'), fc.constantFrom('A', 'B', 'C')));
    fc.assert(
      fc.property(noted, (rows) => {
        const registry = aRegistry(...rows.map(([id, number]) => row(id, number)));
        const last = new Map(rows);
        for (const number of ['A', 'B', 'C']) {
          const its = [...last].filter(([, one]) => one === number).map(([id]) => id);
          expect(registry.has(number)).toBe(its.length > 0);
          for (const id of its) {
            expect([...registry.sharing(number, id)].sort()).toEqual(its.filter((one) => one !== id).sort());
          }
        }
        expect(registry.size).toBe(last.size);
      }),
    );
  });
});

describe('registries of several goods owners', () => {
  it('are kept up to a number of rows; those that were used longest ago make room', () => {
    const registries = new Registries(3);
    registries.keep('acme', aRegistry(row('1', 'A'), row('2', 'B')));
    registries.keep('nord', aRegistry(row('1', 'A')));
    expect([registries.get('acme')?.size, registries.get('nord')?.size]).toEqual([2, 1]);
    registries.keep('umbrella', aRegistry(row('1', 'A'), row('2', 'B')));
    expect([registries.get('acme'), registries.get('nord')?.size, registries.get('umbrella')?.size]).toEqual([
      undefined,
      1,
      2,
    ]);
  });

  it('keep the one that is in use, however large', () => {
    const registries = new Registries(1);
    registries.keep('acme', aRegistry(row('1', 'A'), row('2', 'B')));
    expect(registries.get('acme')?.size).toBe(2);
  });
});
