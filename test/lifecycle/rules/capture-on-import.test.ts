import { aDigests, aLife, anOrder, aRow, aSettings, aShippedOrder, hour, inWarehouse, minute } from '../builders';
import { done, notSent, refused, Story } from '../story';

const settings = aSettings({ capture: 'onImport' });
const unpaid = { paid: false, shouldCapture: true };
const row = (story: Story, change = {}) => ({ kind: 'row', observedAt: story.now, row: aRow(change) }) as const;
const aCapturing = () => new Story(aLife(unpaid, settings), settings);

describe('capture on import: the money before the goods', () => {
  it.each<
    [why: string, capture: 'never' | 'onImport' | 'onComplete', paid: boolean, shouldCapture: boolean, first: string]
  >([
    ['`onImport`, to be captured and unpaid: captured first', 'onImport', false, true, 'capture'],
    ['paid already: nothing to capture', 'onImport', true, true, 'import'],
    ['nothing to capture: invoiced, say', 'onImport', false, false, 'import'],
    ['`never`', 'never', false, true, 'import'],
    ['`onComplete`: later', 'onComplete', false, true, 'import'],
  ])('%s', (_why, capture, paid, shouldCapture, first) => {
    const its = aSettings({ capture });
    expect(new Story(aLife({ paid, shouldCapture }, its), its).step.do).toBe(first);
  });

  it('then the order is imported', () => {
    expect(aCapturing().does('capture', done).step).toMatchObject({ do: 'import' });
  });

  it('is not needed when the fresh read shows it paid', () => {
    const story = aCapturing();
    story.does('capture', { end: 'not-needed', centra: row(story, { paid: true }) });
    expect(story.facts.captured).toBeUndefined();
    expect(story.step).toMatchObject({ do: 'import' });
  });

  it('is not made when the fresh read shows that the shipment may not go', () => {
    const story = aCapturing();
    story.does('capture', { end: 'not-ready', centra: row(story, { ...unpaid, hold: true }), gate: 'hold' });
    expect(story.step).toMatchObject({ do: 'wait', for: 'gate' });
    expect(story.facts.captured).toBeUndefined();
  });

  it('is not made when no order can be made of it', () => {
    const story = aCapturing();
    story.does('capture', { end: 'unmappable', reason: 'products[1]: no article number', centra: row(story, unpaid) });
    expect(story.asks).toEqual(['unmappable']);
    expect(story.later(minute).listed({ ...unpaid, digests: aDigests({ lines: 'l2' }) }).step).toEqual({
      do: 'capture',
    });
  });

  it('that did not get through is tried again', () => {
    expect(aCapturing().does('capture', notSent).inTime().step).toEqual({ do: 'capture' });
  });
});

describe('a refused capture', () => {
  const aRefusal = () => aCapturing().does('capture', refused);

  it('asks a person at once, with the words of the refusal, and the order is not imported', () => {
    const story = aRefusal();
    expect(story.decision.asks).toMatchObject([{ attention: 'capture-refused', about: refused.reason }]);
    expect(story.step).toMatchObject({ do: 'wait', for: 'payment' });
  });

  it('is not tried again by itself, whatever changes but the payment', () => {
    const story = aRefusal()
      .later(hour)
      .listed({ ...unpaid, digests: aDigests({ consignee: 'c2' }) })
      .later(hour);
    expect(story.step).toMatchObject({ do: 'wait', for: 'payment' });
    expect(story.asks).toEqual(['capture-refused']);
  });

  it('is tried again by `retry`', () => {
    expect(aRefusal().says('retry').step).toEqual({ do: 'capture' });
  });

  it('is over when Centra shows it paid: the order is imported', () => {
    expect(aRefusal().later(hour).listed({ paid: true }).decision).toMatchObject({ step: { do: 'import' }, asks: [] });
  });
});

describe('a setting that begins to capture on import when the order is in the warehouse already', () => {
  const late = () => new Story(inWarehouse(unpaid, settings), settings).told(anOrder());

  it('captures what is not paid before it is reported', () => {
    expect(late().step).toEqual({ do: 'capture' });
    expect(late().does('capture', done).told(aShippedOrder()).step).toMatchObject({ do: 'complete', capture: false });
  });

  it('refused: a person is asked, and the warehouse is watched all the same', () => {
    const story = late().does('capture', refused);
    expect(story.decision).toMatchObject({ stage: 'in-warehouse', step: { do: 'wait', for: 'warehouse' } });
    expect(story.asks).toEqual(['capture-refused']);
  });

  it.each(['suspect', 'filtered', 'too-old'] as const)('does not spin when the fresh read says `%s`', (gate) => {
    const story = late();
    story.does('capture', { end: 'not-ready', centra: row(story, { ...unpaid, suspect: gate === 'suspect' }), gate });
    expect(story.step.do).toBe('wait');
  });

  it('does not spin when no order can be made of it any more: a person is asked', () => {
    const story = late();
    story.does('capture', { end: 'unmappable', reason: 'products[1]: no article number', centra: row(story, unpaid) });
    expect(story.step.do).toBe('wait');
    expect(story.asks).toEqual(['unmappable']);
  });

  it('in doubt, and cancelled: the goods are taken back while the money is looked for', () => {
    const story = late().does('capture', { end: 'unclear' }).looks({ listed: 'none', order: 'cancelled' });
    expect(story.step).toMatchObject({ do: 'cancelOrder' });
    story.does('cancelOrder', done);
    while (story.step.do === 'wait') story.inTime();
    story.finds();
    expect(story.asks).toEqual(['capture-in-doubt']);
    expect(story.says('resolve', { choice: 'not-captured' }).step).toEqual({ do: 'finish', as: 'cancelled' });
  });

  it('in doubt, and cancelled without answer: neither doubt makes the other forgotten', () => {
    const story = late().does('capture', { end: 'unclear' }).looks({ listed: 'none', order: 'cancelled' });
    story.does('cancelOrder', { end: 'unclear' });
    expect(story.facts.doubt).toMatchObject({ of: 'capture' });
    while (story.step.do !== 'cancelOrder') {
      if (story.step.do === 'lookCentra') story.looks({ listed: 'none', order: 'cancelled' });
      else story.inTime();
    }
    expect(story.does('cancelOrder', refused).later(minute).asks).toEqual(['capture-in-doubt', 'cancel-refused']);
  });
});
