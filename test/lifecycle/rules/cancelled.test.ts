import { aLife, anOrder, aSettings, aShippedOrder, day, hour, inWarehouse, minute, orderNumber } from '../builders';
import { done, refused, Story } from '../story';

const settings = aSettings();
const cancelled = { listed: 'none', order: 'cancelled' } as const;
const cancelOrder = { do: 'cancelOrder', numbers: [orderNumber] };
const started = (change = {}) => anOrder({ status: 320, ...change });
const line = anOrder().lines[0]!;
/** A refusal comes with a sight of the order. */
const tooLate = (story: Story, order = started()) =>
  ({ ...refused, warehouse: { observedAt: story.now, byNumber: orderNumber, orders: [order] } }) as const;

/** The warehouse has started on what is cancelled. */
const aRefusal = () => {
  const story = new Story(inWarehouse()).told(started()).missing().looks(cancelled);
  return story.does('cancelOrder', tooLate(story));
};

describe('cancelled before a write was sent', () => {
  it.each([
    ['by the merchant', (story: Story) => story.missing().looks(cancelled)],
    ['withdrawn', (story: Story) => story.missing().looks({ listed: 'none' }).inTime().looks({ listed: 'none' })],
  ])('%s: nothing is sent, and it ends', (_how, cancel) => {
    expect(cancel(new Story(aLife())).step.do).toBe('finish');
  });

  it('by an operator: nothing is sent', () => {
    expect(new Story(aLife()).says('cancel').decision).toMatchObject({ stage: 'cancelled', step: { do: 'wait' } });
  });

  it('while the import waits for another attempt: nothing is sent', () => {
    const story = new Story(aLife()).does('import', { end: 'not-done', why: 'unavailable', system: 'ongoing' });
    expect(story.missing().looks(cancelled).step).toEqual({ do: 'finish', as: 'cancelled' });
  });

  it('while the import is under way, which finds that it may not go: nothing was sent', () => {
    const story = new Story(aLife());
    const centra = { kind: 'missing', observedAt: story.now } as const;
    story.does('import', { end: 'not-ready', centra }, (meanwhile) => meanwhile.says('cancel'));
    expect(story.missing().looks(cancelled).step).toEqual({ do: 'finish', as: 'cancelled' });
  });
});

describe('cancelled after a write was sent', () => {
  it.each([
    ['written, and not seen yet', () => new Story(inWarehouse())],
    ['open', () => new Story(inWarehouse()).told(anOrder())],
    ['started on', () => new Story(inWarehouse()).told(started())],
    ['picked', () => new Story(inWarehouse()).told(anOrder({ status: 400 }))],
    ['written without answer', () => new Story(aLife()).does('import', { end: 'unclear' })],
    ['held by an operator', () => new Story(inWarehouse()).told(anOrder()).says('hold')],
    ['waiting for somebody', () => new Story(inWarehouse()).told(anOrder({ status: 1000 }))],
  ])('%s: it is deleted by its number', (_state, start) => {
    expect(start().says('cancel').step).toEqual(cancelOrder);
  });

  it('while the import is under way: what it wrote is deleted', () => {
    const story = new Story(aLife()).imports({}, 501, (meanwhile) => meanwhile.says('cancel'));
    expect(story.step).toEqual(cancelOrder);
  });

  it('is checked again after settling, and only then over', () => {
    const story = new Story(inWarehouse()).told(anOrder()).missing().looks(cancelled).does('cancelOrder', done);
    expect(story.step).toMatchObject({ do: 'wait', for: 'settling' });
    expect(story.inTime().step).toMatchObject({ do: 'lookWarehouse', number: orderNumber });
    expect(story.finds(anOrder({ status: 1000 })).step).toEqual({ do: 'finish', as: 'cancelled' });
  });

  it('that takes long is overdue after `attentionAfter.cancel`', () => {
    const story = new Story(inWarehouse()).told(anOrder()).missing();
    const from = story.now;
    story.looks(cancelled);
    while (story.asks.length === 0) {
      if (story.step.do === 'cancelOrder')
        story.does('cancelOrder', { end: 'not-done', why: 'busy', system: 'ongoing' });
      else story.inTime();
    }
    expect(story.decision.asks).toMatchObject([{ attention: 'overdue', about: 'cancel' }]);
    expect(story.now - from).toBeGreaterThanOrEqual(settings.attentionAfter.cancelMs);
  });
});

