import { aDigests, aLife, anOrder, aRow, aSettings, hour, inWarehouse, minute, orderNumber, second } from '../builders';
import { done, notSent, refused, Story, unclear } from '../story';

const settings = aSettings();
const changed = { digests: aDigests({ consignee: 'c2' }) };
const look = { do: 'lookWarehouse', number: orderNumber };
const ours = anOrder();

const sight = (story: Story, ...orders: (typeof ours)[]) => ({ observedAt: story.now, byNumber: orderNumber, orders });
const row = (story: Story, change = {}) => ({ kind: 'row', observedAt: story.now, row: aRow(change) }) as const;

/** The first write had no answer. */
const inDoubt = () => new Story(aLife()).does('import', unclear);
/** And two reads by its number found nothing. */
const proven = () => inDoubt().finds().inTime().finds().inTime().finds();

describe('a first write of the order without answer', () => {
  it('is looked up by its number, and not sent again', () => {
    expect(inDoubt().step).toMatchObject(look);
  });

  it('was done when the order is there', () => {
    const story = inDoubt().finds(ours);
    expect(story.decision).toMatchObject({ stage: 'in-warehouse', step: { do: 'wait', for: 'warehouse' } });
  });

  it('was done when a webhook tells of the order, without a read of its own', () => {
    expect(inDoubt().told(ours).step).toMatchObject({ do: 'wait', for: 'warehouse' });
  });

  it('is not sent again before the write’s time limit and two reads, settle apart, that do not find it', () => {
    const story = inDoubt().finds();
    expect(story.step).toMatchObject({ do: 'wait', for: 'settling' });
    const { since } = story.facts.doubt!;
    expect(story.inTime().now - since).toBeGreaterThanOrEqual(settings.writeLimitMs.ongoing);
    expect(story.finds().step).toMatchObject({ do: 'wait', for: 'settling' });
    const first = story.facts.doubt!.undone!.first;
    expect(story.inTime().now - first).toBeGreaterThanOrEqual(settings.settleMs);
    expect(story.step).toMatchObject(look);
  });

  it('is sent again, under the same number, when two reads have not found it', () => {
    expect(proven().step).toMatchObject({ do: 'import', number: orderNumber, rewrite: false });
    expect(proven().imports().step).toMatchObject({ do: 'wait', for: 'warehouse' });
  });

  it('is not proven undone by reads that did not get through', () => {
    const story = inDoubt().does('lookWarehouse', notSent);
    expect(story.step).toMatchObject({ do: 'wait', for: 'another-attempt' });
    expect(story.inTime().does('lookWarehouse', notSent).inTime().step).toMatchObject(look);
  });

  it('and somebody else’s order under the number: never written over', () => {
    const story = inDoubt();
    story.does('lookWarehouse', { end: 'seen', warehouse: { ...sight(story), taken: true } });
    expect(story.asks).toEqual(['number-taken']);
  });

  it('and two reads that do not find it, when it said why not: the refusal stands', () => {
    const story = new Story(aLife()).does('import', { ...unclear, reason: 'no such article' });
    story.finds().inTime().finds().inTime().finds();
    expect(story.asks).toEqual(['order-refused']);
    expect(story.decision.asks[0]).toMatchObject({ about: 'no such article' });
    expect(story.later(minute).listed(changed).step.do).toBe('import');
  });
});

describe('a first write of the order that was refused', () => {
  it('stands when the order is not there', () => {
    const story = new Story(aLife());
    story.does('import', { ...refused, centra: row(story), warehouse: sight(story) });
    expect(story.asks).toEqual(['order-refused']);
  });

  it('is adopted when an order of ours is there: an earlier write has been done', () => {
    const story = new Story(aLife());
    story.does('import', { ...refused, centra: row(story), warehouse: sight(story, ours) });
    expect(story.asks).toEqual([]);
    expect(story.facts).toMatchObject({ adopted: true, order: { written: true, orderId: ours.orderId } });
    expect(story.step).toMatchObject({ do: 'wait', for: 'warehouse' });
  });

  it('is watched for changes from then on', () => {
    const story = new Story(aLife());
    story.does('import', { ...refused, centra: row(story), warehouse: sight(story, anOrder({ status: 320 })) });
    expect(story.later(minute).listed(changed).asks).toEqual(['changed-after-start']);
  });

  it('and somebody else’s order under the number: never written over, not even by `retry`', () => {
    const story = new Story(aLife());
    story.does('import', { ...refused, centra: row(story), warehouse: { ...sight(story), taken: true } });
    expect(story.asks).toEqual(['number-taken']);
    expect(story.says('retry').step).toMatchObject({ do: 'findNumber' });
  });

  it('and somebody else’s order under the number: not deleted either when the shipment is cancelled', () => {
    const story = new Story(aLife()).does('import', unclear);
    story.does('lookWarehouse', { end: 'seen', warehouse: { ...sight(story), taken: true } });
    expect(story.says('cancel').decision).toMatchObject({ stage: 'cancelled', step: { do: 'wait' } });
  });
});

