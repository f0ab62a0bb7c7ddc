import fc from 'fast-check';
import { SortedList } from '../../../src/sandbox/store/sorted-list';

describe('a sorted list', () => {
  it('holds what a sorted array holds, whatever is added and removed', () => {
    const steps = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 20 })));
    fc.assert(
      fc.property(steps, (changes) => {
        const list = new SortedList<number>((a, b) => a - b);
        const model = new Set<number>();
        for (const [adds, number] of changes) {
          if (adds && !model.has(number)) list.add(number);
          if (!adds) list.remove(number);
          if (adds) model.add(number);
          else model.delete(number);
        }
        expect([...list]).toEqual([...model].sort((a, b) => a - b));
      }),
    );
  });

  it('finds where a number would stand', () => {
    const list = new SortedList<number>((a, b) => a - b);
    for (const number of [30, 10, 20]) list.add(number);
    expect([5, 10, 15, 31].map((probe) => list.position(probe))).toEqual([0, 0, 1, 3]);
  });
});
