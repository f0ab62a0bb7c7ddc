import { anOrder, aSettings, aShippedOrder, inWarehouse, minute, orderNumber } from '../builders';
import { done, notSent, refused, Story, unclear } from '../story';

const settings = aSettings();
const look = { do: 'lookWarehouse', number: orderNumber };

/** The order lives in the warehouse, the merchant has cancelled it, and the cancellation had no answer. */
const inDoubt = () =>
  new Story(inWarehouse()).told(anOrder()).looked({ listed: 'none', order: 'cancelled' }).does('cancelOrder', unclear);
const finished = { do: 'finish', as: 'cancelled' };

describe('a cancellation in the warehouse without answer', () => {
  it('is read back by the order number', () => {
    expect(inDoubt().step).toMatchObject(look);
  });

  it.each([
    ['shows as cancelled', [anOrder({ status: 1000 })]],
    ['is not known any more', []],
  ])('was done when the order %s, and counts when it is seen again after settling', (_how, orders) => {
    const story = inDoubt().finds(...orders);
    expect(story.step).toMatchObject({ do: 'wait', for: 'settling' });
    expect(story.inTime().step).toMatchObject(look);
    expect(story.finds(...orders).step).toEqual(finished);
  });

  it('was refused when the order shows that the warehouse has started', () => {
    const story = inDoubt().finds(anOrder({ status: 320 }));
    expect(story.asks).toEqual(['cancel-refused']);
    expect(story.decision.asks[0]?.about).toContain('320');
  });

  it('is sent again when two reads, settle apart, show the living order', () => {
    const story = inDoubt().finds(anOrder());
    expect(story.step).toMatchObject({ do: 'wait', for: 'settling' });
    story.inTime().finds(anOrder());
    expect(story.step).toMatchObject({ do: 'wait', for: 'settling' });
    story.inTime().finds(anOrder());
    expect(story.step).toEqual({ do: 'cancelOrder', numbers: [orderNumber] });
  });

  it('was refused, in its own words, when two reads show the living order', () => {
    const story = new Story(inWarehouse()).told(anOrder()).looked({ listed: 'none', order: 'cancelled' });
    story.does('cancelOrder', { ...unclear, reason: 'not in this status' });
    story.finds(anOrder()).inTime().finds(anOrder()).inTime().finds(anOrder());
    expect(story.decision.asks).toMatchObject([{ attention: 'cancel-refused', about: 'not in this status' }]);
  });

  it('and the shipment is wanted again: what became of the order is found out first', () => {
    const lives = inDoubt().listed();
    expect(lives.step).toMatchObject(look);
    lives.finds(anOrder()).inTime().finds(anOrder()).inTime().finds(anOrder());
    expect(lives.decision).toMatchObject({ stage: 'in-warehouse', step: { do: 'wait', for: 'warehouse' }, asks: [] });

    const gone = inDoubt().listed().finds().inTime().finds();
    expect(gone.step).toEqual({ do: 'findNumber', generation: 2 });
  });

  it('and the shipment is wanted again and changed: the rewrite is read back like any other', () => {
    const story = inDoubt().listed().finds(anOrder()).inTime().finds(anOrder()).inTime().finds(anOrder());
    const changed = { lines: [{ lineId: '1', articleNumber: 'TEE-M', qty: 1 }] };
    const digests = { ...story.facts.centra.digests!, lines: 'l2' };
    story
      .later(minute)
      .listed({ ...changed, digests })
      .imports({ ...changed, digests });
    expect(story.step).toMatchObject(look);
    story.finds(anOrder({ lines: [{ ...anOrder().lines[0]!, ordered: 1 }] }));
    expect(story.step).toMatchObject({ do: 'wait', for: 'warehouse' });
  });

  it('that did not get through is sent again after a pause', () => {
    const story = new Story(inWarehouse()).told(anOrder()).looked({ listed: 'none', order: 'cancelled' });
    story.does('cancelOrder', notSent);
    expect(story.step).toMatchObject({ do: 'wait', for: 'another-attempt' });
    expect(story.inTime().step).toMatchObject({ do: 'cancelOrder' });
  });
});