describe('a rewrite', () => {
  const rewritten = () => new Story(inWarehouse()).told(ours).later(hour).listed(changed).imports(changed);
  const two = [
    { lineId: '1', articleNumber: 'TEE-M', qty: 1 },
    { lineId: '2', articleNumber: 'CAP', qty: 1 },
  ];
  const otherLines = { digests: aDigests({ lines: 'l2' }), lines: two };
  const line = (rowNumber: string, ordered: number) => ({ ...ours.lines[0]!, rowNumber, ordered });

  it('is done only when the order is read back and shows the new lines', () => {
    const story = new Story(inWarehouse()).told(ours).later(hour).listed(otherLines).imports(otherLines);
    expect(story.step).toMatchObject(look);
    story.finds(ours);
    expect(story.step).toMatchObject({ do: 'wait', for: 'settling' });
    story.inTime().finds(anOrder({ lines: [line('1', 1), line('2', 1)] }));
    expect(story.step).toMatchObject({ do: 'wait', for: 'warehouse' });
    expect(story.facts.order).toMatchObject({ lines: two });
    expect(story.facts.order?.rewriting).toBeUndefined();
  });

  it('is read back even when only an address has changed', () => {
    const story = rewritten();
    expect(story.step).toMatchObject(look);
    expect(story.finds(ours).step).toMatchObject({ do: 'wait', for: 'warehouse' });
  });

  it('is not read back in a hurry while Ongoing does not show the order at all', () => {
    const story = rewritten().finds();
    expect(story.step).toMatchObject({ do: 'wait', for: 'settling' });
    expect(story.inTime().finds(ours).step).toMatchObject({ do: 'wait', for: 'warehouse' });
  });

  it('without answer is read back, and written again when two reads show the old lines', () => {
    const story = new Story(inWarehouse()).told(ours).later(hour).listed(otherLines).does('import', unclear);
    story.finds(ours).inTime().finds(ours).inTime().finds(ours);
    expect(story.step).toMatchObject({ do: 'import', rewrite: true });
  });

  it('of an address without answer is written again: the rows are the same before and after, and prove nothing', () => {
    const story = new Story(inWarehouse()).told(ours).later(hour).listed(changed).does('import', unclear);
    story.finds(ours).inTime().finds(ours);
    expect(story.step).toMatchObject({ do: 'wait', for: 'settling' });
    expect(story.inTime().finds(ours).step).toMatchObject({ do: 'import', rewrite: true });
    expect(story.imports(changed).finds(ours).step).toMatchObject({ do: 'wait', for: 'warehouse' });
  });

  it('without answer, but with a reason, is refused when two reads show the old lines', () => {
    const story = new Story(inWarehouse()).told(ours).later(hour).listed(otherLines);
    story
      .does('import', { ...unclear, reason: 'picking has begun' })
      .finds(ours)
      .inTime()
      .finds(ours)
      .inTime();
    expect(story.finds(ours).asks).toEqual(['changed-after-start']);
  });

  it('refused is `changed-after-start`, naming the fields', () => {
    const story = new Story(inWarehouse()).told(ours).later(hour).listed(changed);
    story.does('import', { ...refused, centra: row(story, changed), warehouse: sight(story, ours) });
    expect(story.decision.asks).toMatchObject([{ attention: 'changed-after-start', about: 'consignee' }]);
  });

  it('of a document that is the same as before is not sent, and nothing is read back', () => {
    const story = new Story(inWarehouse()).told(ours).later(hour).listed(changed);
    expect(story.step).toMatchObject({ do: 'import', previousDocument: 'd1' });
    const written = { lines: aRow().lines, digests: changed.digests, documentDigest: 'd1' };
    story.does('import', { end: 'unchanged', written, centra: row(story, changed) });
    expect(story.step).toMatchObject({ do: 'wait', for: 'warehouse' });
  });
});

describe('a shipment that changes while the write of its order is unclear', () => {
  it('is written again when the write turns out to have been done with the old data', () => {
    const story = new Story(aLife());
    const written = { lines: aRow().lines, digests: aDigests(), documentDigest: 'd1' };
    story
      .does('import', { ...unclear, written, centra: row(story) })
      .later(second)
      .listed(changed)
      .finds(ours);
    expect(story.step).toMatchObject({ do: 'import', number: orderNumber, rewrite: true });
  });

  it.each([
    ['as it was', {}, []],
    ['with other details', { digests: aDigests({ other: 'o2' }) }, []],
    ['with another address', changed, ['changed-after-start']],
  ])('and seen %s while it was under way, and the warehouse has started meanwhile', (_how, seen, asks) => {
    const story = new Story(aLife()).does('import', unclear, (meanwhile) => meanwhile.listed(seen));
    story.finds(anOrder({ status: 320 }));
    expect(story.asks).toEqual(asks);
  });

  it('and nobody can say which of the two was sent: it is written again', () => {
    const story = new Story(aLife()).does('import', unclear, (meanwhile) => meanwhile.listed(changed)).finds(ours);
    expect(story.step).toMatchObject({ do: 'import', number: orderNumber, rewrite: true });
  });

  it('is sent with its new data when the write was not done', () => {
    const story = inDoubt().listed(changed).finds().inTime().finds().inTime().finds();
    expect(story.step).toMatchObject({ do: 'import', rewrite: false });
    expect(story.imports(changed).step).toMatchObject({ do: 'wait', for: 'warehouse' });
  });

  it('and is cancelled: the order is deleted by its number, without waiting for the reads', () => {
    const story = inDoubt().says('cancel');
    expect(story.step).toEqual({ do: 'cancelOrder', numbers: [orderNumber] });
    expect(story.does('cancelOrder', done).step).toMatchObject({ do: 'wait', for: 'settling' });
    expect(story.inTime().finds(ours).step).toMatchObject({ do: 'cancelOrder' });
  });

  it('and is cancelled: it counts only when it is seen again after the write’s time limit and settling', () => {
    const story = inDoubt();
    const { limitAt } = story.facts.doubt!;
    story.says('cancel').does('cancelOrder', done).inTime();
    expect(story.now).toBeGreaterThanOrEqual(limitAt + settings.settleMs);
    expect(story.finds().step).toMatchObject({ do: 'wait', for: 'centra-to-drop-it' });
  });
});
