import { apply } from '../../../src/lifecycle/purchase-order/apply';
import { decide } from '../../../src/lifecycle/purchase-order/decide';
import type {
  CentraSight,
  PurchaseOrderFacts,
  PurchaseOrderSeen,
  SupplierOrderSight,
} from '../../../src/lifecycle/purchase-order/facts';
import { begin, turn, wake } from '../../../src/lifecycle/purchase-order/life';
import { observeCentra, observeWarehouse } from '../../../src/lifecycle/purchase-order/observe';
import { perform, possibleActions, refusalOf } from '../../../src/lifecycle/purchase-order/operator';
import { askSentence, details, waitingFor } from '../../../src/lifecycle/purchase-order/tell';
import { attentions } from '../../../src/lifecycle/words';
import { day, hour, minute, second, t0 } from '../builders';
import { aLine, aSeen, aSettings, rowOf } from './builders';

const settings = aSettings();
const pieces = { A: 5, B: 3 };
const whole: SupplierOrderSight = { shown: true, pieces };

const announced = (change: Partial<PurchaseOrderFacts> = {}): PurchaseOrderFacts => {
  const begun = begin(
    { observedAt: t0, row: rowOf(pieces), number: { is: 'free', number: '364', generation: 1 } },
    settings,
    t0,
  );
  const effect = { do: 'importPurchaseOrder', number: '364', rewrite: false } as const;
  const written = { pieces, digests: rowOf(pieces).digests, documentDigest: 'd1' };
  const centra: CentraSight = { kind: 'row', observedAt: t0, row: rowOf(pieces), supplierOrder: whole };
  const result = { end: 'written', purchaseOrderId: 246, written, centra } as const;
  const facts = apply(begun, { effect, result }, settings, { startedAt: t0, now: t0 + second });
  return { ...facts, ...change };
};

const later = t0 + hour;
const seenAs = (facts: PurchaseOrderFacts, change: Partial<PurchaseOrderSeen>, at = later) =>
  observeWarehouse(facts, { observedAt: at, order: aSeen(change) }, settings, at);
const lookedAt = (facts: PurchaseOrderFacts, listed: boolean, supplierOrder: SupplierOrderSight, at: number) =>
  observeCentra(facts, { kind: 'look', observedAt: at, listed, supplierOrder }, at);
/** Two looks, settled. */
const gone = (facts: PurchaseOrderFacts, supplierOrder: SupplierOrderSight) =>
  lookedAt(lookedAt(facts, false, supplierOrder, later), false, supplierOrder, later + minute);
const received = (change: Partial<PurchaseOrderSeen> = {}) => ({
  status: 500,
  lines: [
    aLine({ lineId: 1, articleNumber: 'A', advised: 5, received: 5 }),
    aLine({ lineId: 2, articleNumber: 'B', advised: 3, received: 3 }),
  ],
  ...change,
});
const at = (facts: PurchaseOrderFacts, now = later + 2 * minute) => decide(facts, settings, now);
const op = { actor: 'op', reason: 'because' };

