import type { DigestGroup, ShipmentRow } from '../../../src/lifecycle/shipment/facts';
import { aDigests, anOrder, aRow, aShippedOrder, hour, inWarehouse, minute, orderNumber } from '../builders';
import { done, refused, Story } from '../story';

const line = anOrder().lines[0]!;
const one = [{ lineId: '1', articleNumber: 'TEE-M', qty: 1 }];
const oneLine = { lines: one, digests: aDigests({ lines: 'l2' }) };
const address = { digests: aDigests({ consignee: 'c2' }) };
const started = (change = {}) => anOrder({ status: 320, ...change });
const rewrite = { do: 'import', rewrite: true, number: orderNumber };

const open = () => new Story(inWarehouse()).told(anOrder()).later(hour);
const running = () => new Story(inWarehouse()).told(started()).later(hour);

describe('changed in Centra while the warehouse has not started', () => {
  it.each<[group: DigestGroup, change: Partial<ShipmentRow>]>([
    ['lines', oneLine],
    ['consignee', address],
    ['servicePoint', { digests: aDigests({ servicePoint: 's2' }) }],
    ['carrier', { digests: aDigests({ carrier: 'r2' }) }],
    ['other', { digests: aDigests({ other: 'o2' }) }],
  ])('%s: the order is written again, under its number, and asks nobody', (_group, change) => {
    const story = open().listed(change);
    expect(story.decision).toMatchObject({ step: rewrite, asks: [] });
  });

  it.each([150, 200, 300])('status %i is in `statuses.cancellable`: not started', (status) => {
    expect(open().told(anOrder({ status })).listed(address).step).toMatchObject(rewrite);
  });

  it('an order that nobody has seen yet is not started', () => {
    expect(new Story(inWarehouse()).listed(address).step).toMatchObject(rewrite);
  });

  it('keeps the day of the first import', () => {
    const { firstImportAt } = inWarehouse().order!;
    expect(open().listed(address).step).toMatchObject({ firstImportAt });
  });

  it('nothing else is reported before Ongoing shows the new lines', () => {
    const story = open().listed(oneLine).imports(oneLine);
    const shipped = aShippedOrder(2);
    story.finds(shipped);
    expect(story.step).toMatchObject({ do: 'wait', for: 'settling' });
  });

  it('what is the same again is not written again', () => {
    expect(open().listed().step).toMatchObject({ do: 'wait', for: 'warehouse' });
  });

  it('and changed back before it was written: nothing is written', () => {
    expect(open().missing().listed(address).listed().step).toMatchObject({ do: 'wait', for: 'warehouse' });
  });

  it('and changed again while it is written: written once more', () => {
    const story = open().listed(address);
    const again = { digests: aDigests({ consignee: 'c3' }) };
    story.imports(address, 501, (meanwhile) => meanwhile.listed(again));
    expect(story.finds(anOrder()).step).toMatchObject(rewrite);
  });

  it('the change stands in the timeline', () => {
    const entries = open()
      .listed(address)
      .facts.timeline.filter(({ what }) => what === 'changed in Centra');
    expect(entries).toMatchObject([{ outcome: 'consignee' }]);
  });
});

