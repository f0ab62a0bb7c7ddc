import { aDigests, aRow, aSettings, aShippedOrder, day, hour, inWarehouse, minute } from '../builders';
import { done, refused, Story } from '../story';

const unpaid = { paid: false, shouldCapture: true };
const unpaidRow = { row: aRow(unpaid) };
const told = { ...done, acknowledged: false };
const onComplete = aSettings({ capture: 'onComplete' });
/** Shipped, to be completed. */
const shipped = (row = {}, settings = aSettings()) =>
  new Story(inWarehouse(row, settings), settings).told(aShippedOrder());

describe('whether a completion captures', () => {
  it.each<[capture: 'never' | 'onImport' | 'onComplete', shouldCapture: boolean, paid: boolean, captures: boolean]>([
    ['onComplete', true, false, true],
    ['onComplete', true, true, false],
    ['onComplete', false, true, false],
    ['never', true, true, false],
    ['onImport', true, true, false],
  ])('`%s`, should be captured: %s, paid: %s → %s', (capture, shouldCapture, paid, captures) => {
    expect(shipped({ paid, shouldCapture }, aSettings({ capture })).step).toMatchObject({
      do: 'complete',
      capture: captures,
    });
  });

  it('never twice: what we captured is not captured again, though Centra does not show it paid yet', () => {
    const facts = { ...inWarehouse(unpaid, onComplete), captured: { at: 1 } };
    const story = new Story(facts, onComplete).told(aShippedOrder());
    expect(story.step).toMatchObject({ do: 'complete', capture: false });
  });
});

describe('unpaid when it should be completed, and we do not capture', () => {
  it.each([
    ['capture: never', aSettings(), unpaid],
    ['nothing to capture', onComplete, { paid: false, shouldCapture: false }],
  ])('%s: nothing is sent before a read shows it paid', (_why, settings, row) => {
    const story = shipped(row, settings);
    expect(story.step).toEqual({ do: 'lookCentra' });
    expect(story.asks).toEqual([]);
    story.looks({ row: aRow(row) });
    expect(story.decision).toMatchObject({ step: { do: 'wait', for: 'payment' }, asks: [{ attention: 'not-paid' }] });
  });

  it('the read shows it paid: completed, and nobody was asked', () => {
    expect(shipped({ paid: false }).looks().decision).toMatchObject({ step: { do: 'complete' }, asks: [] });
  });

  it('goes on by itself when it is paid', () => {
    const story = shipped({ paid: false })
      .looks({ row: aRow({ paid: false }) })
      .later(day)
      .listed();
    expect(story.decision).toMatchObject({ step: { do: 'complete', capture: false }, asks: [] });
  });

  it('`retry` looks again', () => {
    const story = shipped({ paid: false }).looks({ row: aRow({ paid: false }) });
    expect(story.says('retry').step).toEqual({ do: 'lookCentra' });
  });

  it('and cancelled while it waits: shipped though cancelled', () => {
    const story = shipped({ paid: false })
      .looks({ row: aRow({ paid: false }) })
      .missing();
    expect(story.looks({ listed: 'none', order: 'cancelled' }).asks).toEqual(['shipped-though-cancelled']);
  });

  it('an operator’s `complete` does not make it paid', () => {
    const story = shipped({ paid: false })
      .says('complete')
      .looks({ row: aRow({ paid: false }) });
    expect(story.asks).toEqual(['not-paid']);
  });
});

