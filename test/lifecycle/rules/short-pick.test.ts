import type { PartLine, WarehouseOrderFacts } from '../../../src/lifecycle/shipment/facts';
import type { ShipmentSettings } from '../../../src/lifecycle/shipment/settings';
import { aDigests, anOrder, aRow, aSettings, aShippedOrder, day, inWarehouse, minute } from '../builders';
import { done, refused, Story } from '../story';

const line = anOrder().lines[0]!;
const unpaid = { paid: false, shouldCapture: true };
const onComplete = aSettings({ capture: 'onComplete' });
const asking = aSettings({ capture: 'onComplete', shortPick: 'ask' });

/** A back order of `of`, open. */
const backOrder = (orderId: number, of: number, change: Partial<WarehouseOrderFacts> = {}) =>
  anOrder({
    orderId,
    orderNumber: `1001-1-${orderId}`,
    backOrderForOrderId: of,
    lines: [{ ...line, orderLineId: orderId * 10, ordered: 1 }],
    ...change,
  });
const shippedBack = (orderId: number, of: number, picked = 1) =>
  backOrder(orderId, of, {
    status: 450,
    waybills: [`WB-${orderId}`],
    parcels: 1,
    toReport: true,
    lines: [{ ...line, orderLineId: orderId * 10, ordered: 1, picked }],
  });

/** What Centra shows after we have lowered the quantity to one. */
const lowered = (paid: boolean) => ({
  paid,
  lines: [{ lineId: '1', articleNumber: 'TEE-M', qty: 1 }],
  digests: aDigests({ lines: 'l2' }),
});

/** Shipped with these rows; Ongoing, asked for back orders, has none. */
function short({
  row = {},
  settings = aSettings(),
  lines = [{ ...line, picked: 1 }],
  foreignRows = [] as string[],
}: {
  row?: Parameters<typeof inWarehouse>[0];
  settings?: ShipmentSettings;
  lines?: PartLine[];
  foreignRows?: string[];
} = {}) {
  const order = aShippedOrder(1, { lines, foreignRows });
  const story = new Story(inWarehouse(row, settings), settings).told(order);
  return story.step.do === 'lookWarehouse' ? story.finds(order) : story;
}

describe('fewer picked than ordered: back orders', () => {
  const main = aShippedOrder(1);

  it('are asked for before anything is settled', () => {
    const story = new Story(inWarehouse(unpaid, onComplete), onComplete).told(main);
    expect(story.step).toMatchObject({ do: 'lookWarehouse', backOrdersOf: [501] });
  });

  it('are waited for', () => {
    const story = new Story(inWarehouse()).told(main).finds(main, backOrder(502, 501));
    expect(story.decision).toMatchObject({ stage: 'in-warehouse', step: { do: 'wait', for: 'back-order' }, asks: [] });
  });

  it('are asked for again with every news, as long as it is short', () => {
    const story = new Story(inWarehouse({}, asking), asking).told(main).finds(main);
    expect(story.asks).toEqual(['short-picked']);
    expect(story.later(minute).told(main).step).toMatchObject({ do: 'lookWarehouse', backOrdersOf: [501] });
  });

  it('shipped: the shipment is complete with all waybills', () => {
    const story = new Story(inWarehouse()).told(main).finds(main, backOrder(502, 501));
    story.later(day).told(shippedBack(502, 501));
    expect(story.step).toMatchObject({ do: 'complete', waybills: ['WB-1', 'WB-502'], packages: 2 });
  });

  it('split again: it is complete when the last part is shipped', () => {
    const three = { lines: [{ lineId: '1', articleNumber: 'TEE-M', qty: 3 }] };
    const story = new Story(inWarehouse(three)).told(main).finds(main, backOrder(502, 501));
    story.later(day).told(shippedBack(502, 501));
    expect(story.step).toMatchObject({ do: 'lookWarehouse', backOrdersOf: [501, 502] });
    story.finds(main, shippedBack(502, 501), backOrder(503, 502));
    expect(story.step).toMatchObject({ do: 'wait', for: 'back-order' });
    story.later(day).told(shippedBack(503, 502));
    expect(story.step).toMatchObject({ do: 'complete', waybills: ['WB-1', 'WB-502', 'WB-503'] });
  });

  it('split twice, and the second part cancelled: what is missing then is settled', () => {
    const three = { ...unpaid, lines: [{ lineId: '1', articleNumber: 'TEE-M', qty: 3 }] };
    const story = new Story(inWarehouse(three, onComplete), onComplete).told(main).finds(main, backOrder(502, 501));
    const first = shippedBack(502, 501);
    story.later(day).told(first).finds(main, first, backOrder(503, 502));
    const cancelled = backOrder(503, 502, { status: 1000 });
    story.later(day).told(cancelled).finds(main, first, cancelled);
    expect(story.step).toMatchObject({ do: 'adjust', products: { 1: 2 }, lowers: true });
  });

  it('cancelled, all of them: the shipped part is not taken for an order that the warehouse cancelled', () => {
    const story = new Story(inWarehouse()).told(main).finds(main, backOrder(502, 501));
    const cancelled = backOrder(502, 501, { status: 1000 });
    story.later(day).told(cancelled).finds(main, cancelled);
    expect(story.asks).toEqual(['short-picked']);
  });

  it('of somebody else’s orders are not ours', () => {
    const story = new Story(inWarehouse()).told(main).finds(main, backOrder(900, 899));
    expect(story.facts.parts).toHaveLength(1);
  });
});

