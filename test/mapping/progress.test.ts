import { warehouseOrder } from '../../src/clients/ongoing/schema';
import { toProgress } from '../../src/mapping';

type Row = Record<string, unknown>;

const line = (id: number, more: Row = {}): Row => ({
  id,
  rowNumber: String(id),
  article: { articleNumber: `A${id}` },
  orderedNumberOfItems: 2,
  pickedNumberOfItems: 2,
  reportedNumberOfItems: null,
  shouldBePicked: true,
  pickedArticleItems: null,
  subOrderLines: null,
  ...more,
});

const anOrder = ({ orderInfo, ...more }: Row & { orderInfo?: Row } = {}) =>
  warehouseOrder.parse({
    orderInfo: {
      orderId: 9001,
      orderNumber: '7001-1',
      orderStatus: { number: 450, text: 'Skickad' },
      createdDate: '2026-02-04T08:00:00Z',
      ...orderInfo,
    },
    consignee: { name: 'Runa Exempel', address1: 'Provgatan 12' },
    orderLines: [line(501)],
    ...more,
  });

describe('an order in the warehouse as progress', () => {
  it('has ids, numbers and waybills, and no name', () => {
    const progress = toProgress(
      anOrder({
        orderInfo: {
          shippedTime: '2026-02-05T12:00:00Z',
          wayBill: 'WB1',
          returnWayBill: 'RB1',
          advanced: { backOrderInfo: { backOrderForOrderId: 9000 } },
        },
        transporter: { transporterName: 'Posten', code: 'P', serviceCode: 'P19' },
        parcels: [
          { id: 1, parcelNumber: 'X1', isReturnParcel: false, tracking: { waybill: 'WB2' } },
          { id: 2, parcelNumber: 'X2', isReturnParcel: true, tracking: { waybill: 'RB2' } },
        ],
      }),
      ['501'],
    );
    expect(progress).toEqual({
      orderId: 9001,
      orderNumber: '7001-1',
      status: 450,
      statusText: 'Skickad',
      shippedAt: Date.parse('2026-02-05T12:00:00Z'),
      lines: [
        { rowNumber: '501', orderLineId: 501, articleNumber: 'A501', ordered: 2, picked: 2, reported: 0, serials: [] },
      ],
      foreignRows: [],
      waybills: expect.arrayContaining(['WB1', 'WB2']),
      returnWaybills: expect.arrayContaining(['RB1', 'RB2']),
      parcels: 1,
      carrier: 'Posten',
      service: 'P19',
      backOrderForOrderId: 9000,
      toReport: true,
    });
    expect(JSON.stringify(progress)).not.toMatch(/Runa|Provgatan/);
  });

  it('leaves out what is not known', () => {
    const progress = toProgress(anOrder({ orderLines: null, orderInfo: { orderStatus: { number: 200, text: null } } }));
    expect(progress).toEqual({
      orderId: 9001,
      orderNumber: '7001-1',
      status: 200,
      lines: [],
      foreignRows: [],
      waybills: [],
      returnWaybills: [],
      parcels: 0,
      toReport: false,
    });
  });

  it.each<[what: string, lines: Row[], ours: string[] | undefined, rows: string[], foreign: string[]]>([
    ['rows of ours', [line(501), line(502)], ['501', '502'], ['501', '502'], []],
    ['a row that we did not send', [line(501), line(77)], ['501'], ['501'], ['77']],
    ['a row without a number', [line(501), line(77, { rowNumber: null })], ['501'], ['501'], ['#77']],
    ['numbered rows where nobody knows ours', [line(501), line(77)], undefined, ['501', '77'], []],
    ['an unnumbered row where nobody knows ours', [line(77, { rowNumber: '' })], undefined, [], ['#77']],
    ['a row split into parts', [line(501, { subOrderLines: [line(88)] })], ['501'], ['501'], ['501/88']],
    [
      'freight that the warehouse added',
      [line(501), line(77, { shouldBePicked: false, pickedNumberOfItems: 0 })],
      ['501'],
      ['501'],
      [],
    ],
    [
      'our row that is not to be picked',
      [line(501, { shouldBePicked: false, pickedNumberOfItems: 0 })],
      ['501'],
      ['501'],
      [],
    ],
  ])('%s', (_what, orderLines, ours, rows, foreign) => {
    const progress = toProgress(anOrder({ orderLines }), ours);
    expect(progress.lines.map(({ rowNumber }) => rowNumber)).toEqual(rows);
    expect(progress.foreignRows).toEqual(foreign);
  });

  it('has the serial numbers of what was picked, each once', () => {
    const item = (serial: string | null, more: Row = {}) => ({
      numberOfItems: 1,
      serial,
      isPicked: true,
      isReturned: false,
      ...more,
    });
    const items = [
      item('S1'),
      item('S2', { isReturned: true }),
      item('S2'),
      item(''),
      item(null),
      item('S9', { isPicked: false }),
    ];
    expect(toProgress(anOrder({ orderLines: [line(501, { pickedArticleItems: items })] })).lines[0]?.serials).toEqual([
      'S1',
      'S2',
    ]);
  });

  it.each<[what: string, more: Row, toReport: boolean]>([
    ['all is acknowledged', { reportedNumberOfItems: 2 }, false],
    ['some is not', { reportedNumberOfItems: 1 }, true],
    ['nothing is picked', { pickedNumberOfItems: 0 }, false],
    ['a part is not', { reportedNumberOfItems: 2, subOrderLines: [line(88)] }, true],
  ])('%s', (_what, more, toReport) => {
    expect(toProgress(anOrder({ orderLines: [line(501, more)] })).toReport).toBe(toReport);
  });
});