describe('what happens next with a purchase order', () => {
  it.each<[why: string, facts: PurchaseOrderFacts, expected: object]>([
    ['announced: it waits for the goods', announced(), { stage: 'in-warehouse', step: { do: 'wait', for: 'goods' } }],
    [
      'being received: it waits for the end of it',
      seenAs(announced(), { status: 300 }),
      { stage: 'in-warehouse', phase: 'receive', step: { for: 'receiving' } },
    ],
    [
      'received: Centra is told',
      seenAs(announced(), received()),
      { stage: 'reporting', step: { do: 'reportReceipt', number: '364', early: false, nothing: false } },
    ],
    [
      'a status of the warehouse’s own above the threshold counts',
      seenAs(announced(), received({ status: 650 })),
      { step: { do: 'reportReceipt' } },
    ],
    [
      'a cancelled status is tested first, though it is above the threshold',
      seenAs(announced(), received({ status: 900 })),
      { asks: [{ attention: 'cancelled-in-warehouse', choices: ['order-again', 'give-up'] }] },
    ],
    [
      'received without a line that Ongoing shows: it is read again',
      seenAs(announced(), { status: 500, lines: [] }),
      { step: { do: 'lookForPurchaseOrder' } },
    ],
    [
      'nothing in it: a person decides',
      seenAs(announced(), { status: 500 }),
      { step: { for: 'operator' }, asks: [{ attention: 'nothing-received', choices: ['report-nothing', 'wait'] }] },
    ],
    [
      'not in a list: only a reason to ask',
      observeCentra(announced(), { kind: 'missing', observedAt: later }, later),
      { step: { do: 'lookForDelivery' } },
    ],
    [
      'one look that lacks it proves nothing',
      lookedAt(announced(), false, { shown: false }, later),
      { step: { do: 'lookForDelivery' }, asks: [] },
    ],
    [
      'gone with its supplier order: cancelled',
      gone(announced(), { shown: false }),
      { stage: 'cancelling', step: { do: 'cancelPurchaseOrder', number: '364' } },
    ],
    [
      'gone, and its supplier order has as much less: cancelled',
      gone(announced(), { shown: true, pieces: {} }),
      { stage: 'cancelling', step: { do: 'cancelPurchaseOrder' } },
    ],
    [
      'gone, and its supplier order is whole: accepted elsewhere',
      gone(announced(), whole),
      { step: { for: 'operator' }, asks: [{ attention: 'completed-elsewhere', choices: ['accept', 'cancel-order'] }] },
    ],
    [
      'gone, and its supplier order has a little less: nobody can tell, so a person does',
      gone(announced(), { shown: true, pieces: { A: 4, B: 3 } }),
      { asks: [{ attention: 'completed-elsewhere' }] },
    ],
    [
      'gone as cancelled after it was received: a person settles it',
      gone(seenAs(announced(), received()), { shown: false }),
      { stage: 'cancelling', asks: [{ attention: 'cancel-refused', choices: ['accept'] }] },
    ],
  ])('%s', (_why, facts, expected) => {
    expect(at(facts)).toMatchObject(expected);
  });

  it.each([
    ['completed-elsewhere', gone(announced(), whole)],
    ['cancel-refused', gone(seenAs(announced(), received()), { shown: false })],
  ])('%s is one question, whatever number of scans miss the delivery', (attention, facts) => {
    const asked = turn(facts, settings, later + 2 * minute).facts;
    const missed = observeCentra(asked, { kind: 'missing', observedAt: later + hour }, later + hour);
    const looking = turn(missed, settings, later + hour);
    expect(looking.decision).toMatchObject({ step: { do: 'lookForDelivery' }, asks: [{ attention }] });
    expect(looking.decision.stage).toBe(at(asked).stage);
    const looked = lookedAt(looking.facts, false, asked.centra.supplierOrder!, later + hour + second);
    const again = turn(looked, settings, later + hour + second).facts;
    expect(again.asked).toEqual({ [attention]: later + 2 * minute });
    expect(again.phase.since).toBe(later + 2 * minute);
    expect(again.timeline.filter(({ what }) => what === 'attention')).toHaveLength(1);
  });

  it('asks when receiving takes too long, and not how long the goods are on their way', () => {
    const advised = turn(announced(), settings, later).facts;
    expect(at(advised, later + 300 * day)).toMatchObject({ stage: 'in-warehouse', asks: [] });
    const receiving = turn(seenAs(announced(), { status: 300 }), settings, later).facts;
    expect(at(receiving, later + day).dueAt).toBe(later + 7 * day);
    expect(at(receiving, later + 8 * day).asks).toMatchObject([{ attention: 'overdue', about: 'receive' }]);
  });

  it('cancels nothing because of a list that has shrunk', () => {
    const missed = observeCentra(announced(), { kind: 'missing', observedAt: later, shrunk: true }, later);
    const looked = gone(missed, { shown: false });
    expect(at(looked)).toMatchObject({ stage: 'in-warehouse', phase: 'end', asks: [] });
  });

  it('asks again where the list is believed that it had been asked about in the meantime', () => {
    const missed = observeCentra(announced(), { kind: 'missing', observedAt: later, shrunk: true }, later);
    const looked = lookedAt(missed, false, { shown: false }, later + 2 * second);
    const believed = observeCentra(looked, { kind: 'missing', observedAt: later + second }, later + 3 * second);
    expect(at(believed, later + 3 * second).step).toEqual({ do: 'lookForDelivery' });
    const once = lookedAt(believed, false, { shown: false }, later + 4 * second);
    const twice = lookedAt(once, false, { shown: false }, later + 2 * minute);
    expect(at(twice, later + 2 * minute).stage).toBe('cancelling');
    const ignored = observeCentra(looked, { kind: 'missing', observedAt: later - second }, later + 3 * second);
    expect(ignored).toEqual(looked);
  });

  it('is not stopped by an older sight, and hears that it is listed again', () => {
    const cancelled = gone(announced(), { shown: false });
    expect(lookedAt(cancelled, true, whole, later - minute).centra.listed).toBe(false);
    expect(at(lookedAt(cancelled, true, whole, later + 2 * minute))).toMatchObject({
      step: { do: 'wait', for: 'goods' },
    });
  });
});

