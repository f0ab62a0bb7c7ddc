import type { NotDone } from '../../../src/lifecycle/results';
import type { Effect } from '../../../src/lifecycle/shipment/steps';
import { aDigests, anOrder, aSettings, aShippedOrder, day, hour, inWarehouse, minute, t0 } from '../builders';
import { due } from '../stories';
import { done, notSent, Story } from '../story';

const onComplete = aSettings({ capture: 'onComplete' });
const unpaid = { paid: false, shouldCapture: true };
const changed = { digests: aDigests({ consignee: 'c2' }) };

const effects = Object.keys(due) as Effect['do'][];
const writes = ['capture', 'import', 'adjust', 'complete', 'acknowledge', 'refund', 'appendWaybills'] as const;
const goesOn = ['findNumber', 'lookCentra', 'lookWarehouse', 'listReturns', 'cancelOrder'] as const;

describe.each(effects)('%s', (effect) => {
  it('is due in its story', () => {
    expect(due[effect]().step.do).toBe(effect);
  });

  it('that did not get through waits, and is tried again', () => {
    const story = due[effect]();
    const { step } = story;
    story.does(effect, notSent);
    expect(story.step).toMatchObject({ do: 'wait', for: 'another-attempt' });
    expect(story.inTime().step).toEqual(step);
  });

  it('waits while the connection does not work, asks nobody, and goes on when it is woken', () => {
    const story = due[effect]();
    const { step } = story;
    const asks = story.asks;
    story.does(effect, { end: 'not-done', why: 'connection', system: 'ongoing' });
    expect(story.step).toMatchObject({ do: 'wait', for: 'connection' });
    for (let i = 0; i < 96; i += 1) {
      story.inTime().does(effect, { end: 'not-done', why: 'connection', system: 'ongoing' });
      expect(story.asks).toEqual(asks);
    }
    expect(story.now).toBeGreaterThan(t0 + day);
    expect(story.woken().does(effect, notSent).asks).toEqual(asks);
    expect(story.inTime().step).toEqual(step);
  });
});

describe('a hold by an operator', () => {
  it.each(writes)('stops %s, and the release lets it go', (effect) => {
    const story = due[effect]();
    const { step } = story;
    story.says('hold');
    expect(story.decision).toMatchObject({ stage: 'held', step: { do: 'wait', for: 'release' } });
    expect(story.says('release').step).toEqual(step);
  });

  it.each(goesOn)('does not stop %s: reading and cancelling go on', (effect) => {
    const story = due[effect]();
    const { step } = story;
    expect(story.says('hold').step).toEqual(step);
  });

  it.each(writes)('that comes while %s is under way: what came of it is remembered, nothing more is sent', (effect) => {
    const story = due[effect]()
      .does(effect, notSent, (meanwhile) => meanwhile.says('hold'))
      .later(day);
    expect(story.step).toMatchObject({ do: 'wait', for: 'release' });
  });

  it('hears the warehouse, and the merchant', () => {
    const story = new Story(inWarehouse()).told(anOrder()).says('hold').later(hour).told(aShippedOrder());
    expect(story.facts.parts).toMatchObject([{ status: 450 }]);
    expect(story.missing().step).toEqual({ do: 'lookCentra' });
    expect(story.looks({ listed: 'none', order: 'cancelled' }).asks).toEqual(['shipped-though-cancelled']);
  });

  it('is overdue after `attentionAfter.hold`, counted from the hold', () => {
    const story = new Story(inWarehouse())
      .told(anOrder())
      .later(6 * day)
      .says('hold');
    expect(story.later(day - 1).asks).toEqual([]);
    expect(story.later(1).decision.asks).toMatchObject([{ attention: 'overdue', about: 'hold' }]);
    expect(story.says('release').asks).toEqual([]);
  });

  it('of what waits for the warehouse shows as held', () => {
    expect(new Story(inWarehouse()).told(anOrder()).says('hold').decision.stage).toBe('held');
  });

  it('does not hide what a person was asked', () => {
    const story = new Story(inWarehouse())
      .told(anOrder({ status: 320 }))
      .listed(changed)
      .says('hold');
    expect(story.asks).toEqual(['changed-after-start']);
  });

  it('twice, or a release without a hold, makes no sense', () => {
    const story = new Story(inWarehouse());
    expect(() => story.says('release')).toThrow('it is not held');
    expect(() => story.says('hold').says('hold')).toThrow('it is held already');
  });

  it('does not stop a life from ending', () => {
    const story = due
      .complete()
      .does('complete', { ...done, acknowledged: true }, (meanwhile) => meanwhile.says('hold'));
    expect(story.step).toEqual({ do: 'finish', as: 'completed' });
  });
});

