import { areSettled, paceMs } from '../../../src/lifecycle/doubt';
import fc from 'fast-check';
import type { OrderLine, Part } from '../../../src/lifecycle/shipment/facts';
import {
  changedGroups,
  changesSinceWritten,
  figuresOf,
  figuresText,
  isAsTold,
  isCancelledStatus,
  isCompleted,
  isPaid,
  isPicked,
  isShipped,
  isWithdrawn,
  livingParts,
  mayLiveInWarehouse,
  sameQuantities,
} from '../../../src/lifecycle/shipment/view';
import { aDigests, aLife, anOrder, aSettings, aShippedOrder, inWarehouse, minute, second, t0 } from '../builders';

const settings = aSettings();
const line = anOrder().lines[0]!;
const aPart = (change: Partial<Part> = {}): Part => ({ ...anOrder(), observedAt: t0, ...change });
const withParts = (...parts: Part[]) => ({ ...inWarehouse(), parts });
const lines = (...quantities: [lineId: string, qty: number][]): OrderLine[] =>
  quantities.map(([lineId, qty]) => ({ lineId, articleNumber: 'A', qty }));

describe('statuses', () => {
  it.each<[status: number, picked: boolean, shipped: boolean, cancelled: boolean]>([
    [200, false, false, false],
    [399, false, false, false],
    [400, true, false, false],
    [425, true, false, false],
    [450, true, true, false],
    [475, true, false, false],
    [500, true, true, false],
    [501, true, true, false],
    [999, true, true, false],
    [1000, false, false, true],
  ])('%i: picked %s, shipped %s, cancelled %s', (status, picked, shipped, cancelled) => {
    const part = aPart({ status });
    expect([isPicked(part, settings), isShipped(part, settings), isCancelledStatus(status, settings)]).toEqual([
      picked,
      shipped,
      cancelled,
    ]);
  });

  it('a shipping time makes it shipped and picked, whatever the status but a cancelled one', () => {
    expect(isShipped(aPart({ status: 200, shippedAt: t0 }), settings)).toBe(true);
    expect(isPicked(aPart({ status: 200, shippedAt: t0 }), settings)).toBe(true);
    expect(isShipped(aPart({ status: 1000, shippedAt: t0 }), settings)).toBe(false);
  });

  it('a tenant may cancel in the middle of its statuses: no threshold includes that', () => {
    const other = aSettings({ statuses: { ...settings.statuses, cancelled: [460, 1000] } });
    expect(isPicked(aPart({ status: 460 }), other)).toBe(false);
    expect(isShipped(aPart({ status: 460, shippedAt: t0 }), other)).toBe(false);
    expect(livingParts(withParts(aPart({ status: 460 })), other)).toEqual([]);
  });
});

describe('what may live in the warehouse', () => {
  it.each([
    ['not when nothing was sent', aLife(), false],
    ['sent, and not seen', inWarehouse(), true],
    ['seen', withParts(aPart()), true],
    ['not when the warehouse has cancelled it', withParts(aPart({ status: 1000 })), false],
    ['one part cancelled, another not', withParts(aPart({ status: 1000 }), aPart({ orderId: 502 })), true],
    [
      'not when we have cancelled it',
      { ...inWarehouse(), order: { ...inWarehouse().order!, cancelled: { at: t0, confirmFrom: t0 } } },
      false,
    ],
  ])('%s', (_what, facts, may) => {
    expect(mayLiveInWarehouse(facts, settings)).toBe(may);
  });
});

describe('two reads, settle apart', () => {
  it.each([
    [0, false],
    [settings.settleMs - 1, false],
    [settings.settleMs, true],
  ])('%i ms apart: %s', (apart, enough) => {
    expect(areSettled({ first: t0, last: t0 + apart }, settings)).toBe(enough);
    const centra = { ...inWarehouse().centra, absent: { first: t0, last: t0 + apart } };
    expect(isWithdrawn({ ...inWarehouse(), centra }, settings)).toBe(enough);
    expect(isWithdrawn({ ...inWarehouse(), centra: { ...centra, completed: true } }, settings)).toBe(false);
  });

  it('no read at all proves nothing', () => {
    expect(areSettled(undefined, settings)).toBe(false);
  });
});

describe('the pace of looks', () => {
  it.each([
    ['just now: the settling time', 0, settings.settleMs],
    ['a while ago: as long as it has lasted', 5 * minute, 5 * minute],
    ['long ago: the synchronisation interval', 600 * minute, settings.recheckMs],
  ])('unknown since %s', (_since, age, pause) => {
    expect(paceMs(t0, t0 + age, settings)).toBe(pause);
  });

  it('is never less than a second, whatever the settings', () => {
    expect(paceMs(t0, t0, aSettings({ settleMs: 0, recheckMs: 0 }))).toBe(second);
  });
});

