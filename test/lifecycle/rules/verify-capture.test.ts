import { aLife, aRow, aSettings, hour, minute, orderNumber, second } from '../builders';
import { done, refused, Story, unclear } from '../story';

const settings = aSettings({ capture: 'onImport' });
const unpaid = { paid: false, shouldCapture: true };
const row = aRow(unpaid);

/** A capture was sent and no answer came; the first look has shown the shipment as before. */
const inDoubt = () => new Story(aLife(unpaid, settings), settings).does('capture', unclear);

/** Two looks have shown that it was not done, and it was written once more, without answer again. */
const inDoubtTwice = () =>
  inDoubt().looks({ row }).inTime().looks({ row }).inTime().looks({ row }).does('capture', unclear);

describe('a capture without answer', () => {
  it('is looked up at once, and not sent again', () => {
    expect(inDoubt().step).toEqual({ do: 'lookCentra' });
  });

  it.each([
    ['paid', { paid: true, shouldCapture: true }],
    ['nothing to capture any more', { paid: false, shouldCapture: false }],
  ])('was done when Centra shows it as %s', (_how, shown) => {
    const story = inDoubt().looks({ row: aRow(shown) });
    expect(story.facts.captured).toBeDefined();
    expect(story.step.do).toBe('import');
  });

  it('was done when a scan shows it as paid, without waiting for a look of its own', () => {
    const story = inDoubt()
      .looks({ row })
      .later(5 * second)
      .listed({ paid: true });
    expect(story.step.do).toBe('import');
  });

  it('was done when a list of other shipments in progress shows it as paid', () => {
    expect(inDoubt().looks({ listed: 'inprogress', row: aRow({ paid: true }) }).facts.captured).toBeDefined();
  });

  it('is not sent again before it may have run out of time on the other side', () => {
    const story = inDoubt().looks({ row });
    expect(story.step).toEqual({ do: 'wait', for: 'settling', until: expect.any(Number) });
    expect(story.inTime().now - story.facts.doubt!.since).toBeGreaterThanOrEqual(settings.writeLimitMs.centra);
    expect(story.step).toEqual({ do: 'lookCentra' });
  });

  it('is not sent again after one read that shows the old state', () => {
    const story = inDoubt().looks({ row }).inTime().looks({ row });
    expect(story.step).toMatchObject({ do: 'wait', for: 'settling' });
    expect(story.later(settings.settleMs / 2).step).toMatchObject({ do: 'wait', for: 'settling' });
  });

  it('is sent once more after two reads, settle apart, that show the old state', () => {
    const story = inDoubt().looks({ row }).inTime().looks({ row }).inTime().looks({ row });
    expect(story.step).toEqual({ do: 'capture' });
    expect(story.does('capture', done).step.do).toBe('import');
  });

  it('and refused the second time, it is not in doubt: the refusal is shown', () => {
    const story = inDoubt().looks({ row }).inTime().looks({ row }).inTime().looks({ row }).does('capture', refused);
    expect(story.asks).toEqual(['capture-refused']);
  });

  it('is not sent a third time: a person is asked', () => {
    const story = inDoubtTwice().looks({ row }).inTime().looks({ row }).inTime().looks({ row });
    expect(story.asks).toEqual(['capture-in-doubt']);
    expect(story.choices).toEqual(['captured', 'not-captured']);
    expect(story.step).toMatchObject({ do: 'wait', for: 'operator' });
  });

  it('ends in nothing but a person’s answer, or a read that shows it paid', () => {
    const story = inDoubtTwice().looks({ row }).inTime().looks({ row }).inTime().looks({ row });
    story.inTime().looks({ row }).later(hour);
    expect(story.asks).toEqual(['capture-in-doubt']);
    expect(story.listed({ paid: true }).asks).toEqual([]);
  });

  it('and not listed any more: that proves nothing, and a person is asked after the settling time', () => {
    const story = inDoubt().looks({ listed: 'none' });
    expect(story.asks).toEqual([]);
    expect(story.inTime().asks).toEqual(['capture-in-doubt']);
    expect(story.now - story.facts.doubt!.since).toBeGreaterThanOrEqual(settings.settleMs);
    expect(story.later(hour).looks({ listed: 'none' }).step).toMatchObject({ do: 'wait', for: 'operator' });
  });

  it('and listed again as before: the doubt goes on where it was', () => {
    const story = inDoubt().looks({ listed: 'none' }).inTime().later(minute).listed(unpaid);
    expect(story.asks).toEqual([]);
    expect(story.inTime().step).toEqual({ do: 'lookCentra' });
    expect(story.looks({ row }).step).toEqual({ do: 'capture' });
  });

  it.each([
    ['captured', { do: 'import', number: orderNumber }],
    ['not-captured', { do: 'capture' }],
  ] as const)('answered `%s`, it goes on', (choice, step) => {
    const story = inDoubt().looks({ listed: 'none' }).inTime().later(minute).says('resolve', { choice });
    expect(story.listed(unpaid).step).toMatchObject(step);
  });

  it('never sends the order while it is in doubt', () => {
    const story = inDoubt();
    for (let i = 0; i < 20; i += 1) {
      expect(story.step.do).not.toBe('import');
      if (story.step.do === 'lookCentra') story.looks({ listed: 'none', order: 'not-visible' });
      else story.later(minute);
    }
  });
});

describe('a capture without answer of a shipment that nobody wants any more', () => {
  const cancelled = { listed: 'none', order: 'cancelled' } as const;

  it('is not sent again, and ends when two reads have proven that no money was taken', () => {
    const story = inDoubt().says('cancel').looks({ row }).inTime().looks({ row }).inTime().looks({ row });
    expect(story.decision).toMatchObject({ stage: 'cancelled', asks: [] });
    expect(story.missing().looks({ ...cancelled }).step).toEqual({ do: 'finish', as: 'cancelled' });
  });

  it('does not end before somebody knows whether the money was taken', () => {
    const story = inDoubt().looks(cancelled).inTime();
    expect(story.asks).toEqual(['capture-in-doubt']);
    expect(story.says('resolve', { choice: 'captured' }).asks).toEqual(['captured-not-shipped']);
    expect(story.says('resolve', { choice: 'refunded' }).step).toEqual({ do: 'finish', as: 'cancelled' });
  });

  it('ends at once when a person says that no money was taken', () => {
    const story = inDoubt().looks(cancelled).inTime().says('resolve', { choice: 'not-captured' });
    expect(story.step).toEqual({ do: 'finish', as: 'cancelled' });
  });
});