describe('a change that got an unclear answer with words, before the warehouse was ever asked', () => {
  it('is refused by these words once two reads show the old lines, and not written again by itself', () => {
    const row = rowOf({ A: 4, B: 3 });
    const changed = observeCentra(announced(), { kind: 'row', observedAt: later, row }, later);
    const effect = { do: 'importPurchaseOrder', number: '364', rewrite: true } as const;
    expect(at(changed, later).step).toMatchObject(effect);
    const result = { end: 'unclear', reason: 'try again' } as const;
    const doubtful = apply(changed, { effect, result }, settings, { startedAt: later, now: later + second });
    const once = seenAs(doubtful, {}, later + 2 * minute);
    const twice = seenAs(once, {}, later + 3 * minute);
    expect(at(twice, later + 3 * minute + second)).toMatchObject({
      step: expect.not.objectContaining({ do: 'importPurchaseOrder' }),
      asks: [{ attention: 'changed-after-start', choices: ['as-is'] }],
    });
  });
});

describe('a report in doubt', () => {
  const facts = seenAs(announced(), received());
  const effect = { do: 'reportReceipt', number: '364', early: false, nothing: false } as const;
  const receipt = { lines: [{ lineId: 1, received: 5 }], total: 8, unreported: [] };
  const doubtful = apply(facts, { effect, result: { end: 'unclear', receipt } }, settings, {
    startedAt: later,
    now: later + 30 * second,
  });

  it('is looked up, never repeated', () => {
    expect(at(doubtful, later + minute).step).toEqual({ do: 'lookForDelivery' });
  });

  it('was taken, when the delivery is gone and its supplier order whole: at once', () => {
    const done = lookedAt(doubtful, false, whole, later + minute);
    expect(done.reported).toMatchObject({ total: 8 });
    expect(at(done).step).toMatchObject({ do: 'acknowledgeReceipt', purchaseOrderId: 246 });
  });

  it.each<[string, boolean, SupplierOrderSight]>([
    ['is listed still', true, whole],
    ['is gone with its supplier order', false, { shown: false }],
    ['is gone, and its supplier order has less', false, { shown: true, pieces: { A: 5 } }],
  ])('is for a person when the delivery %s', (_what, listed, supplierOrder) => {
    const once = lookedAt(doubtful, listed, supplierOrder, later + minute);
    const twice = lookedAt(once, listed, supplierOrder, later + 2 * minute);
    const decision = at(twice, later + 2 * minute + second);
    expect(decision).toMatchObject({
      stage: 'reporting',
      step: { do: 'wait', for: 'operator' },
      asks: [{ attention: 'receipt-refused', choices: ['reported', 'report-again'] }],
    });
    const now = later + 2 * minute + second;
    const said = (choice: string) => perform(twice, { action: 'resolve', choice, ...op }, settings, now);
    expect(said('reported').reported).toMatchObject({ total: 8, by: 'op' });
    expect(said('report-again').doubt).toBeUndefined();
  });

  it('is not sent again because somebody presses retry', () => {
    const again = perform(doubtful, { action: 'retry', ...op }, settings, later + minute);
    expect(at(again, later + minute).step).toEqual({ do: 'lookForDelivery' });
  });
});

