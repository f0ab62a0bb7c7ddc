import type { WarehouseOrderFacts } from '../../../src/lifecycle/shipment/facts';
import type { ShipmentSettings } from '../../../src/lifecycle/shipment/settings';
import { anOrder, aSettings, aShippedOrder, day, inWarehouse, minute, second } from '../builders';
import { done, refused, Story } from '../story';

type When = ShipmentSettings['completeWhen'];
const line = anOrder().lines[0]!;
const picked = (change: Partial<WarehouseOrderFacts> = {}) =>
  anOrder({ status: 400, lines: [{ ...line, picked: 2 }], toReport: true, ...change });
const shipped = (change: Partial<WarehouseOrderFacts> = {}) => aShippedOrder(2, change);
const noWaybill = { waybills: [] };

const watch = (completeWhen: When, ...orders: WarehouseOrderFacts[]) => {
  const settings = aSettings({ completeWhen });
  return new Story(inWarehouse({}, settings), settings).told(...orders);
};

describe('when it is reported', () => {
  it.each<[when: When, what: string, order: WarehouseOrderFacts, next: object]>([
    ['tracking', 'shipped with a waybill', shipped(), { do: 'complete' }],
    ['tracking', 'shipped without one', shipped(noWaybill), { do: 'wait', for: 'waybill' }],
    ['tracking', 'a waybill, and not shipped yet', picked({ waybills: ['WB-1'] }), { do: 'wait', for: 'warehouse' }],
    ['shipped', 'a status that means shipped', shipped(noWaybill), { do: 'complete' }],
    ['shipped', 'a shipping time, whatever the status', picked({ shippedAt: 1 }), { do: 'complete' }],
    [
      'shipped',
      'a status above the highest that means shipped',
      shipped({ ...noWaybill, status: 900 }),
      { do: 'complete' },
    ],
    ['shipped', 'a status between those that mean shipped', picked({ status: 475 }), { do: 'wait', for: 'warehouse' }],
    ['shipped', 'picked', picked(), { do: 'wait', for: 'warehouse' }],
    ['picked', 'the status of a finished pick', picked(), { do: 'complete' }],
    ['picked', 'a status above it', picked({ status: 425 }), { do: 'complete' }],
    ['picked', 'a status below it', picked({ status: 350 }), { do: 'wait', for: 'warehouse' }],
    ['picked', 'shipped', shipped(noWaybill), { do: 'complete' }],
    ['manual', 'shipped with a waybill', shipped(), { do: 'wait', for: 'operator' }],
    ['manual', 'picked', picked(), { do: 'wait', for: 'warehouse' }],
  ])('`%s`: %s', (when, _what, order, next) => {
    expect(watch(when, order).step).toMatchObject(next);
  });

  it.each<When>(['tracking', 'shipped', 'picked'])(
    '`%s`: cancelled statuses are tested first, and are above every threshold',
    (when) => {
      const story = watch(when, shipped({ status: 1000 }));
      expect(story.asks).toEqual(['cancelled-in-warehouse']);
    },
  );

  it('`manual`: when an operator says so', () => {
    expect(watch('manual', shipped()).says('complete').step).toMatchObject({ do: 'complete', tracking: 'WB-1' });
  });

  it('nothing is reported of an order that shows none of our lines: Ongoing may need half a minute', () => {
    const story = watch('shipped', shipped({ lines: [] }));
    expect(story.step).toMatchObject({ do: 'wait', for: 'settling' });
    expect(story.inTime().finds(shipped({ lines: [] })).step).toMatchObject({ do: 'wait', for: 'settling' });
    expect(story.inTime().finds(shipped()).step).toMatchObject({ do: 'complete' });
  });

  it('every part must have what it takes: the order and its back orders', () => {
    const one = { ...line, picked: 1 };
    const back = picked({ orderId: 502, backOrderForOrderId: 501, lines: [{ ...one, orderLineId: 9002 }] });
    const story = watch('tracking', shipped({ lines: [one] }), back);
    expect(story.step).toMatchObject({ do: 'wait', for: 'back-order' });
    story.told({ ...back, status: 450, waybills: [] });
    expect(story.step).toMatchObject({ do: 'wait', for: 'waybill' });
    expect(story.told({ ...back, status: 450, waybills: ['WB-2'] }).step).toMatchObject({ do: 'complete' });
  });
});

