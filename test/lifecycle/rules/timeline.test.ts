import { note } from '../../../src/lifecycle/timeline';
import { aLife, t0 } from '../builders';

const noted = (count: number) => {
  let facts = { ...aLife(), timeline: [] as ReturnType<typeof aLife>['timeline'] };
  for (let i = 0; i < count; i += 1) facts = { ...facts, ...note(facts, { at: t0 + i, what: `entry ${i}` }) };
  return facts.timeline.map(({ what }) => what);
};

describe('the timeline', () => {
  it('keeps what happened in the order in which it happened', () => {
    expect(noted(3)).toEqual(['entry 0', 'entry 1', 'entry 2']);
  });

  it('keeps everything of an ordinary life', () => {
    expect(noted(120)).toHaveLength(120);
  });

  it('keeps of a long life the beginning and the latest', () => {
    const entries = noted(1_000);
    expect(entries).toHaveLength(120);
    expect(entries.slice(0, 20)).toEqual(Array.from({ length: 20 }, (_, i) => `entry ${i}`));
    expect(entries.slice(20)).toEqual(Array.from({ length: 100 }, (_, i) => `entry ${900 + i}`));
  });

  it('leaves the facts that it was given as they were', () => {
    const facts = aLife();
    note(facts, { at: t0, what: 'another' });
    expect(facts.timeline).toHaveLength(1);
  });
});