describe('a report that was refused', () => {
  const facts = seenAs(announced(), received());
  const effect = { do: 'reportReceipt', number: '364', early: false, nothing: false } as const;
  const refused = apply(facts, { effect, result: { end: 'refused', reason: 'no such product' } }, settings, {
    startedAt: later,
    now: later + second,
  });

  it('asks whether it is listed still, and then a person, with Centra’s words', () => {
    expect(at(refused, later + second).step).toEqual({ do: 'lookForDelivery' });
    const looked = lookedAt(refused, true, whole, later + 2 * second);
    expect(at(looked, later + 3 * second).asks).toMatchObject([
      { attention: 'receipt-refused', about: 'no such product' },
    ]);
  });

  it('is sent again when the merchant has changed the delivery', () => {
    const looked = lookedAt(refused, true, whole, later + 2 * second);
    const row = rowOf({ ...pieces, C: 1 });
    const changed = observeCentra(looked, { kind: 'row', observedAt: later + minute, row }, later + minute);
    expect(at(changed).step).toMatchObject({ do: 'reportReceipt' });
  });
});

describe('an adopted purchase order that Ongoing has as reported, of a delivery that Centra lists', () => {
  it('is not reported before a person has said so', () => {
    const lines = [aLine({ lineId: 1, articleNumber: 'A', advised: 5, received: 5, reported: 5 })];
    const warehouse = { observedAt: t0, byNumber: '364', order: aSeen({ status: 500, lines }) };
    const number = { is: 'living', number: '364', generation: 1, warehouse } as const;
    const facts = begin({ observedAt: t0, row: rowOf({ A: 5 }), number }, settings, t0);
    const decision = at(facts, t0 + second);
    expect(decision.asks).toMatchObject([{ attention: 'receipt-refused', choices: ['reported', 'report-again'] }]);
    const again = perform(facts, { action: 'resolve', choice: 'report-again', ...op }, settings, t0 + second);
    expect(at(again, t0 + second).step).toMatchObject({ do: 'reportReceipt' });
  });
});

