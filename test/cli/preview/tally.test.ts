import type { Mapped } from '../../../src/cli/preview/mapped';
import { Tally } from '../../../src/cli/preview/tally';

const taken = (document: object): Mapped => ({ outcome: 'taken', reasons: [], document });
const leftOut = (reason: string, document: object | null = {}): Mapped => ({
  outcome: 'left-out',
  reasons: [reason],
  document,
});
const unmappable = (...reasons: string[]): Mapped => ({ outcome: 'unmappable', reasons, document: null });

describe('the tally of everything that is open', () => {
  it('counts every record in exactly one outcome, and names some', () => {
    const tally = new Tally(false);
    tally.add('1', taken({ a: 1 }));
    tally.add('2', leftOut('on hold'));
    tally.add('3', unmappable('products[501]: no value in sku', 'deliveryCountry: no value'));
    tally.add('4', unmappable('products[777]: no value in sku'));
    tally.broken('shipments[3]');
    const summary = tally.summary();
    expect(summary).toEqual({
      ...{ read: 4, taken: 1, broken: { count: 1, examples: ['shipments[3]'] } },
      leftOut: { count: 1, examples: ['2'] },
      unmappable: { count: 2, examples: ['3', '4'] },
      reasons: [
        { reason: 'products[]: no value in sku', count: 2, examples: ['3', '4'] },
        { reason: 'on hold', count: 1, examples: ['2'] },
        { reason: 'deliveryCountry: no value', count: 1, examples: ['3'] },
      ],
    });
  });

  it('counts documents that differ, their fields once each, and outcomes that turn', () => {
    const tally = new Tally(true);
    const lines = (name: string) => ({
      orderLines: [
        { rowNumber: '1', name },
        { rowNumber: '2', name },
      ],
    });
    tally.add('1', taken(lines('new')), taken(lines('old')));
    tally.add('2', taken(lines('same')), taken(lines('same')));
    tally.add('3', unmappable('x: no value'), taken(lines('old')));
    tally.add('4', taken(lines('new')));
    expect(tally.summary()).toMatchObject({
      read: 4,
      changed: 1,
      fields: [{ field: 'orderLines[].name', count: 1, examples: ['1'] }],
      outcomes: [{ before: 'taken', after: 'unmappable', count: 1, examples: ['3'] }],
    });
  });

  it('keeps few examples, however many there are', () => {
    const tally = new Tally(false);
    for (let id = 0; id < 1_000; id += 1) tally.add(String(id), leftOut('filtered'));
    expect(tally.summary().leftOut).toEqual({ count: 1_000, examples: ['0', '1', '2', '3', '4'] });
  });
});
