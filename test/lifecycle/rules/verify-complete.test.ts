import { aRow, aSettings, aShippedOrder, hour, inWarehouse, minute } from '../builders';
import { done, refused, Story, unclear } from '../story';

const settings = aSettings();
const acknowledged = { ...done, acknowledged: true };

/** The completion was sent, and no answer came. */
const inDoubt = () => new Story(inWarehouse()).told(aShippedOrder()).does('complete', unclear);

describe('a completion without answer', () => {
  it.each([
    ['it stands among the completed ones', { listed: 'completed' as const }],
    ['the order carries a shipping date for it', { listed: 'none' as const, shipped: true }],
  ])('was done when %s', (_how, shown) => {
    const story = inDoubt().looks(shown);
    expect(story.step).toMatchObject({ do: 'acknowledge' });
    expect(story.does('acknowledge', done).step).toEqual({ do: 'finish', as: 'completed' });
  });

  it('is not sent again before its time limit and two reads, settle apart, that show it good-to-go and not shipped', () => {
    const story = inDoubt().looks();
    const { since } = story.facts.doubt!;
    expect(story.step).toMatchObject({ do: 'wait', for: 'settling' });
    expect(story.inTime().now - since).toBeGreaterThanOrEqual(settings.writeLimitMs.centra);
    story.looks();
    expect(story.step).toMatchObject({ do: 'wait', for: 'settling' });
    const { first } = story.facts.doubt!.undone!;
    expect(story.inTime().now - first).toBeGreaterThanOrEqual(settings.settleMs);
    expect(story.looks().step).toMatchObject({ do: 'complete', capture: false });
    expect(story.does('complete', acknowledged).step).toEqual({ do: 'finish', as: 'completed' });
  });

  it.each([
    ['is in progress', { listed: 'inprogress' as const }],
    ['is in no list', { listed: 'none' as const }],
    ['cannot be seen, nor its order', { listed: 'none' as const, order: 'not-visible' as const }],
  ])('is not proven undone by a shipment that %s: a second call would send a second e-mail', (_why, shown) => {
    const story = inDoubt().looks();
    for (let i = 0; i < 2; i += 1) story.inTime().looks(shown);
    expect(story.step).not.toMatchObject({ do: 'complete' });
    expect(story.facts.doubt?.undone).toBeUndefined();
  });

  it('is not looked up in a hurry when it stops being offered after one read that showed it', () => {
    const story = inDoubt().looks().inTime().looks().inTime();
    for (let i = 0; i < 3; i += 1) {
      story.looks({ listed: 'none', order: 'not-visible' });
      expect(story.step).toMatchObject({ do: 'wait', for: 'settling' });
      story.inTime();
    }
  });

  it('asks a person when it takes too long to find out', () => {
    const story = inDoubt();
    while (story.now < inDoubt().now + hour) {
      if (story.step.do === 'lookCentra') story.looks({ listed: 'none', order: 'not-visible' });
      else story.inTime();
    }
    expect(story.asks).toEqual(['overdue']);
  });

  it('and refused the second time: a person is asked', () => {
    const story = inDoubt().looks().inTime().looks().inTime().looks().does('complete', refused);
    expect(story.asks).toEqual(['complete-refused']);
  });

  it('and `retry`: it is looked up again, not sent again', () => {
    expect(inDoubt().looks().later(minute).says('retry').step).toEqual({ do: 'lookCentra' });
    expect(inDoubt().looks().says('retry').looks().step).toMatchObject({ do: 'wait', for: 'settling' });
  });

  it('and annulled by the warehouse meanwhile: first it is found out, then a person is asked', () => {
    const annulled = aShippedOrder(2, { status: 1000 });
    const was = inDoubt().told(annulled);
    expect(was.step).toEqual({ do: 'lookCentra' });
    expect(was.looks({ listed: 'completed' }).asks).toEqual(['cancelled-in-warehouse']);
    expect(was.says('resolve', { choice: 'accept' }).step).toEqual({ do: 'finish', as: 'completed' });

    const wasNot = inDoubt().told(annulled).looks().inTime().looks().inTime().looks();
    expect(wasNot.asks).toEqual(['cancelled-in-warehouse']);
    expect(wasNot.choices).toEqual(['order-again', 'give-up']);
  });
});

describe('a completion without answer, and then the order is cancelled', () => {
  const cancelled = { listed: 'none', order: 'cancelled' } as const;

  it('is not sent again: what was shipped was shipped though cancelled', () => {
    expect(inDoubt().looks(cancelled).asks).toEqual(['shipped-though-cancelled']);
  });

  it('is not sent again: what was only picked is taken back', () => {
    const picked = aSettings({ completeWhen: 'picked' });
    const order = aShippedOrder(2, { status: 400, waybills: [], shippedAt: undefined });
    const story = new Story(inWarehouse({}, picked), picked).told(order).does('complete', unclear).looks(cancelled);
    expect(story.step).toMatchObject({ do: 'cancelOrder' });
  });

  it('and offered again: it is still to be found out before it is sent again', () => {
    const story = inDoubt().looks({ listed: 'inprogress' }).inTime().looks({ listed: 'inprogress' }).inTime();
    story.looks({ listed: 'inprogress' });
    expect(story.asks).toEqual(['shipped-though-cancelled']);
    story.later(minute).listed();
    expect(story.step).toMatchObject({ do: 'lookCentra' });
    expect(story.looks().inTime().looks().step).toMatchObject({ do: 'complete' });
  });

  it('that was to capture, too: it does not end before somebody knows whether the money was taken', () => {
    const onComplete = aSettings({ capture: 'onComplete', completeWhen: 'picked' });
    const unpaid = { paid: false, shouldCapture: true };
    const order = aShippedOrder(2, { status: 400, waybills: [], shippedAt: undefined });
    const story = new Story(inWarehouse(unpaid, onComplete), onComplete).told(order);
    story.does('complete', unclear).looks(cancelled).does('cancelOrder', done).inTime().finds();
    expect(story.asks).toEqual(['capture-in-doubt']);
    expect(story.says('resolve', { choice: 'captured' }).asks).toEqual(['captured-not-shipped']);
    expect(story.says('resolve', { choice: 'refunded' }).step).toEqual({ do: 'finish', as: 'cancelled' });
  });
});

describe('a completion that was to capture, without answer', () => {
  const onComplete = aSettings({ capture: 'onComplete' });
  const unpaid = { paid: false, shouldCapture: true };
  const start = () =>
    new Story(inWarehouse(unpaid, onComplete), onComplete).told(aShippedOrder()).does('complete', unclear);

  it('is repeated without the capture when only the money was taken', () => {
    const paid = { row: aRow({ paid: true, shouldCapture: false }) };
    const story = start().looks(paid).inTime().looks(paid).inTime().looks(paid);
    expect(story.step).toMatchObject({ do: 'complete', capture: false });
  });

  it('is repeated with the capture when nothing was done', () => {
    const row = { row: aRow(unpaid) };
    expect(start().looks(row).inTime().looks(row).inTime().looks(row).step).toMatchObject({
      do: 'complete',
      capture: true,
    });
  });
});
