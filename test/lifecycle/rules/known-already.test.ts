import { begin } from '../../../src/lifecycle/shipment/life';
import type { ShipmentRow, WarehouseOrderFacts } from '../../../src/lifecycle/shipment/facts';
import { aDigests, anOrder, aRow, aSettings, aShippedOrder, inWarehouse, minute, orderNumber, t0 } from '../builders';
import { done, Story } from '../story';

const settings = aSettings();

/** The scan has found an order of ours under the number. */
const adopted = (order: WarehouseOrderFacts, row: Partial<ShipmentRow> = {}, its = settings) => {
  const warehouse = { observedAt: t0, byNumber: order.orderNumber, orders: [order] };
  const number = { is: 'living', number: order.orderNumber, generation: 1, warehouse } as const;
  return new Story(begin({ observedAt: t0, row: aRow(row), number }, its, t0), its);
};

describe('an order that Ongoing shows as reported, though we have told nobody', () => {
  const lines = aShippedOrder().lines.map((line) => ({ ...line, serials: ['S-1'], reported: line.picked }));
  const reported = aShippedOrder(2, { lines, toReport: false });
  const story = () => new Story(inWarehouse()).later(minute).told(reported);

  it('may have been completed already: Centra is read before anything is written', () => {
    expect(story().step).toEqual({ do: 'lookCentra' });
  });

  it('ends when Centra shows it completed', () => {
    expect(story().looks({ listed: 'completed', shipped: true }).step).toEqual({ do: 'finish', as: 'completed' });
  });

  it('is reported like any other when Centra does not', () => {
    expect(story().looks().step).toMatchObject({ do: 'adjust' });
  });
});

describe('an order of ours that is there already', () => {
  it('is adopted: nothing is written, its life goes on', () => {
    const story = adopted(anOrder());
    expect(story.decision).toMatchObject({ stage: 'in-warehouse', step: { do: 'wait', for: 'warehouse' } });
    expect(story.facts).toMatchObject({ adopted: true, order: { sent: true, written: true, orderId: 501 } });
  });

  it('that has been shipped is completed only after a read: it may have been completed before us', () => {
    const story = adopted(aShippedOrder());
    expect(story.step).toEqual({ do: 'lookCentra' });
    expect(story.looks().step).toMatchObject({ do: 'complete' });
  });

  it('that was completed before us is not completed again', () => {
    const story = adopted(aShippedOrder()).looks({ listed: 'completed', shipped: true });
    expect(story.step).toMatchObject({ do: 'acknowledge' });
    expect(story.does('acknowledge', done).step).toEqual({ do: 'finish', as: 'completed' });
  });

  it('that was captured elsewhere is not captured again', () => {
    const onImport = aSettings({ capture: 'onImport' });
    const story = adopted(anOrder(), { paid: true, shouldCapture: false }, onImport);
    expect(story.step).toMatchObject({ do: 'wait', for: 'warehouse' });
    expect(story.told(aShippedOrder()).looks().step).toMatchObject({ do: 'complete', capture: false });
  });

  it('that is to be captured is captured: the activity reads fresh before it does', () => {
    const onImport = aSettings({ capture: 'onImport' });
    const story = adopted(anOrder(), { paid: false, shouldCapture: true }, onImport);
    expect(story.step).toEqual({ do: 'capture' });
    const centra = { kind: 'row', observedAt: story.now, row: aRow({ paid: true }) } as const;
    expect(story.does('capture', { end: 'not-needed', centra }).step).toMatchObject({ do: 'wait', for: 'warehouse' });
  });

  it('is written again when the merchant changes the shipment from now on', () => {
    const story = adopted(anOrder())
      .later(minute)
      .listed({ digests: aDigests({ consignee: 'c2' }) });
    expect(story.step).toMatchObject({ do: 'import', rewrite: true, number: orderNumber });
  });

  it('that holds other lines than the shipment, from before its workflow was lost, is written again', () => {
    const three = { lines: [{ lineId: '1', articleNumber: 'TEE-M', qty: 3 }] };
    expect(adopted(anOrder(), three).step).toMatchObject({ do: 'import', rewrite: true });
  });

  it('that holds other lines than the shipment, and was started on, is asked about before it is reported', () => {
    const three = { lines: [{ lineId: '1', articleNumber: 'TEE-M', qty: 3 }] };
    const story = adopted(aShippedOrder(), three);
    expect(story.decision.asks).toMatchObject([{ attention: 'changed-after-start', about: 'lines' }]);
    expect(story.step.do).toBe('wait');
  });

  it('whose lines nobody has compared yet is compared before it is reported', () => {
    const story = adopted(aShippedOrder(), { lines: undefined }).looks({
      row: aRow({ lines: [{ lineId: '1', articleNumber: 'TEE-M', qty: 3 }] }),
    });
    expect(story.asks).toEqual(['changed-after-start']);
  });

  it('whose rows have other numbers, from another integration, is taken as it is', () => {
    const rows = anOrder().lines.map((line) => ({ ...line, rowNumber: 'A-1' }));
    expect(adopted(anOrder({ lines: rows })).decision).toMatchObject({ step: { do: 'wait' }, asks: [] });
  });

  it('under a later number goes on under it', () => {
    const story = new Story(begin({ observedAt: t0, row: aRow() }, settings, t0));
    expect(story.step).toEqual({ do: 'findNumber', generation: 1 });
    const r2 = anOrder({ orderNumber: '1001-1-r2' });
    const warehouse = { observedAt: t0, byNumber: '1001-1-r2', orders: [r2] };
    story.does('findNumber', { end: 'living', number: '1001-1-r2', generation: 2, warehouse });
    expect(story.facts.order).toMatchObject({ number: '1001-1-r2', generation: 2, written: true });
    expect(story.step).toMatchObject({ do: 'wait', for: 'warehouse' });
  });
});

