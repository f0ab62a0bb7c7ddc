import { aLife, anOrder, aShippedOrder, day, hour, inWarehouse, minute, orderNumber, second } from '../builders';
import { done, refused, Story, unclear } from '../story';

const completed = { listed: 'completed' } as const;
const finished = { do: 'finish', as: 'completed' };
const cancelled = anOrder({ status: 1000 });

/** Somebody has completed it in Centra while the order is open in the warehouse. */
const byHand = (order = anOrder()) => new Story(inWarehouse()).told(order).later(hour).missing().looks(completed);

describe('completed in Centra by hand', () => {
  it('ends when Ongoing agrees, and has heard of it', () => {
    const story = byHand(aShippedOrder(2, { waybills: [] }));
    expect(story.step).toMatchObject({ do: 'acknowledge' });
    expect(story.does('acknowledge', done).step).toEqual(finished);
  });

  it('ends when nothing was sent to Ongoing', () => {
    expect(new Story(aLife()).missing().looks(completed).step).toEqual(finished);
  });

  it('ends when the warehouse has cancelled the order', () => {
    expect(byHand(cancelled).step).toEqual(finished);
  });

  it('asks else: the warehouse’s order is not cancelled by itself', () => {
    const story = byHand();
    expect(story.asks).toEqual(['completed-elsewhere']);
    expect(story.choices).toEqual(['accept', 'cancel-order']);
    expect(story.later(30 * day).step).toMatchObject({ do: 'wait', for: 'operator' });
  });

  it('ends by itself when the warehouse ships it', () => {
    expect(byHand().told(aShippedOrder()).step).toMatchObject({ do: 'acknowledge' });
  });

  it('`accept`: ends, and the order goes on in the warehouse', () => {
    expect(byHand().says('resolve', { choice: 'accept' }).step).toEqual(finished);
  });

  it('`cancel-order`: the order and its back orders are cancelled, and it ends', () => {
    const back = anOrder({ orderId: 502, orderNumber: '1001-1-b', backOrderForOrderId: 501 });
    const story = byHand().told(anOrder(), back).says('resolve', { choice: 'cancel-order' });
    expect(story.step).toEqual({ do: 'cancelOrder', numbers: [orderNumber, '1001-1-b'] });
    expect(story.does('cancelOrder', done).step).toEqual(finished);
  });

  it('`cancel-order` that is refused: a person hears why, and may still accept', () => {
    const story = byHand(anOrder({ status: 320 })).says('resolve', { choice: 'cancel-order' });
    story.does('cancelOrder', refused);
    expect(story.asks).toEqual(['cancel-refused', 'completed-elsewhere']);
    expect(story.says('resolve', { choice: 'accept' }).step).toEqual(finished);
  });

  it('`cancel-order` that is refused is tried again when the status can be cancelled again', () => {
    const story = byHand(anOrder({ status: 320 })).says('resolve', { choice: 'cancel-order' });
    story.does('cancelOrder', refused).later(minute).told(anOrder());
    expect(story.step).toMatchObject({ do: 'cancelOrder' });
  });

  it('while the write of the order is unclear: what became of it is found out first', () => {
    const story = new Story(aLife()).does('import', unclear).missing();
    expect(story.step).toMatchObject({ do: 'lookWarehouse' });
    expect(story.finds(anOrder()).looks(completed).asks).toEqual(['completed-elsewhere']);
  });

  it('while a rewrite of the order is unclear, and proven undone: it is not written again', () => {
    const changed = {
      digests: { ...inWarehouse().order!.digests!, lines: 'l2' },
      lines: [{ lineId: '1', articleNumber: 'TEE-M', qty: 1 }],
    };
    const story = new Story(inWarehouse()).told(anOrder()).later(hour).listed(changed).does('import', unclear);
    story.looked(completed).finds(anOrder()).inTime().finds(anOrder()).inTime().finds(anOrder());
    expect(story.asks).toEqual(['completed-elsewhere']);
  });

  it('is not offered to be completed or cancelled', () => {
    expect(byHand().whyNot('complete')).toBe('it has been completed in Centra already');
    expect(byHand().whyNot('cancel')).toBe('it has been completed in Centra');
  });
});

describe('cancelled in Ongoing by the warehouse', () => {
  const annulled = () => new Story(inWarehouse()).told(anOrder()).later(hour).told(cancelled);

  it('asks a person at once, and nothing is sent again by itself', () => {
    const story = annulled();
    expect(story.asks).toEqual(['cancelled-in-warehouse']);
    expect(story.choices).toEqual(['order-again', 'give-up']);
    expect(story.later(30 * day).step).toMatchObject({ do: 'wait', for: 'operator' });
  });

  it('ends by itself when the warehouse revives the order', () => {
    expect(annulled().told(anOrder()).decision).toMatchObject({ step: { do: 'wait', for: 'warehouse' }, asks: [] });
  });

  it('`order-again`: sent under the next number', () => {
    const story = annulled().says('resolve', { choice: 'order-again' });
    expect(story.step).toEqual({ do: 'findNumber', generation: 2 });
    story.does('findNumber', { end: 'free', number: '1001-1-r2', generation: 2 }).imports({}, 502);
    expect(story.told(anOrder({ orderId: 502, orderNumber: '1001-1-r2' })).decision).toMatchObject({
      stage: 'in-warehouse',
      asks: [],
    });
  });

  it('`give-up`: treated as cancelled, and ends when Centra drops it', () => {
    const story = annulled().says('resolve', { choice: 'give-up' });
    story.does('cancelOrder', done).inTime().finds(cancelled);
    expect(story.decision).toMatchObject({ stage: 'cancelled', step: { do: 'wait', for: 'centra-to-drop-it' } });
  });

  it('and withdrawn by the merchant meanwhile: ends, and asks nobody', () => {
    const story = annulled().missing().looks({ listed: 'none', order: 'cancelled' });
    story.does('cancelOrder', done).inTime().finds(cancelled);
    expect(story.step).toEqual({ do: 'finish', as: 'cancelled' });
  });

  it('is not the case while one of its back orders lives', () => {
    const back = anOrder({ orderId: 502, orderNumber: '1001-1-b', backOrderForOrderId: 501 });
    expect(new Story(inWarehouse()).told(anOrder(), back).told(cancelled, back).asks).toEqual([]);
  });
});

describe('an order that Ongoing no longer knows', () => {
  const unknown = (story: Story) => story.sight({ observedAt: story.now, byNumber: orderNumber, orders: [] });
  const watched = () => new Story(inWarehouse()).told(anOrder()).later(hour);

  it('is looked for a second time, settle later: Ongoing may need half a minute to show what it has', () => {
    const story = unknown(watched());
    expect(story.decision).toMatchObject({ step: { do: 'wait', for: 'settling' }, asks: [] });
    expect(story.inTime().step).toMatchObject({ do: 'lookWarehouse', number: orderNumber });
    expect(story.finds(anOrder()).step).toMatchObject({ do: 'wait', for: 'warehouse' });
  });

  it('is `cancelled-in-warehouse` after two reads', () => {
    const story = unknown(watched()).inTime().finds();
    expect(story.asks).toEqual(['cancelled-in-warehouse']);
    expect(story.decision.asks[0]?.about).toBe('Ongoing no longer knows the order number');
    expect(story.says('resolve', { choice: 'order-again' }).step).toEqual({ do: 'findNumber', generation: 2 });
  });

  it('and known again: goes on', () => {
    const story = unknown(watched()).inTime().finds().later(second).told(anOrder());
    expect(story.decision).toMatchObject({ step: { do: 'wait', for: 'warehouse' }, asks: [] });
  });
});
