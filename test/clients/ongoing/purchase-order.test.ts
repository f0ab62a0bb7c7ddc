import type { z } from 'zod';
import { warehousePurchaseOrder } from '../../../src/clients/ongoing/schema';
import { aPurchaseOrderInfo, aPurchaseOrderLineRow, aPurchaseOrderRow } from '../support/ongoing-rows';

/** The path that is wrong, or that nothing is. */
function faultOf(schema: z.ZodType, row: unknown): string {
  const result = schema.safeParse(row);
  return result.success ? 'none' : `${result.error.issues[0]?.path.join('.')}: ${result.error.issues[0]?.message}`;
}

describe('a purchase order in the warehouse', () => {
  const withPurchaseInfo = (changes: Record<string, unknown>) =>
    warehousePurchaseOrder.parse(aPurchaseOrderRow({ purchaseOrderInfo: aPurchaseOrderInfo(changes) }));

  it('is read in our spelling, without the supplier', () => {
    const read = warehousePurchaseOrder.parse(aPurchaseOrderRow());
    expect(read).toEqual({
      purchaseOrderId: 247,
      purchaseOrderNumber: '364',
      goodsOwnerReference: '957-1',
      referenceNumber: '957',
      status: { number: 300, text: 'Inleverans' },
      inDate: Date.parse('2026-02-03'),
      createdAt: Date.parse('2026-01-12T10:12:00.120Z'),
      isReturn: false,
      lines: [
        {
          purchaseOrderLineId: 555,
          rowNumber: 'TEEBLACKM',
          articleNumber: 'TEEBLACKM',
          advised: 12,
          received: 7,
          reported: 0,
          rowPrice: 112.8,
          currencyCode: 'USD',
          subLines: [],
        },
      ],
    });
  });

  it('says whether it is about goods that come back', () => {
    expect(withPurchaseInfo({ advanced: { purchaseOrderIsReturnType: true } }).isReturn).toBe(true);
    expect(withPurchaseInfo({ advanced: { purchaseOrderIsReturnType: null } }).isReturn).toBe(false);
  });

  it.each([null, undefined])('needs nothing but its ids and its status: the rest may be %p', (nothing) => {
    const info = Object.fromEntries(Object.keys(aPurchaseOrderInfo()).map((field) => [field, nothing]));
    const read = warehousePurchaseOrder.parse({
      purchaseOrderInfo: {
        ...info,
        purchaseOrderId: 247,
        purchaseOrderNumber: '364',
        purchaseOrderStatus: { number: 100 },
      },
      purchaseOrderLines: nothing,
    });
    expect(read).toMatchObject({ purchaseOrderId: 247, status: { number: 100 }, lines: [] });
  });

  it('may have lines of somebody else, and lines within lines', () => {
    const subPurchaseOrderLines = [aPurchaseOrderLineRow({ id: 556, rowNumber: null, article: null, currency: null })];
    const { lines } = warehousePurchaseOrder.parse(
      aPurchaseOrderRow({ purchaseOrderLines: [aPurchaseOrderLineRow({ subPurchaseOrderLines })] }),
    );
    expect(lines).toMatchObject([
      { purchaseOrderLineId: 555, subLines: [{ purchaseOrderLineId: 556, received: 7, subLines: [] }] },
    ]);
    expect(lines[0]?.subLines[0]?.rowNumber).toBeUndefined();
  });

  it.each<[what: string, row: unknown, fault: RegExp]>([
    ['without anything', {}, /^purchaseOrderInfo: /],
    [
      'without its number',
      aPurchaseOrderRow({ purchaseOrderInfo: aPurchaseOrderInfo({ purchaseOrderNumber: null }) }),
      /^purchaseOrderInfo.purchaseOrderNumber: /,
    ],
    [
      'with a line without id',
      aPurchaseOrderRow({ purchaseOrderLines: [aPurchaseOrderLineRow({ id: null })] }),
      /^purchaseOrderLines.0.id: /,
    ],
    [
      'with a number of items that is none',
      aPurchaseOrderRow({ purchaseOrderLines: [aPurchaseOrderLineRow({ receivedNumberOfItems: 'all' })] }),
      /^purchaseOrderLines.0.receivedNumberOfItems: expected a number, received a text$/,
    ],
  ])('is broken %s', (_what, row, fault) => {
    expect(faultOf(warehousePurchaseOrder, row)).toMatch(fault);
  });
});
