import fc from 'fast-check';
import type { z } from 'zod';
import { article, orderStatuses, warehouseOrder, warehousePurchaseOrder } from '../../../src/clients/ongoing/schema';
import {
  aLineRow,
  anArticleRow,
  anOrderInfo,
  anOrderRow,
  aPurchaseOrderInfo,
  aPurchaseOrderLineRow,
  aPurchaseOrderRow,
} from '../support/ongoing-rows';

function faultOf(schema: z.ZodType, row: unknown): string {
  const result = schema.safeParse(row);
  return result.success ? 'none' : `${result.error.issues[0]?.path.join('.')}: ${result.error.issues[0]?.message}`;
}

const withInfo = (changes: Record<string, unknown>) =>
  warehouseOrder.parse(anOrderRow({ orderInfo: anOrderInfo(changes) }));
const withLine = (changes: Record<string, unknown>) =>
  warehouseOrder.parse(anOrderRow({ orderLines: [aLineRow(changes)] })).lines[0];

describe('an order in the warehouse', () => {
  it('is read in our spelling, without a name or an address', () => {
    const read = warehouseOrder.parse(anOrderRow());
    expect(read).toMatchObject({
      orderId: 40001,
      orderNumber: '1001-1',
      referenceNumber: 'retail/1001-1',
      status: { number: 200, text: 'Öppen' },
      createdAt: Date.parse('2026-02-03T10:12:00.120Z'),
      isPickedWithErrors: false,
      parcels: [],
      tracking: [],
      returnTracking: [],
    });
    expect(read.shippedTime).toBeUndefined();
    expect(read.waybill).toBeUndefined();
    expect(JSON.stringify(read)).not.toMatch(/Kim|Testgatan/);
  });

  it.each([null, undefined])('needs nothing but its ids and its status: the rest may be %p', (nothing) => {
    const { orderId, orderNumber, orderStatus } = anOrderInfo() as Record<string, { number: number }>;
    const info = Object.fromEntries(Object.keys(anOrderInfo()).map((field) => [field, nothing]));
    const row = Object.fromEntries(Object.keys(anOrderRow()).map((field) => [field, nothing]));
    const read = warehouseOrder.parse({
      ...row,
      orderInfo: { ...info, orderId, orderNumber, orderStatus: { number: orderStatus?.number, text: nothing } },
    });
    expect(read).toMatchObject({ orderId: 40001, status: { number: 200 }, lines: [], parcels: [], tracking: [] });
  });

  it.each<[what: string, row: unknown, fault: RegExp]>([
    ['without anything', {}, /^orderInfo: /],
    [
      'without its id',
      anOrderRow({ orderInfo: anOrderInfo({ orderId: null }) }),
      /^orderInfo.orderId: expected an id, received null$/,
    ],
    ['without its number', anOrderRow({ orderInfo: anOrderInfo({ orderNumber: '' }) }), /^orderInfo.orderNumber: /],
    ['without its status', anOrderRow({ orderInfo: anOrderInfo({ orderStatus: null }) }), /^orderInfo.orderStatus: /],
    [
      'with a status that is no number',
      anOrderRow({ orderInfo: anOrderInfo({ orderStatus: { number: 'Sent' } }) }),
      /^orderInfo.orderStatus.number: /,
    ],
    [
      'with a time that is none',
      anOrderRow({ orderInfo: anOrderInfo({ shippedTime: 'yesterday' }) }),
      /^orderInfo.shippedTime: expected a time, received a text$/,
    ],
    ['with a line without id', anOrderRow({ orderLines: [aLineRow({ id: null })] }), /^orderLines.0.id: /],
    [
      'with a number of items that is none',
      anOrderRow({ orderLines: [aLineRow({ pickedNumberOfItems: 'two' })] }),
      /^orderLines.0.pickedNumberOfItems: /,
    ],
  ])('is broken %s', (_what, row, fault) => {
    expect(faultOf(warehouseOrder, row)).toMatch(fault);
  });

  it.each<[text: string, at: string | undefined]>([
    ['2019-10-10T09:05:41.25Z', '2019-10-10T09:05:41.250Z'],
    ['2019-10-10T09:05:41Z', '2019-10-10T09:05:41.000Z'],
    ['2023-06-05T13:55:25.973000+00:00', '2023-06-05T13:55:25.973Z'],
    ['2023-06-05T13:55:25+02:00', '2023-06-05T11:55:25.000Z'],
    ['2023-01-01T12:00:00.0000000', '2023-01-01T12:00:00.000Z'],
    ['2023-01-01T12:00:00', '2023-01-01T12:00:00.000Z'],
    ['2019-10-10', '2019-10-10T00:00:00.000Z'],
    ['0001-01-01T00:00:00', undefined],
    ['', undefined],
  ])('reads the time %p as UTC', (text, at) => {
    expect(withInfo({ shippedTime: text }).shippedTime).toBe(at && Date.parse(at));
  });

  it('knows whose rest it is', () => {
    expect(withInfo({ advanced: { backOrderInfo: { backOrderForOrderId: 39000 } } }).backOrderForOrderId).toBe(39000);
    for (const advanced of [null, {}, { backOrderInfo: null }, { backOrderInfo: { backOrderForOrderId: null } }]) {
      expect(withInfo({ advanced }).backOrderForOrderId).toBeUndefined();
    }
  });

  it('names the carrier, else the service’s name', () => {
    const transporter = { transporterName: 'PostNord', name: 'Parcel', code: 'PLAB', serviceCode: 'P18' };
    expect(warehouseOrder.parse(anOrderRow({ transporter })).transporter).toEqual({
      name: 'PostNord',
      code: 'PLAB',
      serviceCode: 'P18',
    });
    expect(
      warehouseOrder.parse(anOrderRow({ transporter: { ...transporter, transporterName: '' } })).transporter?.name,
    ).toBe('Parcel');
    expect(warehouseOrder.parse(anOrderRow()).transporter).toBeUndefined();
  });
});

