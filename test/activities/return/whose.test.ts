import { ownerOf } from '../../../src/activities/return/whose';
import type { GoodsOwnerRoom } from '../../../src/activities/rooms';

const room = { config: { id: 'acme', stores: [{ id: 'retail' }, { id: 'retail-se' }] } } as unknown as GoodsOwnerRoom;

describe('whose goods came back', () => {
  it.each<[what: string, referenceNumber: string | undefined, owner: object | undefined]>([
    ['the shipment’s that the reference names', 'retail/83651-1', { store: 'retail', shipmentId: '83651-1' }],
    ['a store’s whose name begins like another’s', 'retail-se/7-12', { store: 'retail-se', shipmentId: '7-12' }],
    [
      'nobody’s when the order was imported whole',
      'retail/83651',
      { leftAlone: expect.stringContaining('as an order') },
    ],
    ['not known when the reference is another’s', 'PO 77', undefined],
    ['not known when a store is none of ours', 'outlet/83651-1', undefined],
    ['not known when there is no reference', undefined, undefined],
  ])('is %s', (_what, referenceNumber, owner) => {
    expect(ownerOf({ orderNumber: 'X', ...(referenceNumber ? { referenceNumber } : {}) }, room)).toEqual(owner);
  });
});