describe('after a completion of what was unpaid before', () => {
  const completed = () => shipped(unpaid, onComplete).does('complete', told);

  it('one read: completed, and it ends when the warehouse has heard', () => {
    const story = completed();
    expect(story.step).toEqual({ do: 'lookCentra' });
    expect(story.looks({ listed: 'completed' }).does('acknowledge', done).step).toEqual({
      do: 'finish',
      as: 'completed',
    });
  });

  it('one read: not completed, so it is `not-paid`, and the warehouse has not heard', () => {
    const story = completed().looks(unpaidRow);
    expect(story.decision).toMatchObject({ step: { do: 'wait', for: 'payment' }, asks: [{ attention: 'not-paid' }] });
  });

  it('then paid, and not completed by that: sent again after a fresh read, without capturing', () => {
    const story = completed().looks(unpaidRow).later(hour).listed({ paid: true, shouldCapture: false });
    expect(story.step).toEqual({ do: 'lookCentra' });
    expect(story.looks().step).toMatchObject({ do: 'complete', capture: false });
  });

  it('then paid, and completed by that: not sent again, which would be another e-mail', () => {
    const story = completed().looks(unpaidRow).later(hour).listed({ paid: true, shouldCapture: false });
    expect(story.looks({ listed: 'completed' }).step).toMatchObject({ do: 'acknowledge' });
  });

  it('paid by the first read, and not completed yet: Centra has the settling time before it is sent again', () => {
    const story = completed().looks({ row: aRow({ paid: true, shouldCapture: false }) });
    expect(story.step).toMatchObject({ do: 'wait', for: 'settling' });
    expect(story.inTime().step).toEqual({ do: 'lookCentra' });
    expect(story.looks({ listed: 'completed' }).step).toMatchObject({ do: 'acknowledge' });
  });

  it('then gone from the list: it is looked for, and found completed', () => {
    const story = completed().looks(unpaidRow).later(hour).missing();
    expect(story.step).toEqual({ do: 'lookCentra' });
    expect(story.looks({ listed: 'completed' }).step).toMatchObject({ do: 'acknowledge' });
  });

  it('then cancelled by the merchant: shipped though cancelled', () => {
    const story = completed().looks(unpaidRow).later(hour).missing().looks({ listed: 'none', order: 'cancelled' });
    expect(story.asks).toContain('shipped-though-cancelled');
  });

  it('then cancelled by the merchant, picked only: it is taken back, and the money looked at', () => {
    const settings = aSettings({ capture: 'onComplete', completeWhen: 'picked' });
    const picked = aShippedOrder(2, { status: 400, shippedAt: undefined, waybills: [] });
    const story = new Story(inWarehouse(unpaid, settings), settings)
      .told(picked)
      .does('complete', told)
      .looks(unpaidRow);
    expect(story.whyNot('cancel')).toBeUndefined();
    story.missing().looks({ listed: 'none', order: 'cancelled' });
    expect(story.step).toMatchObject({ do: 'cancelOrder' });
    story.does('cancelOrder', done).inTime().finds();
    expect(story.asks).toEqual(['captured-not-shipped']);
  });

  it('a completion of what was paid needs no read', () => {
    expect(shipped().does('complete', { ...done, acknowledged: true }).step).toEqual({ do: 'finish', as: 'completed' });
  });
});

describe('a capture that is refused on completion', () => {
  const aRefusal = () => shipped(unpaid, onComplete).does('complete', refused);

  it('asks `capture-refused` at once; it is neither completed nor acknowledged', () => {
    const story = aRefusal();
    expect(story.decision.asks).toMatchObject([{ attention: 'capture-refused', about: refused.reason }]);
    expect(story.step).toMatchObject({ do: 'wait', for: 'payment' });
    expect(story.facts.completed ?? story.facts.acknowledged).toBeUndefined();
  });

  it('is not tried again by itself, whatever else changes', () => {
    const story = aRefusal()
      .later(hour)
      .listed({ ...unpaid, digests: aDigests({ other: 'o2' }) })
      .later(day);
    expect(story.step).toMatchObject({ do: 'wait', for: 'payment' });
    expect(story.asks).toEqual(['capture-refused']);
  });

  it('is tried again by `retry`', () => {
    expect(aRefusal().says('retry').step).toMatchObject({ do: 'complete', capture: true });
  });

  it('is completed without capturing when Centra shows it paid', () => {
    expect(aRefusal().later(minute).listed({ paid: true }).step).toMatchObject({ do: 'complete', capture: false });
  });

  it('with a short pick: lowered first, captured then, and lowered no second time', () => {
    const story = new Story(inWarehouse(unpaid, onComplete), onComplete).told(aShippedOrder(1)).finds(aShippedOrder(1));
    story.does('adjust', done).does('complete', refused).says('retry');
    expect(story.step).toMatchObject({ do: 'complete', capture: true });
  });
});