describe('one system slow or failing now and then', () => {
  const fails: NotDone[] = [
    { end: 'not-done', why: 'unavailable', system: 'ongoing' },
    { end: 'not-done', why: 'throttled', system: 'ongoing' },
    { end: 'not-done', why: 'unreadable', system: 'ongoing', at: 'orderInfo.orderStatus' },
    { end: 'not-done', why: 'busy', system: 'ongoing' },
  ];

  it.each(fails)('$why: tried again at growing intervals up to 15 minutes', (fail) => {
    const story = due.import();
    const pauses: number[] = [];
    for (let i = 0; i < 14; i += 1) {
      story.does('import', fail);
      const from = story.now;
      while (story.step.do === 'wait') story.inTime();
      pauses.push(story.now - from);
    }
    expect(pauses.every((pause, i) => pause >= (pauses[i - 1] ?? 0))).toBe(true);
    expect(pauses.at(-1)).toBe(15 * minute);
  });

  it.each(fails)('$why: a person is asked after `attentionAfter`, not before', (fail) => {
    const story = due.import();
    while (story.asks.length === 0) {
      if (story.step.do === 'import') story.does('import', fail);
      else story.inTime();
    }
    const after = story.now - t0;
    expect(after).toBeGreaterThanOrEqual(story.settings.attentionAfter.importMs);
    expect(after).toBeLessThan(story.settings.attentionAfter.importMs + minute);
    const { why, at } = fail;
    expect(story.decision.asks).toMatchObject([
      why === 'unreadable' ? { attention: 'unreadable', about: at } : { attention: 'overdue', about: 'import' },
    ]);
  });

  it('waits as long as it is told to', () => {
    const story = due.import().does('import', { ...notSent, why: 'throttled', retryAfterMs: hour });
    expect(story.facts.attempts!.notBefore - story.now).toBe(hour);
  });

  it('a success forgets the attempts before it, and what was overdue', () => {
    const story = due.import().does('import', notSent).later(hour);
    expect(story.asks).toEqual(['overdue']);
    expect(story.imports().asks).toEqual([]);
    expect(story.facts.attempts).toBeUndefined();
  });

  it('a cancel is heard while it waits for another attempt', () => {
    const story = new Story(inWarehouse()).told(anOrder()).listed(changed).does('import', notSent);
    expect(story.says('cancel').step).toMatchObject({ do: 'cancelOrder' });
  });

  it('`retry` does not wait for the end of the pause', () => {
    expect(due.import().does('import', notSent).says('retry').step).toMatchObject({ do: 'import' });
  });

  it('the first attempt that did nothing stands in the timeline, the hundredth does not', () => {
    const story = due.import();
    for (let i = 0; i < 20; i += 1) {
      if (story.step.do === 'wait') story.inTime();
      else story.does('import', notSent);
    }
    expect(story.facts.timeline.filter(({ what }) => what === 'import')).toHaveLength(1);
  });
});

describe('a connection that does not work', () => {
  const closed = { end: 'not-done', why: 'connection', system: 'centra' } as const;

  it('does not hide what a person was asked because of the shipment', () => {
    const story = new Story(inWarehouse())
      .told(anOrder({ status: 320 }))
      .listed(changed)
      .told(aShippedOrder());
    expect(story.does('complete', closed).asks).toEqual(['changed-after-start']);
  });

  it('makes nothing overdue, neither while it is waited for nor while it is tried again', () => {
    const story = due.complete().does('complete', closed).later(day);
    expect(story.decision).toMatchObject({ step: { do: 'complete' }, asks: [] });
    expect(story.decision.dueAt).toBeUndefined();
    expect(story.does('complete', closed).asks).toEqual([]);
    expect(story.later(day).does('complete', notSent).asks).toEqual(['overdue']);
  });

  it('gives what waited its whole time again when it works', () => {
    const story = due
      .complete()
      .does('complete', closed)
      .later(3 * day)
      .woken();
    expect(story.asks).toEqual([]);
    expect(story.decision.dueAt).toBe(story.now + story.settings.attentionAfter.reportMs);
  });

  it('does not wake what waits for something else', () => {
    const story = due.import().does('import', { ...notSent, why: 'unreadable', at: 'orders[0]' });
    const before = story.decision;
    expect(story.woken().decision).toEqual(before);
    expect(new Story(inWarehouse()).told(anOrder()).woken().step).toMatchObject({ do: 'wait', for: 'warehouse' });
  });
});

describe('limits', () => {
  it.each([
    ['import', () => due.import(), 'importMs'],
    ['pick', () => new Story(inWarehouse()).told(anOrder()), 'pickMs'],
    ['tracking', () => new Story(inWarehouse()).told(aShippedOrder(2, { waybills: [] })), 'trackingMs'],
    ['report', () => due.complete(), 'reportMs'],
    ['cancel', () => due.cancelOrder(), 'cancelMs'],
    ['hold', () => due.import().says('hold'), 'holdMs'],
  ] as const)('%s: `dueAt` tells when a person will be asked', (_phase, start, limit) => {
    const story = start();
    const since = story.facts.phase.since;
    expect(story.decision.dueAt).toBe(since + story.settings.attentionAfter[limit]);
    expect(story.later(story.decision.dueAt! - story.now).asks).toHaveLength(1);
  });

  it('none for what a person is asked already', () => {
    const story = new Story(inWarehouse()).told(anOrder({ status: 1000 }));
    expect(story.decision.dueAt).toBeUndefined();
  });

  it('none for money: `onComplete` waits for its payment without one', () => {
    const story = new Story(inWarehouse(unpaid, onComplete), onComplete).told(aShippedOrder());
    story.does('complete', { end: 'refused', reason: 'no' });
    expect(story.decision.dueAt).toBeUndefined();
  });

  it('the time that a person took to answer is nobody’s delay', () => {
    const ask = aSettings({ shortPick: 'ask' });
    const story = new Story(inWarehouse({}, ask), ask)
      .told(aShippedOrder(1))
      .finds(aShippedOrder(1))
      .later(2 * day);
    expect(story.says('resolve', { choice: 'as-is' }).decision).toMatchObject({ step: { do: 'complete' }, asks: [] });
    expect(story.decision.dueAt).toBe(story.now + ask.attentionAfter.reportMs);
  });
});