describe('shipped without a waybill', () => {
  it('asks `no-tracking` after `attentionAfter.tracking`, counted from the shipping', () => {
    const story = watch('tracking', anOrder())
      .later(6 * day)
      .told(shipped(noWaybill));
    expect(story.later(day - 1).asks).toEqual([]);
    expect(story.later(1).asks).toEqual(['no-tracking']);
    expect(story.told(shipped()).decision).toMatchObject({ asks: [], step: { do: 'complete' } });
  });

  it('may be completed without one', () => {
    const story = watch('tracking', shipped(noWaybill)).later(day).says('complete');
    expect(story.step).toMatchObject({ do: 'complete', waybills: [] });
    expect(story.step).not.toHaveProperty('tracking');
  });

  it('may be completed with one that the operator knows', () => {
    const story = watch('tracking', shipped(noWaybill)).says('complete', { tracking: 'WB-9', carrier: 'DHL' });
    expect(story.step).toMatchObject({ do: 'complete', tracking: 'WB-9', carrier: 'DHL', waybills: ['WB-9'] });
  });
});

describe('an order that the warehouse does not pick', () => {
  it('is overdue after `attentionAfter.pick`', () => {
    const story = watch('tracking', anOrder());
    expect(story.later(7 * day - 1).asks).toEqual([]);
    expect(story.later(1).decision.asks).toMatchObject([{ attention: 'overdue', about: 'pick' }]);
  });
});

describe('what is reported', () => {
  const completed = (...orders: WarehouseOrderFacts[]) => watch('tracking', ...orders).step;

  it('the first outbound waybill, how many parcels, the carrier, its service, and the first return waybill', () => {
    const order = shipped({ waybills: ['WB-1', 'WB-2'], parcels: 2, returnWaybills: ['RW-1', 'RW-2'] });
    expect(completed(order)).toMatchObject({
      do: 'complete',
      tracking: 'WB-1',
      waybills: ['WB-1', 'WB-2'],
      packages: 2,
      carrier: 'PostNord',
      service: 'P19',
      returnSlipTracking: 'RW-1',
    });
  });

  it('what the warehouse does not say is left out', () => {
    const step = completed(shipped({ parcels: 0, carrier: undefined, service: undefined }));
    for (const field of ['packages', 'carrier', 'service', 'returnSlipTracking'])
      expect(step).not.toHaveProperty(field);
  });

  it('the waybills and parcels of all back orders', () => {
    const one = { ...line, picked: 1 };
    const back = shipped({
      orderId: 502,
      backOrderForOrderId: 501,
      lines: [{ ...one, orderLineId: 9002 }],
      waybills: ['WB-2'],
    });
    expect(completed(shipped({ lines: [one] }), back)).toMatchObject({
      tracking: 'WB-1',
      waybills: ['WB-1', 'WB-2'],
      packages: 2,
    });
  });

  it('a waybill that the operator gives is the first of them', () => {
    const story = watch('manual', shipped()).says('complete', { tracking: 'WB-9' });
    expect(story.step).toMatchObject({ tracking: 'WB-9', waybills: ['WB-9', 'WB-1'] });
  });
});