describe('a number for the order', () => {
  it('is asked for where the scan has not', () => {
    const story = new Story(begin({ observedAt: t0, row: aRow() }, settings, t0));
    expect(story.step).toEqual({ do: 'findNumber', generation: 1 });
    story.does('findNumber', { end: 'free', number: '1001-1-r3', generation: 3 });
    expect(story.step).toMatchObject({ do: 'import', number: '1001-1-r3' });
  });

  it.each([
    [
      'the scan',
      () => new Story(begin({ observedAt: t0, row: aRow(), number: { is: 'taken', number: '1001-1' } }, settings, t0)),
    ],
    [
      'the question of its own',
      () =>
        new Story(begin({ observedAt: t0, row: aRow() }, settings, t0)).does('findNumber', {
          end: 'taken',
          number: '1001-1',
        }),
    ],
  ])('that somebody else’s order has, as %s shows, is never written over', (_who, start) => {
    const story = start();
    expect(story.decision.asks).toMatchObject([{ attention: 'number-taken', about: '1001-1' }]);
    expect(story.step).toMatchObject({ do: 'wait', for: 'operator' });
    expect(story.listed({ digests: aDigests({ lines: 'l2' }) }).step).toMatchObject({ do: 'wait', for: 'operator' });
    expect(story.says('retry').step).toEqual({ do: 'findNumber', generation: 1 });
  });

  it('of a life after a cancellation is the next one that nothing has', () => {
    const story = new Story(inWarehouse()).told(anOrder({ status: 1000 })).says('resolve', { choice: 'order-again' });
    expect(story.step).toEqual({ do: 'findNumber', generation: 2 });
    story.does('findNumber', { end: 'free', number: '1001-1-r2', generation: 2 });
    expect(story.step).toMatchObject({ do: 'import', number: '1001-1-r2', rewrite: false });
    expect(story.facts.spent).toEqual(['1001-1']);
  });
});
