import {
  aDigests,
  aLife,
  anOrder,
  aRow,
  aSettings,
  aShippedOrder,
  day,
  hour,
  inWarehouse,
  minute,
  orderNumber,
} from '../builders';
import { due } from '../stories';
import { done, refused, Story, unclear } from '../story';

const onImport = aSettings({ capture: 'onImport' });
const onComplete = aSettings({ capture: 'onComplete' });
const unpaid = { paid: false, shouldCapture: true };
const cancelled = { listed: 'none', order: 'cancelled' } as const;
const withdrawn = { listed: 'inprogress' } as const;
const line = anOrder().lines[0]!;
const address = { digests: aDigests({ consignee: 'c2' }) };
const oneLine = { lines: [{ lineId: '1', articleNumber: 'TEE-M', qty: 1 }], digests: aDigests({ lines: 'l2' }) };
const acknowledged = { ...done, acknowledged: true };

describe('the merchant', () => {
  it('cancels while the capture is under way, which succeeds: the money is asked about', () => {
    const story = new Story(aLife(unpaid, onImport), onImport);
    story.does('capture', done, (meanwhile) => meanwhile.missing().says('cancel'));
    story.missing().looks(cancelled);
    expect(story.asks).toEqual(['captured-not-shipped']);
  });

  it('cancels while the completion is under way, which succeeds: completed is completed', () => {
    const story = due.complete().does('complete', acknowledged, (meanwhile) => meanwhile.missing());
    expect(story.step).toEqual({ do: 'finish', as: 'completed' });
  });

  it('cancels while the completion is under way, which is refused for that: shipped though cancelled', () => {
    const story = due.complete().does('complete', refused, (meanwhile) => meanwhile.missing());
    expect(story.looks(cancelled).asks).toEqual(['shipped-though-cancelled']);
  });

  it('cancels, restores and cancels again within minutes: what lives is deleted, what is gone stays gone', () => {
    const story = new Story(inWarehouse()).told(anOrder()).missing().looks(cancelled);
    story.listed().missing().looks(cancelled);
    story.does('cancelOrder', done).listed().missing().looks(cancelled).inTime();
    expect(story.finds().step).toEqual({ do: 'finish', as: 'cancelled' });
  });

  it('removes good-to-go for a moment, twice: nothing is cancelled', () => {
    const story = new Story(inWarehouse()).told(anOrder());
    for (let i = 0; i < 2; i += 1) story.later(hour).missing().looks(withdrawn).inTime().looks();
    expect(story.step).toMatchObject({ do: 'wait', for: 'warehouse' });
  });

  it('removes good-to-go when it is shipped: Centra is told nothing, a person is', () => {
    const story = new Story(inWarehouse()).told(anOrder()).missing().looks(withdrawn).told(aShippedOrder()).inTime();
    story.looks(withdrawn);
    expect(story.asks).toEqual(['shipped-though-cancelled']);
  });

  it('changes the shipment, and withdraws it before it is written again: only the cancellation is sent', () => {
    const story = new Story(inWarehouse()).told(anOrder()).listed(address);
    story.does('import', { end: 'not-done', why: 'busy', system: 'ongoing' }).missing().looks(cancelled);
    expect(story.step).toEqual({ do: 'cancelOrder', numbers: [orderNumber] });
  });

  it('changes the shipment while its order is replaced: the new order has the new lines', () => {
    const story = new Story(inWarehouse()).told(anOrder()).missing().looks(cancelled).does('cancelOrder', done);
    story.listed(oneLine).inTime().finds();
    story.does('findNumber', { end: 'free', number: '1001-1-r2', generation: 2 }).imports(oneLine, 502);
    expect(story.facts.order?.lines).toEqual(oneLine.lines);
    expect(story.later(minute).listed(oneLine).step).toMatchObject({ do: 'wait', for: 'warehouse' });
  });

  it('completes by hand what is cancelled and cannot be taken back: that is asked instead', () => {
    const story = new Story(inWarehouse())
      .told(anOrder({ status: 320 }))
      .says('cancel')
      .does('cancelOrder', refused);
    expect(story.missing().step.do).toBe('wait');
    expect(story.looked({ listed: 'completed' }).asks).toEqual(['completed-elsewhere']);
  });

  it('loses the payment before it is reported (a chargeback): nothing is sent, a person is asked', () => {
    const story = new Story(inWarehouse()).told(anOrder()).later(day).listed({ paid: false }).told(aShippedOrder());
    expect(story.looks({ row: aRow({ paid: false }) }).asks).toEqual(['not-paid']);
  });
});