describe('the order of the report', () => {
  it('serial numbers first, then the completion, which acknowledges', () => {
    const serials = { ...line, picked: 2, serials: ['S-1', 'S-2'] };
    const story = watch('tracking', shipped({ lines: [serials] }));
    expect(story.step).toMatchObject({ do: 'adjust', products: { 1: { serialNumber: 'S-1,S-2', qty: 2 } } });
    expect(story.does('adjust', done).step).toMatchObject({ do: 'complete', acknowledge: [{ orderId: 501 }] });
    expect(story.does('complete', { ...done, acknowledged: true }).step).toEqual({ do: 'finish', as: 'completed' });
  });

  it('an acknowledgement that was not clearly done with the completion is an effect of its own', () => {
    const story = watch('tracking', shipped()).does('complete', { ...done, acknowledged: false });
    expect(story.step).toEqual({ do: 'acknowledge', orders: [{ orderId: 501 }] });
    expect(story.does('acknowledge', done).step).toEqual({ do: 'finish', as: 'completed' });
  });

  it('all lines are named when serial numbers are written to an unpaid shipment: nobody knows what becomes of the others', () => {
    const settings = aSettings({ capture: 'onComplete' });
    const lines = [
      { lineId: '1', articleNumber: 'TEE-M', qty: 2 },
      { lineId: '2', articleNumber: 'CAP', qty: 1 },
    ];
    const story = new Story(inWarehouse({ paid: false, shouldCapture: true, lines }, settings), settings);
    const cap = { ...line, rowNumber: '2', orderLineId: 9002, ordered: 1, picked: 1 };
    story.told(shipped({ lines: [{ ...line, picked: 2, serials: ['S-1'] }, cap] }));
    expect(story.step).toMatchObject({ do: 'adjust', products: { 1: { serialNumber: 'S-1', qty: 2 }, 2: 1 } });
  });

  it('a paid shipment takes serial numbers only', () => {
    const lines = [
      { lineId: '1', articleNumber: 'TEE-M', qty: 2 },
      { lineId: '2', articleNumber: 'CAP', qty: 1 },
    ];
    const story = new Story(inWarehouse({ lines }));
    const cap = { ...line, rowNumber: '2', orderLineId: 9002, ordered: 1, picked: 1 };
    story.told(shipped({ lines: [{ ...line, picked: 2, serials: ['S-1'] }, cap] }));
    expect(story.step).toEqual({
      do: 'adjust',
      products: { 1: { serialNumber: 'S-1', qty: 2 } },
      basis: expect.any(String),
      lowers: false,
    });
  });

  it('serial numbers that a paid shipment does not take are asked about; `as-is` reports without them', () => {
    const story = watch('tracking', shipped({ lines: [{ ...line, picked: 2, serials: ['S-1'] }] }));
    story.does('adjust', refused);
    expect(story.asks).toEqual(['complete-refused']);
    expect(story.decision.asks[0]?.about).toContain(refused.reason);
    expect(story.says('resolve', { choice: 'as-is' }).step).toMatchObject({ do: 'complete' });
  });

  it('serial numbers are written once', () => {
    const serials = shipped({ lines: [{ ...line, picked: 2, serials: ['S-1'] }] });
    const story = watch('tracking', serials).does('adjust', done).later(second).told(serials);
    expect(story.step).toMatchObject({ do: 'complete' });
  });
});

describe('a refused completion', () => {
  it('asks a person at once, is not repeated by itself, and acknowledges nothing', () => {
    const story = watch('tracking', shipped()).does('complete', refused);
    expect(story.decision).toMatchObject({
      step: { do: 'wait', for: 'operator' },
      asks: [{ attention: 'complete-refused', about: refused.reason }],
    });
    expect(story.later(day).listed().asks).toEqual(['complete-refused']);
    expect(story.says('retry').step).toMatchObject({ do: 'complete' });
  });

  it('of a shipment that somebody has completed meanwhile ends by itself', () => {
    const story = watch('tracking', shipped()).does('complete', refused).later(minute).missing();
    expect(story.looks({ listed: 'completed' }).step).toMatchObject({ do: 'acknowledge' });
  });
});

describe('a report that does not get through', () => {
  it('is overdue after `attentionAfter.report`', () => {
    const story = watch('tracking', shipped());
    const { reportMs } = story.settings.attentionAfter;
    const from = story.now;
    while (story.asks.length === 0) {
      if (story.step.do === 'complete')
        story.does('complete', { end: 'not-done', why: 'unavailable', system: 'centra' });
      else story.inTime();
    }
    expect(story.decision.asks).toMatchObject([{ attention: 'overdue', about: 'report' }]);
    expect(story.now - from).toBeGreaterThanOrEqual(reportMs);
  });
});