describe('a line in the warehouse', () => {
  it('has its numbers of items; what is null is 0', () => {
    expect(
      withLine({ allocatedNumberOfItems: 2, pickedNumberOfItems: '1.0', reportedNumberOfItems: null }),
    ).toMatchObject({
      orderLineId: 70001,
      rowNumber: '501',
      articleNumber: 'TEEBLACKM',
      ordered: 2,
      allocated: 2,
      picked: 1,
      packed: 0,
      reported: 0,
      returned: 0,
      reportedReturned: 0,
      shouldBePicked: true,
    });
  });

  it('may be somebody else’s: without row number, without article', () => {
    const line = withLine({ rowNumber: null, article: null, shouldBePicked: false });
    expect(line).toMatchObject({ rowNumber: undefined, articleNumber: undefined, shouldBePicked: false });
  });

  it('may have a number for its row number', () => {
    expect(withLine({ rowNumber: 501 })?.rowNumber).toBe('501');
  });

  it('shows the picked items, and why they came back', () => {
    const items = [
      { numberOfItems: 1.0, serial: 'SN1', isPicked: true, isReturned: false, returnCause: null },
      {
        numberOfItems: 1.0,
        serial: '',
        isPicked: true,
        isReturned: true,
        returnDate: '2026-02-09T10:00:00Z',
        returnCause: { code: 'DEF', name: 'Defect' },
        comment: 'torn at the seam',
      },
      { numberOfItems: null, returnDate: null, comment: '' },
    ];
    expect(withLine({ pickedArticleItems: items })?.items).toEqual([
      { numberOfItems: 1, serial: 'SN1', isPicked: true, isReturned: false },
      {
        numberOfItems: 1,
        isPicked: true,
        isReturned: true,
        returnedAt: Date.parse('2026-02-09T10:00:00Z'),
        returnCause: { code: 'DEF', name: 'Defect' },
        comment: 'torn at the seam',
      },
      { numberOfItems: 0, isPicked: false, isReturned: false },
    ]);
  });

  it('has sub-lines of the same form', () => {
    const subOrderLines = [aLineRow({ id: 70002, rowNumber: null, subOrderLines: [aLineRow({ id: 70003 })] })];
    expect(withLine({ subOrderLines })).toMatchObject({
      subLines: [{ orderLineId: 70002, ordered: 2, subLines: [{ orderLineId: 70003, subLines: [] }] }],
    });
  });
});

describe('waybills', () => {
  const item = (parcel: unknown) => aLineRow({ pickedArticleItems: [{ numberOfItems: 1, parcel }] });
  const everywhere = {
    orderInfo: anOrderInfo({ wayBill: 'W3', returnWayBill: 'R3' }),
    tracking: [{ waybill: 'W1', trackingUrl: 'https://example.com' }, { waybill: null }, { waybill: 'W1' }],
    returnTracking: [{ waybill: 'R1' }],
    parcels: [
      { id: 1, parcelNumber: 'P1', isReturnParcel: false, tracking: { waybill: ' W2 ' } },
      { id: 2, parcelNumber: 'P2', isReturnParcel: true, tracking: { waybill: 'R2' } },
      { id: 3, parcelNumber: 'P3', tracking: null },
    ],
    shipmentInfo: { shipmentId: 9, waybill: 'W4', returnWaybill: 'R4' },
    orderLines: [
      item({ id: 1, advanced: { tracking: { waybill: 'W2' } } }),
      item({ id: 2, advanced: { tracking: { waybill: 'X' } } }),
      item({ id: 9, advanced: { tracking: { waybill: 'R4' } } }),
      aLineRow({ subOrderLines: [item({ id: null, advanced: { tracking: { waybill: 'W5' } } })] }),
      item({ id: 4, advanced: { tracking: null } }),
      item({ id: 4, advanced: null }),
      item(null),
    ],
  };

  it('are gathered from everywhere, each once, those of the way back apart', () => {
    expect(warehouseOrder.parse(anOrderRow(everywhere))).toMatchObject({
      tracking: ['W1', 'W2', 'W3', 'W4', 'W5'],
      returnTracking: ['R1', 'R2', 'R3', 'R4'],
    });
  });

  it('stay with their parcels too', () => {
    expect(warehouseOrder.parse(anOrderRow(everywhere)).parcels).toEqual([
      { id: 1, parcelNumber: 'P1', isReturn: false, waybill: 'W2' },
      { id: 2, parcelNumber: 'P2', isReturn: true, waybill: 'R2' },
      { id: 3, parcelNumber: 'P3', isReturn: false, waybill: undefined },
    ]);
  });

  it('are never blank, never twice, whatever the order shows', () => {
    const waybill = fc.oneof(fc.constantFrom('W1', ' W1', '', '  ', 'W2'), fc.string(), fc.constant(null));
    fc.assert(
      fc.property(fc.array(fc.record({ waybill })), fc.array(waybill), waybill, (tracking, parcels, wayBill) => {
        const read = warehouseOrder.parse(
          anOrderRow({
            tracking,
            parcels: parcels.map((waybill, id) => ({ id, isReturnParcel: id % 2 === 0, tracking: { waybill } })),
            orderInfo: anOrderInfo({ wayBill }),
          }),
        );
        for (const list of [read.tracking, read.returnTracking]) {
          expect(new Set(list).size).toBe(list.length);
          expect(list.every((waybill) => waybill.trim() === waybill && waybill !== '')).toBe(true);
        }
      }),
    );
  });
});