describe('a removed line that Ongoing keeps', () => {
  const two = [...one, { lineId: '2', articleNumber: 'CAP', qty: 1 }];
  const cap = { ...line, rowNumber: '2', orderLineId: 9002, articleNumber: 'CAP', ordered: 1 };
  const kept = anOrder({ lines: [{ ...line, ordered: 1 }, cap] });

  /** Of two lines the merchant has taken one away, and Ongoing goes on showing it. */
  const removed = () =>
    new Story(inWarehouse({ lines: two }))
      .told(kept)
      .later(hour)
      .listed(oneLine)
      .imports(oneLine)
      .finds(kept)
      .inTime()
      .finds(kept);

  it('is not believed before two reads, settle apart', () => {
    const story = new Story(inWarehouse({ lines: two })).told(kept).later(hour).listed(oneLine).imports(oneLine);
    expect(story.finds(kept).step).toMatchObject({ do: 'wait', for: 'settling' });
  });

  it('cancels the order, and writes it as the next number', () => {
    const story = removed();
    expect(story.step).toEqual({ do: 'cancelOrder', numbers: [orderNumber] });
    story.does('cancelOrder', done).inTime().finds();
    expect(story.step).toEqual({ do: 'findNumber', generation: 2 });
    story.does('findNumber', { end: 'free', number: '1001-1-r2', generation: 2 });
    expect(story.step).toMatchObject({ do: 'import', number: '1001-1-r2', rewrite: false });
  });

  it('and the warehouse starts before it is cancelled: a person is asked, `as-is` leaves it', () => {
    const story = removed().does('cancelOrder', refused);
    expect(story.asks).toEqual(['changed-after-start']);
    expect(story.says('resolve', { choice: 'as-is' }).decision).toMatchObject({ stage: 'in-warehouse', asks: [] });
  });

  it('and the warehouse takes its start back: the order is cancelled after all', () => {
    const startedOn = { ...kept, status: 320 };
    const story = removed().told(startedOn).does('cancelOrder', refused);
    expect(story.asks).toEqual(['changed-after-start']);
    expect(story.later(minute).told(kept).step).toEqual({ do: 'cancelOrder', numbers: [orderNumber] });
  });

  it('an old refusal, of a cancellation that was taken back, does not stand in the way', () => {
    const story = new Story(inWarehouse({ lines: two })).told({ ...kept, status: 320 }).missing();
    story.looks({ listed: 'none', order: 'cancelled' }).does('cancelOrder', refused).later(minute);
    story.listed({ lines: two }).told(kept).later(minute).listed(oneLine);
    story.imports(oneLine).finds(kept).inTime().finds(kept);
    expect(story.step).toEqual({ do: 'cancelOrder', numbers: [orderNumber] });
  });

  it('is not replaced while an operator holds the shipment', () => {
    const story = new Story(inWarehouse({ lines: two })).told(kept).later(hour).listed(oneLine).imports(oneLine);
    story.finds(kept).says('hold').inTime().finds(kept);
    expect(story.decision).toMatchObject({ stage: 'held', step: { do: 'wait', for: 'release' } });
    expect(story.says('release').step).toMatchObject({ do: 'cancelOrder' });
  });
});

describe('changed in Centra after the warehouse has started', () => {
  it.each<[about: string, change: Partial<ShipmentRow>]>([
    ['lines', oneLine],
    ['consignee', address],
    ['servicePoint', { digests: aDigests({ servicePoint: 's2' }) }],
    ['carrier', { digests: aDigests({ carrier: 'r2' }) }],
    ['lines, consignee, carrier', { digests: aDigests({ carrier: 'r2', consignee: 'c2', lines: 'l2', other: 'o2' }) }],
  ])('asks, naming the fields: %s', (about, change) => {
    const story = running().listed(change);
    expect(story.decision.asks).toMatchObject([{ attention: 'changed-after-start', about }]);
    expect(story.step).toMatchObject({ do: 'wait', for: 'warehouse' });
  });

  it.each<[what: string, change: Partial<ShipmentRow>]>([
    ['a remark', { digests: aDigests({ other: 'o2' }) }],
    ['an attribute', { digests: aDigests({ other: 'o2', attributes: { gift: 'g2' } }) }],
  ])('asks nobody because of %s: that goes to the timeline', (_what, change) => {
    const story = running().listed(change);
    expect(story.asks).toEqual([]);
    expect(story.facts.timeline).toContainEqual(
      expect.objectContaining({ what: 'changed in Centra', outcome: 'other' }),
    );
  });

  it('an attribute that nobody watched before is no change', () => {
    const story = running().listed({ digests: aDigests({ attributes: { gift: 'g1' } }) });
    expect(story.facts.timeline.filter(({ what }) => what === 'changed in Centra')).toEqual([]);
  });

  it('is not reported while the lines are another than those that were sent', () => {
    const story = running().listed(oneLine).told(aShippedOrder());
    expect(story.step.do).toBe('wait');
    expect(story.asks).toEqual(['changed-after-start']);
    expect(story.says('resolve', { choice: 'as-is' }).step).toMatchObject({ do: 'complete' });
  });

  it('is reported all the same when only the address is another: the goods are the same', () => {
    const story = running().listed(address).told(aShippedOrder());
    expect(story.step).toMatchObject({ do: 'complete' });
    expect(story.asks).toEqual(['changed-after-start']);
  });

  it('`as-is` answers this change, and not the next one', () => {
    const story = running().listed(address).says('resolve', { choice: 'as-is' });
    expect(story.asks).toEqual([]);
    expect(story.later(minute).listed({ digests: aDigests({ consignee: 'c3' }) }).asks).toEqual([
      'changed-after-start',
    ]);
  });

  it('ends by itself when the merchant changes it back', () => {
    expect(running().listed(address).later(minute).listed().asks).toEqual([]);
  });

  it('is written again when the warehouse sets the order to Open', () => {
    expect(running().listed(address).later(minute).told(anOrder()).step).toMatchObject(rewrite);
  });

  it('a rewrite that is refused is tried again only when the data or the status change, or by `retry`', () => {
    const story = open().listed(address);
    const centra = { kind: 'row', observedAt: story.now, row: aRow(address) } as const;
    story.does('import', { ...refused, centra });
    expect(story.asks).toEqual(['changed-after-start']);
    expect(story.later(hour).listed(address).step.do).toBe('wait');
    expect(story.told(anOrder({ status: 300 })).step).toMatchObject(rewrite);
  });

  it('a rewrite that is refused is tried again by `retry`', () => {
    const story = open().listed(address);
    const centra = { kind: 'row', observedAt: story.now, row: aRow(address) } as const;
    expect(story.does('import', { ...refused, centra }).says('retry').step).toMatchObject(rewrite);
  });

  it('and nothing can be made of it any more: `unmappable`, and it is not reported', () => {
    const story = open().listed(oneLine);
    const centra = { kind: 'row', observedAt: story.now, row: aRow(oneLine) } as const;
    story.does('import', { end: 'unmappable', reason: 'consignee: no country', centra }).told(aShippedOrder());
    expect(story.asks).toEqual(['unmappable']);
    expect(story.step.do).toBe('wait');
  });
});

