import type { History, MessageReceived } from '../../../src/cli/shipments/history';
import { warehouseSights } from '../../../src/cli/shipments/warehouse-sights';

const t0 = Date.parse('2026-03-01T10:00:00Z');
const line = (ordered: number, picked: number) => ({
  ...{ rowNumber: '1', orderLineId: 1, articleNumber: 'TEE-M', ordered, picked, reported: 0, serials: [] },
});
const anOrder = (change: object = {}) => ({
  ...{ orderId: 1, orderNumber: '83651-1', status: 200, statusText: 'Open', lines: [line(3, 0), line(2, 0)] },
  ...{ foreignRows: [], waybills: [], returnWaybills: [], parcels: 0, toReport: false },
  ...change,
});
const told = (at: number, warehouse: unknown): MessageReceived => ({
  ...{ is: 'signal', name: 'observed', at },
  data: { warehouse },
});
const history = (messages: MessageReceived[], activities: History['activities'] = []) =>
  warehouseSights({ activities, messages }).map(({ row }) => [row.at?.slice(11, 19), row.what, row.outcome]);

describe('what the warehouse did', () => {
  it('is told when an order looks different from before, and only then', () => {
    const picked = anOrder({ status: 400, statusText: 'Picked', lines: [line(3, 2), line(2, 2)] });
    const sent = { ...picked, status: 450, statusText: 'Sent', waybills: ['UA1'] };
    expect(
      history([
        told(t0, { observedAt: t0, orders: [anOrder()] }),
        told(t0 + 1_000, { observedAt: t0, orders: [anOrder()] }),
        told(t0 + 2_000, { observedAt: t0, orders: [picked] }),
        told(t0 + 3_000, { observedAt: t0, orders: [sent, anOrder({ orderNumber: '83651-1-B1' })] }),
      ]),
    ).toEqual([
      ['10:00:00', 'in the warehouse', '83651-1 Open (200)'],
      ['10:00:02', 'in the warehouse', '83651-1 Picked (400), 4 of 5 picked'],
      ['10:00:03', 'in the warehouse', '83651-1 Sent (450), 4 of 5 picked, waybill UA1'],
      ['10:00:03', 'in the warehouse', '83651-1-B1 Open (200)'],
    ]);
  });

  it('is told of what it looked up itself, too', () => {
    const end = {
      ...{ is: 'completed' as const, at: t0 },
      result: { end: 'seen', warehouse: { orders: [anOrder({ statusText: undefined })] } },
    };
    expect(history([], [{ name: 'lookWarehouse', scheduledAt: t0, attempt: 1, end }])).toEqual([
      ['10:00:00', 'in the warehouse', '83651-1 (200)'],
    ]);
  });

  it('is told of purchase orders by what was received', () => {
    const lines = [
      { articleNumber: 'TEE-M', advised: 10, received: 4 },
      { articleNumber: 'TEE-L', advised: 5, received: 0 },
    ];
    const order = { purchaseOrderId: 1, number: '305', status: 300, statusText: 'Inbound', lines };
    expect(history([told(t0, { observedAt: t0, order })])).toEqual([
      ['10:00:00', 'in the warehouse', '305 Inbound (300), 4 of 15 received'],
    ]);
  });

  it.each<[what: string, message: MessageReceived]>([
    ['what Centra shows', { is: 'signal', name: 'observed', at: t0, data: { centra: { kind: 'missing' } } }],
    ['another signal', { is: 'signal', name: 'wake', at: t0, data: undefined }],
    ['what cannot be read here', { is: 'signal', name: 'observed', at: t0, data: undefined }],
    ['an update', { is: 'update', name: 'observed', at: t0, data: { warehouse: { orders: [anOrder()] } } }],
  ])('is not told by %s', (_what, message) => {
    expect(history([message])).toEqual([]);
  });
});