describe('short, and neither captured nor paid', () => {
  it('`reduce`: the quantities are lowered, then it is completed', () => {
    const story = short({ row: unpaid, settings: onComplete });
    expect(story.step).toMatchObject({ do: 'adjust', products: { 1: 1 }, lowers: true });
    expect(story.does('adjust', done).step).toMatchObject({ do: 'complete', capture: true });
  });

  it('`reduce`: all lines are named, with serial numbers where there are some', () => {
    const lines = [
      { lineId: '1', articleNumber: 'TEE-M', qty: 2 },
      { lineId: '2', articleNumber: 'CAP', qty: 1 },
    ];
    const cap = { ...line, rowNumber: '2', orderLineId: 9002, ordered: 1, picked: 1, serials: ['S-1'] };
    const story = short({ row: { ...unpaid, lines }, settings: onComplete, lines: [{ ...line, picked: 1 }, cap] });
    expect(story.step).toMatchObject({ products: { 1: 1, 2: { serialNumber: 'S-1', qty: 1 } } });
  });

  it('`reduce`: a line of which nothing was picked becomes 0', () => {
    const lines = [
      { lineId: '1', articleNumber: 'TEE-M', qty: 2 },
      { lineId: '2', articleNumber: 'CAP', qty: 1 },
    ];
    const cap = { ...line, rowNumber: '2', orderLineId: 9002, ordered: 1, picked: 0 };
    const story = short({ row: { ...unpaid, lines }, settings: onComplete, lines: [{ ...line, picked: 2 }, cap] });
    expect(story.step).toMatchObject({ do: 'adjust', products: { 1: 2, 2: 0 } });
  });

  it('`ask`: a person chooses between `lower`, `as-is` and `wait`; the rows are named', () => {
    const story = short({ row: unpaid, settings: asking });
    expect(story.decision.asks).toMatchObject([{ attention: 'short-picked', about: '1: 1 of 2' }]);
    expect(story.choices).toEqual(['lower', 'as-is', 'wait']);
  });

  it('`ask`: the question stays open, and can be answered, while back orders are asked for once more', () => {
    const story = short({ row: unpaid, settings: asking });
    story.later(minute).told(aShippedOrder(1, { lines: [{ ...line, picked: 1 }] }));
    expect(story.step).toMatchObject({ do: 'lookWarehouse', backOrdersOf: [501] });
    expect(story.asks).toEqual(['short-picked']);
    story.says('resolve', { choice: 'lower' });
    expect(story.asks).toEqual([]);
    expect(story.finds(aShippedOrder(1, { lines: [{ ...line, picked: 1 }] })).step).toMatchObject({ do: 'adjust' });
  });

  it('`lower`: lowered, then completed', () => {
    const story = short({ row: unpaid, settings: asking }).says('resolve', { choice: 'lower' });
    expect(story.step).toMatchObject({ do: 'adjust', products: { 1: 1 }, lowers: true });
    expect(story.does('adjust', done).step).toMatchObject({ do: 'complete', capture: true });
  });

  it('`as-is`: reported as if it were whole', () => {
    const story = short({ row: unpaid, settings: asking }).says('resolve', { choice: 'as-is' });
    expect(story.step).toMatchObject({ do: 'complete' });
  });

  it('`wait`: more may come; asked again after `attentionAfter.pick`, and when the numbers change', () => {
    const story = short({ row: unpaid, settings: asking }).says('resolve', { choice: 'wait' });
    expect(story.decision).toMatchObject({ step: { do: 'wait', for: 'back-order' }, asks: [] });
    expect(story.inTime().asks).toEqual(['short-picked']);
    expect(story.facts.operator.resolved['short-picked']!.at + asking.attentionAfter.pickMs).toBe(story.now);

    const other = short({ row: unpaid, settings: asking }).says('resolve', { choice: 'wait' }).later(minute);
    other.told(aShippedOrder(2));
    expect(other.step).toMatchObject({ do: 'complete' });
  });

  it('refused by Centra: a person is asked, with its words, and lowering is no choice any more', () => {
    const story = short({ row: unpaid, settings: onComplete }).does('adjust', refused);
    expect(story.decision.asks).toMatchObject([{ attention: 'short-picked' }]);
    expect(story.decision.asks[0]?.about).toContain(refused.reason);
    expect(story.choices).toEqual(['refund', 'as-is', 'wait']);
  });

  it('lowered, then paid: Centra’s figures are right, nobody is asked about them again', () => {
    const never = aSettings();
    const story = short({ row: { paid: false }, settings: never })
      .does('adjust', done)
      .looks({ row: aRow(lowered(false)) });
    expect(story.asks).toEqual(['not-paid']);
    story.later(day).listed(lowered(true));
    expect(story.decision).toMatchObject({ step: { do: 'complete', capture: false }, asks: [] });
  });

  it('lowered, and then a back order comes after all: the quantity is raised again before it is completed', () => {
    const story = short({ row: { paid: false } })
      .does('adjust', done)
      .looks({ row: aRow(lowered(false)) });
    story.later(day).told(shippedBack(502, 501));
    expect(story.step).toMatchObject({ do: 'adjust', products: { 1: 2 } });
  });

  it('lowered and paid, and then a back order comes after all: a person is asked', () => {
    const story = short({ row: { paid: false } })
      .does('adjust', done)
      .looks({ row: aRow(lowered(false)) })
      .later(minute);
    story.missing().told(shippedBack(502, 501)).listed(lowered(true));
    expect(story.asks).toEqual(['short-picked']);
    expect(story.decision.asks[0]?.about).toBe('1: 2 of 1');
  });
});

