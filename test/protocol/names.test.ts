import fc from 'fast-check';
import { shardOf } from '../../src/protocol/lanes';
import { searchAttributes, shipmentId } from '../../src/protocol/names';
import { seenOf } from '../../src/protocol/shipment';
import { aDigests } from '../lifecycle/builders';

const aRow = { paid: true, shouldCapture: false, hold: false, suspect: false, digests: aDigests() };

describe('names', () => {
  it('are the documented ones', () => {
    expect(shipmentId('retail', '83651-1')).toBe('shipment/retail/83651-1');
    expect(Object.values(searchAttributes).map(({ name }) => name)).toEqual([
      'GoodsOwner',
      'Store',
      'Stage',
      'Attention',
      'OrderNumber',
      'WarehouseOrder',
      'AttentionSince',
      'DueAt',
    ]);
  });

  it('put a goods owner into the same shard in every process, and within the number of shards', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.integer({ min: 1, max: 64 }), (goodsOwner, shards) => {
        const shard = shardOf(goodsOwner, shards);
        expect(shard).toBe(shardOf(goodsOwner, shards));
        expect(shard).toBeGreaterThanOrEqual(0);
        expect(shard).toBeLessThan(shards);
      }),
    );
    // Written down: a change would have two processes of different versions serve the same lane.
    expect(['acme', 'globex', 'initech'].map((id) => shardOf(id, 8))).toEqual([7, 6, 1]);
  });
});

describe('what a list row looks like, in a few characters', () => {
  it.each([
    ['paid', { ...aRow, paid: false }],
    ['on hold', { ...aRow, hold: true }],
    ['suspect', { ...aRow, suspect: true }],
    ['to be captured', { ...aRow, shouldCapture: true }],
    ['another address', { ...aRow, digests: aDigests({ consignee: 'c2' }) }],
    ['other lines', { ...aRow, digests: aDigests({ lines: 'l2' }) }],
    ['an attribute', { ...aRow, digests: aDigests({ attributes: { gift: 'g1' } }) }],
  ])('differs when it differs in: %s', (_, row) => {
    expect(seenOf(row)).not.toBe(seenOf(aRow));
  });

  it('does not depend on the order of attributes', () => {
    const one = aDigests({ attributes: { a: '1', b: '2' } });
    const other = aDigests({ attributes: { b: '2', a: '1' } });
    expect(seenOf({ ...aRow, digests: one })).toBe(seenOf({ ...aRow, digests: other }));
  });
});