describe('cancelled, and the warehouse has started', () => {
  it('asks a person at once', () => {
    expect(aRefusal().decision).toMatchObject({
      stage: 'cancelling',
      step: { do: 'wait', for: 'cancellable' },
      asks: [{ attention: 'cancel-refused', about: refused.reason }],
    });
  });

  it('is tried again when the status can be cancelled again', () => {
    expect(aRefusal().later(minute).told(anOrder()).step).toEqual(cancelOrder);
  });

  it('is tried again when the order’s numbers change', () => {
    const story = aRefusal()
      .later(minute)
      .told(started({ lines: [{ ...line, picked: 1 }] }));
    expect(story.step).toEqual(cancelOrder);
  });

  it('is tried again by `retry`', () => {
    expect(aRefusal().says('retry').step).toEqual(cancelOrder);
  });

  it('is else tried again at most once an hour: Ongoing limits consecutive failures', () => {
    const story = aRefusal();
    let tries = 0;
    for (const until = story.now + day; story.now < until;) {
      if (story.step.do === 'cancelOrder') {
        story.does('cancelOrder', tooLate(story));
        tries += 1;
      } else story.inTime();
    }
    expect(tries).toBeGreaterThan(20);
    expect(tries).toBeLessThanOrEqual(24);
  });

  it('goes on asking while it is tried again', () => {
    const story = aRefusal().later(hour);
    expect(story.step).toEqual(cancelOrder);
    expect(story.asks).toEqual(['cancel-refused']);
  });

  it('and shipped all the same: `shipped-though-cancelled`, until a person has settled it', () => {
    const story = aRefusal().later(hour).told(aShippedOrder());
    expect(story.asks).toEqual(['shipped-though-cancelled']);
    expect(story.later(30 * day).asks).toEqual(['shipped-though-cancelled']);
    expect(story.says('resolve', { choice: 'accept' }).step).toEqual({ do: 'finish', as: 'cancelled' });
  });

  it('and wanted again: the order goes on, and nothing is asked', () => {
    const story = aRefusal().later(minute).listed();
    expect(story.decision).toMatchObject({ stage: 'in-warehouse', asks: [] });
  });

  it('is not tried again because of the status alone when nothing in it can be cancelled', () => {
    expect(
      aRefusal()
        .later(minute)
        .told(started({ status: 350 })).step.do,
    ).toBe('wait');
  });
});

describe('withdrawn and then good-to-go again', () => {
  const gone = () =>
    new Story(inWarehouse())
      .told(anOrder())
      .missing()
      .looks({ listed: 'inprogress' })
      .inTime()
      .looks({ listed: 'inprogress' })
      .does('cancelOrder', done);

  it('is imported again under the next number, when the cancellation is sure', () => {
    const story = gone().listed();
    expect(story.step).toMatchObject({ do: 'wait', for: 'settling' });
    story.inTime().finds();
    expect(story.step).toEqual({ do: 'findNumber', generation: 2 });
    story.does('findNumber', { end: 'free', number: '1001-1-r2', generation: 2 });
    expect(story.imports({}, 502).decision).toMatchObject({ stage: 'in-warehouse' });
    expect(story.facts).toMatchObject({ order: { number: '1001-1-r2' }, spent: [orderNumber] });
  });

  it('keeps the order that lives after all', () => {
    const story = gone().listed().inTime().finds(anOrder());
    expect(story.decision).toMatchObject({ stage: 'in-warehouse', step: { do: 'wait', for: 'warehouse' } });
  });

  it('again and again: every life of it has a number of its own', () => {
    const story = gone().listed().inTime().finds();
    for (const generation of [2, 3, 4]) {
      const number = `1001-1-r${generation}`;
      expect(story.step).toEqual({ do: 'findNumber', generation });
      story.does('findNumber', { end: 'free', number, generation }).imports({}, 500 + generation);
      story.later(minute).missing().looks({ listed: 'none' }).inTime().looks({ listed: 'none' });
      expect(story.step).toEqual({ do: 'cancelOrder', numbers: [number] });
      story.does('cancelOrder', done).listed().inTime().finds();
    }
  });
});