describe('the warehouse', () => {
  it('ships before we have heard that the order was written', () => {
    const story = new Story(aLife()).does('import', unclear).told(aShippedOrder());
    expect(story.step).toMatchObject({ do: 'complete', tracking: 'WB-1' });
  });

  it('takes a shipment back before it was reported: it is waited for again', () => {
    const story = new Story(inWarehouse())
      .told(aShippedOrder(2, { waybills: [] }))
      .later(hour)
      .told(anOrder());
    expect(story.step).toMatchObject({ do: 'wait', for: 'warehouse' });
  });

  it('cancels the order and ships all of it as a back order', () => {
    const back = aShippedOrder(2, { orderId: 502, orderNumber: '1001-1-b', backOrderForOrderId: 501 });
    const story = new Story(inWarehouse()).told(anOrder(), {
      ...back,
      status: 200,
      waybills: [],
      lines: [line],
      shippedAt: undefined,
    });
    story.told(anOrder({ status: 1000 })).told(back);
    expect(story.step).toMatchObject({ do: 'complete', tracking: 'WB-1', acknowledge: [{ orderId: 502 }] });
  });

  it('gives a waybill first and another one later: the first one that was there is the first', () => {
    const story = new Story(inWarehouse()).told(aShippedOrder(2, { waybills: ['WB-1'] }));
    expect(story.step).toMatchObject({ tracking: 'WB-1' });
    const { step } = story.told(aShippedOrder(2, { waybills: ['WB-1', 'WB-2'] }));
    expect(step).toMatchObject({ tracking: 'WB-1', waybills: ['WB-1', 'WB-2'] });
  });

  it('picks more while what is missing is asked about: the question is about the new numbers', () => {
    const three = { lines: [{ lineId: '1', articleNumber: 'TEE-M', qty: 3 }] };
    const story = new Story(inWarehouse(three)).told(aShippedOrder(1)).finds(aShippedOrder(1));
    expect(story.decision.asks[0]?.about).toBe('1: 1 of 3');
    story.later(hour).told(aShippedOrder(2)).finds(aShippedOrder(2));
    expect(story.decision.asks[0]?.about).toBe('1: 2 of 3');
  });

  it('deletes the order for good while it is to be cancelled: that is as good', () => {
    const story = new Story(inWarehouse()).told(anOrder()).missing().looks(cancelled);
    story.does('cancelOrder', unclear).finds().inTime().finds();
    expect(story.step).toEqual({ do: 'finish', as: 'cancelled' });
  });

  it('cancels the order while its rewrite is unclear', () => {
    const story = new Story(inWarehouse()).told(anOrder()).listed(address).does('import', unclear);
    expect(story.finds(anOrder({ status: 1000 })).asks).toEqual(['cancelled-in-warehouse']);
  });

  it('cancels the order under a number that nobody else had while its first write is unclear: it was there', () => {
    const story = new Story(aLife()).does('import', unclear).finds(anOrder({ status: 1000 }));
    expect(story.asks).toEqual(['cancelled-in-warehouse']);
    expect(story.says('resolve', { choice: 'order-again' }).step).toEqual({ do: 'findNumber', generation: 2 });
  });
});

describe('the payment provider', () => {
  it('takes the money long after the capture was accepted: it is completed only when Centra shows it', () => {
    const story = new Story(aLife(unpaid, onImport), onImport).does('capture', done).imports(unpaid);
    story.told(aShippedOrder()).does('complete', { ...done, acknowledged: false });
    expect(story.looks({ row: aRow({ paid: false }) }).asks).toEqual(['not-paid']);
    story.later(2 * day).listed();
    expect(story.looks({ listed: 'completed' }).step).toMatchObject({ do: 'acknowledge' });
  });

  it('refuses on completion, and the customer pays elsewhere for a part: the rest is as short as before', () => {
    const story = new Story(inWarehouse(unpaid, onComplete), onComplete).told(aShippedOrder());
    story.does('complete', refused).later(hour).listed({ paid: true, shouldCapture: false });
    expect(story.step).toMatchObject({ do: 'complete', capture: false });
  });

  it('is paid twice over: once by us and once by the customer: nothing is captured again', () => {
    const story = new Story(aLife(unpaid, onImport), onImport)
      .does('capture', done)
      .listed({ paid: true, shouldCapture: true });
    expect(story.step).toMatchObject({ do: 'import' });
    expect(story.imports().told(aShippedOrder()).step).toMatchObject({ do: 'complete', capture: false });
  });
});