describe('short, and captured or paid: Centra refuses to lower', () => {
  it.each([
    ['paid', { row: { paid: true } }],
    ['paid, whatever the setting', { row: { paid: true }, settings: asking }],
  ])('%s: a person chooses between `refund`, `as-is` and `wait`', (_why, given) => {
    const story = short(given);
    expect(story.asks).toEqual(['short-picked']);
    expect(story.choices).toEqual(['refund', 'as-is', 'wait']);
  });

  it('captured by us, though Centra does not show it paid yet', () => {
    const facts = { ...inWarehouse(unpaid, onComplete), captured: { at: 1 } };
    const story = new Story(facts, onComplete).told(aShippedOrder(1)).finds(aShippedOrder(1));
    expect(story.choices).toEqual(['refund', 'as-is', 'wait']);
  });

  it('`refund`: completed, then a return with refund for what is missing', () => {
    const story = short().says('resolve', { choice: 'refund' });
    expect(story.step).toMatchObject({ do: 'complete', acknowledge: [] });
    story.does('complete', { ...done, acknowledged: false }).does('listReturns', { end: 'returns', returns: [] });
    expect(story.step).toEqual({ do: 'refund', products: { 1: 1 } });
    expect(story.does('refund', done).step).toMatchObject({ do: 'acknowledge' });
  });

  it('`refund`, and then the rest is shipped after all: nothing is refunded', () => {
    const story = short().says('resolve', { choice: 'refund' }).later(minute).told(aShippedOrder(2));
    story.does('complete', { ...done, acknowledged: false });
    expect(story.step).toMatchObject({ do: 'acknowledge' });
  });

  it('`as-is`: completed, and nothing is refunded', () => {
    const story = short()
      .says('resolve', { choice: 'as-is' })
      .does('complete', { ...done, acknowledged: true });
    expect(story.step).toEqual({ do: 'finish', as: 'completed' });
  });

  it('`lower` that was answered before it was paid is no answer any more', () => {
    const story = short({ row: unpaid, settings: asking }).says('hold').says('resolve', { choice: 'lower' });
    story.listed({ paid: true }).says('release');
    expect(story.asks).toEqual(['short-picked']);
    expect(story.choices).toEqual(['refund', 'as-is', 'wait']);
  });
});