describe('an article', () => {
  it('is read in our spelling', () => {
    expect(article.parse(anArticleRow())).toEqual({
      articleSystemId: 18000,
      articleNumber: 'TEEBLACKM',
      articleName: 'Tee Black M',
      barCode: '7300000000001',
      weight: 0.2,
      isObsolete: false,
      isActive: true,
      isStockArticle: true,
      articleKind: 'Stock',
      updatedAt: Date.parse('2026-02-03T10:12:00Z'),
      writable: {
        articleName: 'Tee Black M',
        barCodeInfo: { barCode: '7300000000001' },
        weight: 0.2,
        isActive: true,
        isStockArticle: true,
        storageProperties: { isObsolete: false },
      },
    });
  });

  it('needs nothing but its id and its number', () => {
    const nothing = Object.fromEntries(Object.keys(anArticleRow()).map((field) => [field, null]));
    expect(article.parse({ ...nothing, articleSystemId: 1, articleNumber: 'A' })).toMatchObject({ articleNumber: 'A' });
    expect(faultOf(article, anArticleRow({ articleNumber: null }))).toMatch(/^articleNumber: /);
    expect(faultOf(article, anArticleRow({ articleSystemId: null }))).toMatch(/^articleSystemId: /);
  });
});

describe('the statuses', () => {
  it('have numbers, and perhaps texts', () => {
    expect(
      orderStatuses.parse({
        orderStatuses: [
          { number: 200, text: 'Open' },
          { number: '425', text: null },
        ],
      }),
    ).toEqual({
      orderStatuses: [
        { number: 200, text: 'Open' },
        { number: 425, text: undefined },
      ],
    });
    expect(faultOf(orderStatuses, { orderStatuses: [{ text: 'Open' }] })).toMatch(/^orderStatuses.0.number: /);
  });
});

describe('whatever comes', () => {
  it('reading never throws, and a fault tells no value', () => {
    const odd = fc.oneof(fc.anything(), fc.constant('Kim Secret'));
    const some = (row: Record<string, unknown>) => fc.dictionary(fc.constantFrom(...Object.keys(row)), odd);
    fc.assert(
      fc.property(some(anOrderRow()), some(anOrderInfo()), some(aLineRow()), (row, info, line) => {
        const order = anOrderRow({ orderInfo: anOrderInfo(info), orderLines: [aLineRow(line)], ...row });
        const result = warehouseOrder.safeParse(order);
        if (!result.success) expect(JSON.stringify(result.error.issues)).not.toContain('Kim Secret');
      }),
    );
  });

  it('reading a purchase order or stock never throws, and a fault tells no value', () => {
    const odd = fc.oneof(fc.anything(), fc.constant('Kim Secret'));
    const some = (row: Record<string, unknown>) => fc.dictionary(fc.constantFrom(...Object.keys(row)), odd);
    fc.assert(
      fc.property(
        some(aPurchaseOrderRow()),
        some(aPurchaseOrderInfo()),
        some(aPurchaseOrderLineRow()),
        some({ inventoryInfo: 0, freeValues: 0 }),
        (row, info, line, figures) => {
          const results = [
            warehousePurchaseOrder.safeParse({
              purchaseOrderInfo: aPurchaseOrderInfo(info),
              purchaseOrderLines: [aPurchaseOrderLineRow(line)],
              ...row,
            }),
            article.safeParse(anArticleRow(figures)),
          ];
          for (const { error } of results) expect(JSON.stringify(error?.issues ?? [])).not.toContain('Kim Secret');
        },
      ),
    );
  });

  it('numbers of items mean the same as texts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 0, max: 100_000 }), (ordered, picked) => {
        const asNumbers = withLine({ orderedNumberOfItems: ordered, pickedNumberOfItems: picked });
        const asTexts = withLine({ orderedNumberOfItems: `${ordered}.0`, pickedNumberOfItems: String(picked) });
        expect(asTexts).toEqual(asNumbers);
      }),
    );
  });
});
