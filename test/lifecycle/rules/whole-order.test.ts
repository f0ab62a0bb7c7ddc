import type { WarehouseOrderFacts } from '../../../src/lifecycle/shipment/facts';
import { ofWholeOrders } from '../../../src/lifecycle/shipment/settings';
import { orderAskSentence } from '../../../src/lifecycle/shipment/tell-order';
import {
  afterItsEnd,
  aLife,
  anOrder,
  aRow,
  aSettings,
  aShippedOrder,
  day,
  inWarehouse,
  minute,
  second,
} from '../builders';
import { done, refused, Story, unclear } from '../story';

const settings = ofWholeOrders(aSettings({ capture: 'onComplete' }));
const anImportedOrder = () => new Story(inWarehouse({}, settings), settings);

describe('an order that is imported as a whole', () => {
  it('is imported, shipped, acknowledged and done, and Centra hears nothing', () => {
    const order = new Story(aLife({ paid: false, shouldCapture: true }, settings), settings);
    expect(order.decision).toMatchObject({ stage: 'importing', step: { do: 'import' } });
    order.imports();
    expect(order.decision).toMatchObject({ stage: 'in-warehouse', step: { do: 'wait', for: 'warehouse' } });
    order.told(aShippedOrder());
    expect(order.decision).toMatchObject({
      stage: 'in-warehouse',
      step: { do: 'acknowledge', orders: [{ orderId: 501 }] },
    });
    expect(order.does('acknowledge', done).decision).toMatchObject({
      stage: 'completed',
      step: { do: 'finish', as: 'completed' },
    });
  });

  it.each([
    ['picked', anOrder({ status: 400 })],
    ['without waybill', aShippedOrder(2, { waybills: [], toReport: false })],
  ])('needs no waybill, but it must be shipped: %s', (_what, seen: WarehouseOrderFacts) => {
    const isShipped = seen.status === 450;
    expect(anImportedOrder().told(seen).step).toMatchObject(
      isShipped ? { do: 'finish', as: 'completed' } : { do: 'wait', for: 'warehouse' },
    );
  });

  it('has no stage of reporting, whatever becomes of the acknowledgement', () => {
    const order = anImportedOrder().told(aShippedOrder());
    for (const result of [unclear, refused]) {
      order.does('acknowledge', result);
      expect(order.decision).toMatchObject({ stage: 'in-warehouse', step: { do: 'wait', for: 'another-attempt' } });
      order.inTime();
    }
    expect(order.later(16 * minute).asks).toEqual(['overdue']);
    expect(order.decision.stage).toBe('in-warehouse');
  });

  it('is complete when its last part is shipped', () => {
    const order = anImportedOrder().told(aShippedOrder(1));
    expect(order.step).toMatchObject({ do: 'lookWarehouse', backOrdersOf: [501] });
    const rest = anOrder({ orderId: 502, orderNumber: '1001-1-B1', backOrderForOrderId: 501 });
    const [line] = rest.lines;
    order.finds(aShippedOrder(1), { ...rest, lines: [{ ...line!, ordered: 1 }] });
    expect(order.step).toMatchObject({ do: 'wait', for: 'back-order' });
    order.told({ ...rest, status: 450, lines: [{ ...line!, ordered: 1, picked: 1 }], toReport: true });
    expect(order.step).toMatchObject({ do: 'acknowledge', orders: [{ orderId: 501 }, { orderId: 502 }] });
  });

  it.each<[what: string, seen: WarehouseOrderFacts]>([
    ['too little', aShippedOrder(1)],
    ['nothing', aShippedOrder(0)],
    ['too much', aShippedOrder(3)],
    ['a row that is not ours', aShippedOrder(2, { foreignRows: ['77'] })],
  ])('asks a person when %s was picked, since nobody tells Centra', (_what, seen) => {
    const order = anImportedOrder().told(seen);
    if (order.step.do === 'lookWarehouse') order.finds(seen);
    expect([order.asks, order.choices, order.decision.stage]).toEqual([
      ['short-picked'],
      ['as-is', 'wait'],
      'in-warehouse',
    ]);
    order.says('resolve', { choice: 'wait' });
    expect(order.asks).toEqual([]);
    expect(order.later(8 * day).asks).toEqual(['short-picked']);
    order.says('resolve', { choice: 'as-is' });
    if (order.step.do === 'acknowledge') order.does('acknowledge', done);
    expect(order.step).toEqual({ do: 'finish', as: 'completed' });
  });

  it('keeps a question about a short pick open while it looks for back orders once more', () => {
    const order = anImportedOrder().told(aShippedOrder(1)).finds(aShippedOrder(1)).later(minute);
    order.told(aShippedOrder(1));
    expect([order.step.do, order.asks]).toEqual(['lookWarehouse', ['short-picked']]);
    expect(order.says('resolve', { choice: 'as-is' }).asks).toEqual([]);
  });

  describe('completed in Centra by somebody', () => {
    it('ends quietly when nothing of it was sent', () => {
      const order = new Story(aLife({}, settings), settings).looked({ listed: 'completed' });
      expect(order.decision).toMatchObject({ stage: 'withdrawn', step: { do: 'finish', as: 'withdrawn' }, asks: [] });
    });

    it('goes its way in the warehouse to its end, and nobody is asked', () => {
      const order = anImportedOrder().told(anOrder()).looked({ listed: 'completed' });
      expect(order.decision).toMatchObject({ step: { do: 'wait', for: 'warehouse' }, asks: [] });
      // Centra's list does not show it any more.
      expect(order.later(day).missing().decision).toMatchObject({ step: { do: 'wait', for: 'warehouse' }, asks: [] });
      order.told(aShippedOrder()).does('acknowledge', done);
      expect(order.step).toEqual({ do: 'finish', as: 'completed' });
    });

    it('can still be cancelled in the warehouse by an operator', () => {
      const order = anImportedOrder().told(anOrder()).looked({ listed: 'completed' }).says('cancel');
      expect(order.step).toMatchObject({ do: 'cancelOrder' });
      order.does('cancelOrder', done).inTime();
      expect(order.finds(anOrder({ status: 1000 })).step).toEqual({ do: 'finish', as: 'cancelled' });
    });

    it('waits for the end of a write in doubt', () => {
      const order = new Story(aLife({}, settings), settings).does('import', unclear).looked({ listed: 'completed' });
      expect(order.step).toMatchObject({ do: 'lookWarehouse' });
      order.finds(anOrder());
      expect(order.step).toMatchObject({ do: 'wait', for: 'warehouse' });
    });

    it('ends quietly when a write in doubt turns out not to have been made', () => {
      const order = new Story(aLife({}, settings), settings).does('import', unclear).looked({ listed: 'completed' });
      for (let looks = 0; order.step.do !== 'finish' && looks < 10; looks += 1) {
        if (order.step.do === 'lookWarehouse') order.finds();
        else order.inTime();
      }
      expect(order.step).toEqual({ do: 'finish', as: 'withdrawn' });
    });
  });

  it('is cancelled when Centra says so, and when it is on hold twice', () => {
    const cancelled = anImportedOrder().looked({ listed: 'none', order: 'cancelled' });
    expect(cancelled.decision).toMatchObject({ stage: 'cancelling', step: { do: 'cancelOrder' } });

    const held = anImportedOrder()
      .listed({ hold: true })
      .later(31 * second);
    held.looks({ row: aRow({ hold: true }) });
    expect(held.decision).toMatchObject({ stage: 'cancelling', step: { do: 'cancelOrder' } });
  });

  it('asks a person before anything is cancelled when Centra does not show it at all', () => {
    const order = anImportedOrder().missing();
    order.looks({ listed: 'none', order: 'not-visible' });
    expect(order.asks).toEqual([]);
    expect(order.later(16 * minute).asks).toEqual(['not-visible']);
    expect(order.choices).toEqual(['wait', 'withdraw']);
  });

  it('is not reported by an operator either', () => {
    expect(anImportedOrder().told(aShippedOrder(1)).whyNot('complete')).toBe(
      'an order that is imported as a whole is never reported back',
    );
  });

  it('asks a person when the warehouse annuls it after its end', () => {
    const afterwards = { orderNumber: '1001', knownWaybills: [], addedWaybills: [], annulled: true };
    const order = new Story(afterItsEnd(afterwards), settings);
    expect(order.decision).toMatchObject({
      stage: 'in-warehouse',
      asks: [{ attention: 'cancelled-in-warehouse', about: expect.stringContaining('all of it had been shipped') }],
    });
    expect(order.says('resolve', { choice: 'accept' }).step).toEqual({ do: 'finish', as: 'completed' });
  });

  it.each(['cancelled-in-warehouse', 'changed-after-start', 'short-picked', 'unmappable', 'not-visible'] as const)(
    'is not called a shipment in a question: %s',
    (attention) => {
      const sentence = orderAskSentence({ attention, basis: '', about: 'row 1', choices: [] });
      expect(sentence).not.toContain('shipment');
      expect(sentence).toContain('row 1');
    },
  );
});