describe('picks that are not simply short', () => {
  it.each<[what: string, lines: PartLine[], foreignRows: string[], about: string, choices: string[]]>([
    ['more picked than ordered', [{ ...line, picked: 3 }], [], '1: 3 of 2', ['as-is', 'wait']],
    ['a row that is not ours', [{ ...line, picked: 2 }], ['77'], '77: not ours', ['as-is', 'wait']],
    ['a row without number', [{ ...line, picked: 2 }], [''], 'a row without number: not ours', ['as-is', 'wait']],
    ['sub-lines', [{ ...line, picked: 2 }], ['1/#9'], '1/#9: not ours', ['as-is', 'wait']],
    ['nothing picked at all', [{ ...line, picked: 0 }], [], '1: 0 of 2', ['as-is', 'wait']],
    [
      'short, and a row that is not ours',
      [{ ...line, picked: 1 }],
      ['77'],
      '1: 1 of 2, 77: not ours',
      ['lower', 'as-is', 'wait'],
    ],
  ])(
    '%s: nothing is lowered by the setting, a person is asked, rows named',
    (_what, lines, foreignRows, about, choices) => {
      const story = short({ row: unpaid, settings: onComplete, lines, foreignRows });
      expect(story.decision.asks).toMatchObject([{ attention: 'short-picked', about }]);
      expect(story.choices).toEqual(choices);
    },
  );

  it('a row with a number that we did not send is not ours', () => {
    const story = short({
      lines: [
        { ...line, picked: 2 },
        { ...line, rowNumber: '9', orderLineId: 9009, picked: 1 },
      ],
    });
    expect(story.decision.asks).toMatchObject([{ about: '9: not ours' }]);
  });

  it('`lower` that a person chose, foreign rows notwithstanding, is done once and then completed', () => {
    const story = short({ row: unpaid, settings: onComplete, lines: [{ ...line, picked: 1 }], foreignRows: ['77'] });
    story.says('resolve', { choice: 'lower' }).does('adjust', done);
    expect(story.step).toMatchObject({ do: 'complete' });
  });

  it('other numbers are another question: the answer before does not count', () => {
    const story = short({ lines: [{ ...line, picked: 3 }] })
      .says('resolve', { choice: 'wait' })
      .later(minute);
    story.told(aShippedOrder(1, { lines: [{ ...line, picked: 4 }] }));
    expect(story.asks).toEqual(['short-picked']);
  });
});

describe('an operator completes what is short', () => {
  const complete = (given: Parameters<typeof short>[0]) => short(given).says('complete');

  it('the quantities are lowered first where Centra allows it', () => {
    const story = complete({ row: unpaid, settings: asking });
    expect(story.step).toMatchObject({ do: 'adjust', lowers: true });
    expect(story.does('adjust', done).step).toMatchObject({ do: 'complete' });
  });

  it('reported as it is where Centra does not', () => {
    expect(complete({}).step).toMatchObject({ do: 'complete' });
    const story = complete({ row: unpaid, settings: asking }).does('adjust', refused);
    expect(story.step).toMatchObject({ do: 'complete' });
  });

  it('nothing picked at all is reported as it is: the operator says so', () => {
    expect(complete({ row: unpaid, settings: asking, lines: [line] }).step).toMatchObject({ do: 'complete' });
  });

  it('back orders that are open notwithstanding', () => {
    const main = aShippedOrder(1);
    const story = new Story(inWarehouse()).told(main).finds(main, backOrder(502, 501)).says('complete');
    expect(story.step).toMatchObject({ do: 'complete', waybills: ['WB-1'] });
  });
});