describe('the network', () => {
  it('repeats and reorders what the warehouse says: the newest counts, once', () => {
    const story = new Story(inWarehouse());
    const at = story.now;
    story.later(hour);
    for (const [ago, order] of [
      [1, aShippedOrder()],
      [30, anOrder()],
      [1, aShippedOrder()],
      [45, anOrder({ status: 1000 })],
    ] as const)
      story.sight({ observedAt: story.now - ago * minute, orders: [order] });
    expect(story.facts.parts).toHaveLength(1);
    expect(story.facts.parts[0]?.observedAt).toBeGreaterThan(at);
    expect(story.step).toMatchObject({ do: 'complete' });
  });

  it('loses every answer of a whole life, and all of it was done: each write is sent once', () => {
    const story = new Story(aLife(unpaid, onImport), onImport);
    story.does('capture', unclear).looks();
    story.does('import', unclear).finds(anOrder()).listed();
    story.told(aShippedOrder()).does('complete', unclear).looks({ listed: 'completed' });
    story.does('acknowledge', unclear).inTime();
    story.does('acknowledge', done);
    expect(story.step).toEqual({ do: 'finish', as: 'completed' });
  });

  it('brings the result of an effect after an operator has let the shipment go: nothing follows', () => {
    const story = new Story(aLife()).imports({}, 501, (meanwhile) => meanwhile.says('abandon'));
    expect(story.facts.order).toMatchObject({ written: true, orderId: 501 });
    expect(story.step).toMatchObject({ do: 'wait', for: 'centra-to-drop-it' });
  });

  it('brings the news of the pick before that of the write', () => {
    const story = new Story(aLife());
    const picked = anOrder({ status: 400, lines: [{ ...line, picked: 2 }] });
    story.imports({}, 501, (meanwhile) => meanwhile.told(picked));
    expect(story.facts.parts).toMatchObject([{ status: 400 }]);
    expect(story.step).toMatchObject({ do: 'wait', for: 'warehouse' });
  });
});

describe('settings that change in the middle', () => {
  it('`completeWhen: shipped` instead of `tracking`: what waits for its waybill is completed', () => {
    const story = new Story(inWarehouse()).told(aShippedOrder(2, { waybills: [] }));
    expect(story.configured({ completeWhen: 'shipped' }).step).toMatchObject({ do: 'complete' });
  });

  it('`completeWhen: manual`: what was shipped waits for an operator', () => {
    const story = new Story(inWarehouse()).told(aShippedOrder()).configured({ completeWhen: 'manual' });
    expect(story.step).toMatchObject({ do: 'wait', for: 'operator' });
  });

  it('`capture: never` after a refused capture: it is no longer ours to take, and the order is imported', () => {
    const story = new Story(aLife(unpaid, onImport), onImport)
      .does('capture', refused)
      .configured({ capture: 'never' });
    expect(story.step).toMatchObject({ do: 'import' });
    expect(
      story
        .imports(unpaid)
        .told(aShippedOrder())
        .looks({ row: aRow(unpaid) }).asks,
    ).toEqual(['not-paid']);
  });

  it('`capture: onComplete` instead of `onImport`, captured already: not captured again', () => {
    const story = new Story(aLife(unpaid, onImport), onImport)
      .does('capture', done)
      .configured({ capture: 'onComplete' });
    expect(story.imports(unpaid).told(aShippedOrder()).step).toMatchObject({ do: 'complete', capture: false });
  });

  it('`capture: never` while a capture is in doubt: what became of it is still found out', () => {
    const story = new Story(aLife(unpaid, onImport), onImport)
      .does('capture', unclear)
      .configured({ capture: 'never' });
    expect(story.step).toEqual({ do: 'lookCentra' });
    expect(story.looks().facts.captured).toBeDefined();
  });

  it('`capture: never` when a capture is proven undone: it is not sent again', () => {
    const row = aRow(unpaid);
    const story = new Story(aLife(unpaid, onImport), onImport)
      .does('capture', unclear)
      .configured({ capture: 'never' });
    story.looks({ row }).inTime().looks({ row }).inTime().looks({ row });
    expect(story.step).toMatchObject({ do: 'import' });
  });

  it('a completion that was to capture, proven undone, follows the new setting', () => {
    const story = new Story(inWarehouse(unpaid, onComplete), onComplete)
      .told(aShippedOrder())
      .does('complete', unclear);
    const row = aRow(unpaid);
    story.configured({ capture: 'never' }).looks({ row }).inTime().looks({ row }).inTime().looks({ row });
    expect(story.asks).toEqual(['not-paid']);
  });

  it('another number that means shipped: what stands there is not reported any more', () => {
    const story = new Story(inWarehouse()).told(aShippedOrder(2, { shippedAt: undefined }));
    const { statuses } = story.settings;
    expect(story.configured({ statuses: { ...statuses, shipped: [500] } }).step).toMatchObject({ do: 'wait' });
  });

  it('shorter patience: what has waited longer is overdue at once', () => {
    const story = new Story(inWarehouse()).told(anOrder()).later(2 * day);
    const { attentionAfter } = story.settings;
    expect(story.configured({ attentionAfter: { ...attentionAfter, pickMs: day } }).asks).toEqual(['overdue']);
  });

  it('`shortPick: ask` while a quantity is lowered: what is lowered is completed', () => {
    const story = new Story(inWarehouse(unpaid, onComplete), onComplete).told(aShippedOrder(1)).finds(aShippedOrder(1));
    story.does('adjust', done).configured({ shortPick: 'ask' });
    expect(story.step).toMatchObject({ do: 'complete' });
  });
});
