import { aDigests, aLife, anOrder, aRow, aSettings, inWarehouse, minute, orderNumber } from '../builders';
import { done, Story } from '../story';

const row = (story: Story, change = {}) => ({ kind: 'row', observedAt: story.now, row: aRow(change) }) as const;
const missing = (story: Story) => ({ kind: 'missing', observedAt: story.now }) as const;
const waiting = { do: 'wait', for: 'gate' };

type Gate = 'hold' | 'suspect' | 'filtered' | 'too-old';

/** The fresh read just before the write showed that it may not go. */
const stopped = (gate: Gate, change = {}) => {
  const story = new Story(aLife());
  return story.does('import', { end: 'not-ready', centra: row(story, change), gate });
};

describe('the gate, before the import', () => {
  it.each([
    ['on hold', { hold: true }],
    ['suspect', { suspect: true }],
  ])('lets nothing through that Centra shows as %s, and asks nobody', (_why, change) => {
    const story = new Story(aLife()).listed(change);
    expect(story.decision).toMatchObject({ step: waiting, asks: [] });
    expect(story.later(minute).listed().step).toMatchObject({ do: 'import' });
  });

  it.each<[Gate, object]>([
    ['hold', { hold: true }],
    ['suspect', { suspect: true }],
    ['filtered', {}],
    ['too-old', {}],
  ])('writes nothing when the fresh read stops it: %s', (gate, change) => {
    const story = stopped(gate, change);
    expect(story.decision).toMatchObject({ step: waiting, asks: [] });
    expect(story.decision.dueAt).toBeUndefined();
  });

  it.each([
    ['its data', { digests: aDigests({ consignee: 'c2' }) }],
    ['its payment, which a filter may ask for', { paid: true, shouldCapture: true }],
  ])('looks again when %s changed', (_what, change) => {
    const story = stopped('filtered').later(minute).listed(change);
    expect(story.step).toMatchObject({ do: 'import' });
  });

  it('looks again at every interval: a filter may have been changed, which no row shows', () => {
    const story = stopped('filtered').inTime();
    expect(story.now).toBe(story.facts.gate!.at + story.settings.recheckMs);
    expect(story.step).toMatchObject({ do: 'import' });
    expect(story.does('import', { end: 'not-ready', centra: row(story), gate: 'filtered' }).step).toMatchObject(
      waiting,
    );
  });

  it('looks at no shipment again that the row itself shows on hold', () => {
    expect(stopped('hold', { hold: true }).step).not.toHaveProperty('until');
  });

  it('opens for `retry`', () => {
    expect(stopped('filtered').says('retry').step).toMatchObject({ do: 'import' });
  });

  it('may be held: what passes it later is not written before the release', () => {
    const story = stopped('filtered').says('hold').inTime();
    expect(story.decision).toMatchObject({ stage: 'held', step: { do: 'wait', for: 'release' } });
    expect(story.says('release').step).toMatchObject({ do: 'import' });
  });

  it('ends the life, silently, when Centra no longer offers what it stopped', () => {
    const story = stopped('filtered').later(minute).missing().looks({ listed: 'none' }).inTime();
    expect(story.looks({ listed: 'none' }).step).toEqual({ do: 'finish', as: 'withdrawn' });
  });

  it('asks after `attentionAfter.import` where money was taken before it closed', () => {
    const settings = aSettings({ capture: 'onImport' });
    const story = new Story(aLife({ paid: false, shouldCapture: true }, settings), settings).does('capture', done);
    story.listed({ hold: true });
    expect(story.step).toMatchObject(waiting);
    expect(story.later(settings.attentionAfter.importMs).asks).toEqual(['overdue']);
  });

  it('on hold, between two reads that were to prove it withdrawn: it is not looked for in a hurry', () => {
    const story = new Story(aLife()).missing().looks({ listed: 'inprogress' }).inTime();
    story.looks({ row: aRow({ hold: true }) });
    expect(story.step).toMatchObject(waiting);
  });

  it('is not for orders that were written: no longer offered is the only way to withdraw them', () => {
    const story = new Story(inWarehouse()).told(anOrder()).listed({ suspect: true });
    expect(story.decision).toMatchObject({ stage: 'in-warehouse', step: { do: 'wait', for: 'warehouse' } });
  });

  it('that closes on a rewrite does not spin: the warehouse must hear of the change', () => {
    const changed = { digests: aDigests({ consignee: 'c2' }) };
    const story = new Story(inWarehouse()).told(anOrder()).listed(changed);
    story.does('import', { end: 'not-ready', centra: row(story, changed), gate: 'filtered' });
    expect(story.step.do).toBe('wait');
    expect(story.decision.asks).toMatchObject([{ attention: 'changed-after-start', about: 'consignee' }]);
    expect(story.says('retry').step).toMatchObject({ do: 'import', rewrite: true });
  });
});

describe('read fresh just before the write', () => {
  it('not good-to-go any more: nothing is written, and Centra is asked', () => {
    const story = new Story(aLife());
    story.does('import', { end: 'not-ready', centra: missing(story) });
    expect(story.step).toEqual({ do: 'lookCentra' });
    expect(story.facts.order).toMatchObject({ number: orderNumber, sent: false });
    expect(story.looks({ listed: 'none', order: 'cancelled' }).step).toEqual({ do: 'finish', as: 'cancelled' });
  });

  it('not good-to-go any more, while the list is short: it withdraws nothing, like the list', () => {
    const changed = { digests: aDigests({ consignee: 'c2' }) };
    const story = new Story(inWarehouse()).told(anOrder()).listed(changed);
    const gone = { end: 'not-ready', centra: missing(story) } as const;
    story.does('import', gone, (meanwhile) => meanwhile.missing({ shrunk: true }));
    story.looks({ listed: 'none' }).later(story.settings.settleMs).looked({ listed: 'none' });
    expect(story.step.do).toBe('wait');
    expect(story.decision.stage).toBe('in-warehouse');
  });
});