describe('what an operator may do', () => {
  const some = seenAs(announced(), {
    status: 300,
    lines: [aLine({ lineId: 1, articleNumber: 'A', advised: 5, received: 2 })],
  });
  const why = (facts: PurchaseOrderFacts, action: 'complete' | 'cancel' | 'resolve' | 'release' | 'retry') =>
    refusalOf({ action, ...op }, facts, settings, later + minute);

  it.each<[string, string | undefined, string | undefined]>([
    ['report nothing', why(announced(), 'complete'), 'the warehouse has shown nothing of it yet'],
    [
      'report what has not come',
      why(seenAs(announced(), { status: 300 }), 'complete'),
      'nothing of it has been received yet',
    ],
    ['report early', why(some, 'complete'), undefined],
    ['report what is gone', why(gone(some, whole), 'complete'), 'Centra does not list the delivery any more'],
    [
      'cancel what was received',
      why(seenAs(announced(), received()), 'cancel'),
      'the warehouse has finished receiving',
    ],
    ['cancel', why(announced(), 'cancel'), undefined],
    ['release what is not held', why(announced(), 'release'), 'it is not held'],
    ['answer what is not asked', why(announced(), 'resolve'), 'nothing is asked that has choices'],
  ])('%s', (_what, answer, expected) => {
    expect(answer).toBe(expected);
  });

  it('reports early as it is, and wants it cancelled no more', () => {
    const unwanted = perform(some, { action: 'cancel', ...op }, settings, later);
    const reported = perform(unwanted, { action: 'complete', ...op }, settings, later + second);
    expect(reported.operator.cancel).toBeUndefined();
    expect(at(reported).step).toEqual({ do: 'reportReceipt', number: '364', early: true, nothing: false });
  });

  it('holds every write but a cancellation', () => {
    const held = perform(seenAs(announced(), received()), { action: 'hold', ...op }, settings, later);
    expect(at(held)).toMatchObject({ stage: 'held', step: { do: 'wait', for: 'release' } });
    expect(
      at(gone(perform(announced(), { action: 'hold', ...op }, settings, later), { shown: false })).step,
    ).toMatchObject({
      do: 'cancelPurchaseOrder',
    });
  });

  it('abandons, and it ends when Centra lists it no more', () => {
    const abandoned = perform(announced(), { action: 'abandon', ...op }, settings, later);
    expect(at(abandoned)).toMatchObject({ stage: 'abandoned', step: { for: 'centra-to-drop-it' } });
    expect(at(gone(abandoned, whole)).step).toEqual({ do: 'finish', as: 'abandoned' });
  });

  it('is told which of them, with their choices', () => {
    const asked = seenAs(announced(), { status: 500 });
    const resolve = possibleActions(asked, settings, later).find(({ name }) => name === 'resolve');
    expect(resolve).toEqual({ name: 'resolve', allowed: true, choices: ['report-nothing', 'wait'] });
  });
});

describe('the connection works again', () => {
  const effect = { do: 'importPurchaseOrder', number: '364', rewrite: false } as const;
  const put = (why: 'connection' | 'unreadable', place?: string) => {
    const begun = begin(
      { observedAt: t0, row: rowOf(pieces), number: { is: 'free', number: '364', generation: 1 } },
      settings,
      t0,
    );
    const result = { end: 'not-done', why, system: 'ongoing', ...(place ? { at: place } : {}) } as const;
    return apply(begun, { effect, result }, settings, { startedAt: t0, now: t0 });
  };

  it('and what waited for it goes on', () => {
    const waiting = put('connection');
    expect(decide(waiting, settings, t0 + second).step).toMatchObject({ do: 'wait', for: 'connection' });
    expect(decide(wake(waiting, t0 + second), settings, t0 + second).step).toEqual(effect);
  });

  it('and what cannot be read waits as before', () => {
    const unreadable = put('unreadable', 'delivery.products');
    expect(wake(unreadable, t0 + second)).toBe(unreadable);
  });
});

describe('sentences', () => {
  it('are there for every attention', () => {
    for (const attention of attentions) {
      expect(askSentence({ attention, basis: '', choices: [] })).toMatch(/^[A-Z]/);
    }
  });

  it('tell in Temporal’s UI where it is, what it waits for and what may be done', () => {
    const facts = seenAs(announced(), {
      status: 300,
      lines: [aLine({ lineId: 1, articleNumber: 'A', advised: 5, received: 2 })],
    });
    const decision = at(facts);
    const key = { goodsOwner: 'acme', store: 'wholesale', deliveryId: '957-1', id: '364', supplierOrder: '957' };
    const text = details(key, facts, decision, possibleActions(facts, settings, later));
    expect(text).toContain(`**in-warehouse**: waits until ${waitingFor(decision.step)}.`);
    expect(text).toContain('957-1 of supplier order 957');
    expect(text).toContain('2 of 5 pieces received');
    expect(text).toContain('`complete`');
  });
});