describe('a cancellation that Ongoing has agreed to', () => {
  const agreed = () =>
    new Story(inWarehouse()).told(anOrder()).looked({ listed: 'none', order: 'cancelled' }).does('cancelOrder', done);

  it('is seen again after settling before it counts', () => {
    const story = agreed();
    expect(story.step).toMatchObject({ do: 'wait', for: 'settling' });
    const askedAt = story.now;
    expect(story.inTime().now - askedAt).toBeGreaterThanOrEqual(settings.settleMs);
    expect(story.finds(anOrder({ status: 1000 })).step).toEqual(finished);
  });

  it('is asked for again when the order lives after all', () => {
    const story = agreed().inTime().finds(anOrder());
    expect(story.step).toEqual({ do: 'cancelOrder', numbers: [orderNumber] });
  });

  it('and the order lives a second time: a person is asked, and it is tried no oftener than one that was refused', () => {
    const story = agreed().inTime().finds(anOrder()).does('cancelOrder', done).inTime().finds(anOrder());
    expect(story.decision).toMatchObject({ step: { do: 'wait' }, asks: [{ attention: 'cancel-refused' }] });
    expect(story.inTime().step).toMatchObject({ do: 'cancelOrder' });
  });

  it('does not hide that the goods left all the same', () => {
    expect(agreed().inTime().finds(aShippedOrder()).asks).toEqual(['shipped-though-cancelled']);
  });

  it('is not undone by a webhook that is older than the settling', () => {
    expect(agreed().told(anOrder()).step).toMatchObject({ do: 'wait', for: 'settling' });
  });
});

describe('a cancellation of an order with back orders', () => {
  const backOrder = (change = {}) =>
    anOrder({ orderId: 502, orderNumber: '1001-1-b', backOrderForOrderId: 501, ...change });
  const shipped = aShippedOrder(1);
  const cancelled = { listed: 'none', order: 'cancelled' } as const;

  it('cancels what is open, and tells what was shipped', () => {
    const story = new Story(inWarehouse()).told(shipped, backOrder()).looked(cancelled);
    expect(story.step).toEqual({ do: 'cancelOrder', numbers: ['1001-1-b'] });
    expect(story.does('cancelOrder', done).asks).toEqual(['shipped-though-cancelled']);
  });

  it('tells no more of a shipped part than once when its open part is cancelled again and again by the warehouse', () => {
    const story = new Story(inWarehouse()).told(shipped, backOrder()).looked(cancelled).does('cancelOrder', done);
    story.told(shipped, backOrder({ status: 1000 })).says('resolve', { choice: 'accept' });
    expect(story.step).toEqual(finished);
  });

  it('asks for it again when the back order lives after all', () => {
    const story = new Story(inWarehouse()).told(shipped, backOrder()).looked(cancelled).does('cancelOrder', done);
    expect(story.later(minute).told(backOrder()).step).toEqual({ do: 'cancelOrder', numbers: ['1001-1-b'] });
  });

  it('does not order the shipped goods again when the shipment is wanted again', () => {
    const story = new Story(inWarehouse()).told(shipped, backOrder()).looked(cancelled).does('cancelOrder', done);
    story.later(minute).listed();
    expect(story.step.do).not.toBe('findNumber');
    expect(story.step.do).not.toBe('import');
  });

  it('without answer, and the back order shows as cancelled: it was done', () => {
    const story = new Story(inWarehouse()).told(shipped, backOrder()).looked(cancelled).does('cancelOrder', unclear);
    expect(story.step).toMatchObject({ ...look, backOrdersOf: expect.arrayContaining([501]) });
    story.finds(shipped, backOrder({ status: 1000 }));
    expect(story.asks).toEqual(['shipped-though-cancelled']);
  });

  it('refused for the back order: a person is asked, the shipped part notwithstanding', () => {
    const story = new Story(inWarehouse()).told(shipped, backOrder({ status: 320 })).looked(cancelled);
    expect(story.does('cancelOrder', refused).asks).toEqual(['cancel-refused']);
  });
});
