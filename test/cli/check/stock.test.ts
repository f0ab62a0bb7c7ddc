import { stockNotes } from '../../../src/cli/check/stock';
import type { Config } from '../../../src/config';

const notesFor = (purchaseOrders: object, stock: object) =>
  stockNotes({ goodsOwners: [{ id: 'acme', purchaseOrders, stock }] } as unknown as Config).notes;

const inserts = { enabled: true, insertStock: true, store: 'b2b' };
const exports = { export: true, store: 'b2b' };

describe('what a check says about stock', () => {
  it('that receipts and the stock sync of one store count the same goods twice', () => {
    expect(notesFor(inserts, exports)).toEqual([
      { where: 'acme (purchaseOrders.insertStock)', what: expect.stringContaining('sold twice') },
    ]);
  });

  it.each<[when: string, purchaseOrders: object, stock: object]>([
    ['the receipts are left to the stock sync', { ...inserts, insertStock: false }, exports],
    ['no purchase orders are imported', { ...inserts, enabled: false }, exports],
    ['no stock is written', inserts, { ...exports, export: false }],
    ['they are of two stores', inserts, { ...exports, store: 'retail' }],
  ])('nothing when %s', (_when, purchaseOrders, stock) => {
    expect(notesFor(purchaseOrders, stock)).toEqual([]);
  });
});
