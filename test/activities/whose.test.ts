import type { GoodsOwnerRoom } from '../../src/activities/rooms';
import { whose } from '../../src/activities/scans/whose';
import { isOurs } from '../../src/activities/shipment/warehouse-sight';

const room = { config: { stores: [{ id: 'retail' }, { id: 'wholesale' }] } } as unknown as GoodsOwnerRoom;
const key = { store: 'retail', shipmentId: '83651-1' };

describe('whose an order is', () => {
  it.each([
    ['our reference', { referenceNumber: 'retail/83651-1' }, true],
    ['another shipment’s reference', { referenceNumber: 'retail/83652-1', goodsOwnerOrderId: '83652-1' }, false],
    [
      'another store’s reference with the same shipment id',
      { referenceNumber: 'wholesale/83651-1', goodsOwnerOrderId: '83651-1' },
      false,
    ],
    ['no reference and our shipment id: from before our time', { goodsOwnerOrderId: '83651-1' }, true],
    [
      'a reference that names no store of ours, and our shipment id',
      { referenceNumber: 'PO 77', goodsOwnerOrderId: '83651-1' },
      true,
    ],
    ['nothing of ours', { referenceNumber: 'PO 77' }, false],
  ])('%s', (_, order, ours) => {
    expect(isOurs(order, key, room)).toBe(ours);
  });

  it.each([
    [
      'the shipment that the reference names',
      { referenceNumber: 'wholesale/5-1', goodsOwnerOrderId: '5-1' },
      ['shipment/wholesale/5-1'],
    ],
    [
      'of an order from before our time, that shipment in every store',
      { goodsOwnerOrderId: '5-1' },
      ['shipment/retail/5-1', 'shipment/wholesale/5-1'],
    ],
    ['nobody, for somebody else’s order', { referenceNumber: 'PO 77' }, []],
  ])('told is %s', (_, order, told) => {
    expect(whose(order, room)).toEqual(told);
  });
});