describe('money and completion', () => {
  it.each([
    ['Centra shows it paid', inWarehouse(), true],
    ['we captured it', { ...inWarehouse({ paid: false }), captured: { at: t0 } }, true],
    ['neither', inWarehouse({ paid: false }), false],
  ])('paid: %s', (_why, facts, paid) => {
    expect(isPaid(facts)).toBe(paid);
  });

  it.each([
    ['Centra shows it', { ...inWarehouse(), centra: { ...inWarehouse().centra, completed: true } }, true],
    [
      'Centra was told when it was paid',
      { ...inWarehouse(), completed: { at: t0, confirmed: true, waybills: [] } },
      true,
    ],
    [
      'Centra was told when it was not',
      { ...inWarehouse(), completed: { at: t0, confirmed: false, waybills: [] } },
      false,
    ],
    ['nobody was told', inWarehouse(), false],
  ])('completed: %s', (_why, facts, completed) => {
    expect(isCompleted(facts)).toBe(completed);
  });
});

describe('changed fields', () => {
  it('are named by group', () => {
    expect(changedGroups(aDigests(), aDigests({ lines: 'x', carrier: 'x' }))).toEqual(['lines', 'carrier']);
  });

  it('of another key cannot be compared', () => {
    expect(changedGroups(aDigests(), aDigests({ keyId: 'k2', lines: 'x' }))).toEqual([]);
  });

  it('an attribute counts among the others where both have it', () => {
    const before = aDigests({ attributes: { gift: 'a' } });
    expect(changedGroups(before, aDigests({ attributes: { gift: 'b' } }))).toEqual(['other']);
    expect(changedGroups(before, aDigests({ attributes: { gift: 'b' }, other: 'x' }))).toEqual(['other']);
    expect(changedGroups(before, aDigests({ attributes: {} }))).toEqual([]);
  });

  it('are none where nothing has been written', () => {
    expect(changesSinceWritten(aLife())).toEqual([]);
  });
});

describe('whether quantities are the same', () => {
  it.each([
    ['the same in another order', lines(['1', 2], ['2', 1]), lines(['2', 1], ['1', 2]), true],
    ['a line of nothing is no line', lines(['1', 2], ['2', 0]), lines(['1', 2]), true],
    ['another quantity', lines(['1', 2]), lines(['1', 3]), false],
    ['a line more', lines(['1', 2], ['2', 1]), lines(['1', 2]), false],
    ['a line less', lines(['1', 2]), lines(['1', 2], ['2', 1]), false],
    ['another line', lines(['1', 2]), lines(['2', 2]), false],
  ])('%s', (_what, one, other, same) => {
    expect(sameQuantities(one, other)).toBe(same);
  });

  it('mean the same both ways', () => {
    const some = fc.uniqueArray(fc.tuple(fc.constantFrom('1', '2', '3'), fc.nat({ max: 2 })), {
      selector: ([id]) => id,
    });
    fc.assert(
      fc.property(some, some, (a, b) => {
        expect(sameQuantities(lines(...a), lines(...b))).toBe(sameQuantities(lines(...b), lines(...a)));
        expect(sameQuantities(lines(...a), lines(...a))).toBe(true);
      }),
    );
  });
});

describe('figures of the pick', () => {
  it('are none where Ongoing shows none of our rows', () => {
    expect(figuresOf(withParts(aPart({ lines: [] })), settings)).toBeUndefined();
    expect(figuresOf(withParts(aPart({ lines: [{ ...line, rowNumber: '9' }] })), settings)).toBeUndefined();
  });

  it('add up over the order and its back orders, with all serial numbers', () => {
    const one = { ...line, picked: 1, serials: ['S-1'] };
    const facts = withParts(aPart({ lines: [one] }), aPart({ orderId: 502, lines: [{ ...one, serials: ['S-2'] }] }));
    expect(figuresOf(facts, settings)).toEqual({
      lines: [{ lineId: '1', ordered: 2, told: 2, picked: 2, serials: ['S-1', 'S-2'] }],
      foreign: [],
      over: [],
      short: [],
      nothing: false,
    });
  });

  it('leave out what the warehouse has cancelled', () => {
    const facts = withParts(
      aPart({ lines: [{ ...line, picked: 1 }] }),
      aPart({ orderId: 502, status: 1000, lines: [{ ...line, picked: 1 }] }),
    );
    expect(figuresOf(facts, settings)?.short).toEqual(['1']);
  });

  it('name rows that are not ours once', () => {
    const facts = withParts(aPart({ lines: [line, { ...line, rowNumber: '9' }], foreignRows: ['9', '7'] }));
    expect(figuresOf(facts, settings)?.foreign).toEqual(['9', '7']);
  });

  it('are those that Centra was told when the quantities were lowered to them', () => {
    const facts = withParts({ ...aShippedOrder(1), observedAt: t0 });
    expect(isAsTold(figuresOf(facts, settings)!)).toBe(false);
    const lowered = { ...facts, adjusted: { at: t0, basis: 'lower:', quantities: { 1: 1 } } };
    expect(isAsTold(figuresOf(lowered, settings)!)).toBe(true);
  });

  it('read like a list that one compares with the shelf', () => {
    const facts = withParts(aPart({ lines: [{ ...line, picked: 1 }], foreignRows: ['', '7'] }));
    expect(figuresText(figuresOf(facts, settings)!)).toBe('1: 1 of 2, a row without number: not ours, 7: not ours');
  });
});