describe('digests of another key: they cannot be compared', () => {
  const otherKey = (change = {}) => aDigests({ keyId: 'k2', lines: 'x1', consignee: 'x2', other: 'x3', ...change });

  it('a new key alone is no change: nothing is written again', () => {
    const story = open().listed({ digests: otherKey() });
    expect(story.decision).toMatchObject({ step: { do: 'wait', for: 'warehouse' }, asks: [] });
  });

  it('and changes after it are noticed as ever', () => {
    const story = open()
      .listed({ digests: otherKey() })
      .later(minute)
      .listed({ digests: otherKey({ consignee: 'x9' }) });
    expect(story.step).toMatchObject(rewrite);
  });

  it('does not make a change forgotten that has not reached the warehouse', () => {
    const story = running().listed(address).later(minute).listed({ digests: otherKey() });
    expect(story.decision.asks).toMatchObject([{ attention: 'changed-after-start', about: 'consignee' }]);
  });

  it('does not hide other lines, which are no secret', () => {
    const story = running().listed({ digests: otherKey(), lines: one });
    expect(story.decision.asks).toMatchObject([{ attention: 'changed-after-start', about: 'lines' }]);
  });

  it('does not make a change of our own one of the merchant’s', () => {
    const facts = inWarehouse({ paid: false });
    const lowered = { ...facts, adjusted: { at: facts.startedAt, basis: 'lower:{}', quantities: { 1: 1 } } };
    const story = new Story(lowered)
      .told(started())
      .later(minute)
      .listed({ paid: false, digests: otherKey(), lines: one });
    expect(story.asks).toEqual([]);
  });
});

describe('what is no change by the merchant', () => {
  it('quantities that we lowered ourselves', () => {
    const facts = inWarehouse({ paid: false });
    const lowered = { ...facts, adjusted: { at: facts.startedAt, basis: 'lower:{}', quantities: { 1: 1 } } };
    const story = new Story(lowered)
      .told(started())
      .later(minute)
      .listed({ paid: false, ...oneLine });
    expect(story.asks).toEqual([]);
  });

  it('but other quantities than those that we lowered it to are one', () => {
    const facts = inWarehouse({ paid: false });
    const lowered = { ...facts, adjusted: { at: facts.startedAt, basis: 'lower:{}', quantities: { 1: 1 } } };
    const lines = [{ lineId: '1', articleNumber: 'TEE-M', qty: 5 }];
    const story = new Story(lowered).told(started()).later(minute);
    expect(story.listed({ paid: false, lines, digests: aDigests({ lines: 'l3' }) }).asks).toEqual([
      'changed-after-start',
    ]);
  });

  it('a changed configuration', () => {
    const story = open().configured({ completeWhen: 'shipped', shortPick: 'ask' });
    expect(story.step).toMatchObject({ do: 'wait', for: 'warehouse' });
  });
});
