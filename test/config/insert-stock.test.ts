import { resolve } from '../../src/config/resolve';
import { bridgeFile } from '../../src/config/schema';

describe('insertStock: auto', () => {
  const insertStock = (stock: object) => {
    const file = bridgeFile.parse({
      goodsOwners: [
        {
          id: 'north',
          ongoing: { baseUrl: 'https://ongoing.example.com', goodsOwnerId: 7, username: 'api', password: 'x' },
          stock,
          stores: ['shop', 'outlet'].map((id) => ({
            id,
            type: 'b2c',
            centra: { baseUrl: `https://shop.example.com/${id}`, secret: 'x', timezone: 'UTC' },
          })),
        },
      ],
    });
    return resolve('/bridge.yaml', file).goodsOwners[0]?.purchaseOrders.insertStock;
  };

  it.each([
    ['the stock sync writes the same store', { export: true }, false],
    ['the stock sync writes another store', { export: true, store: 'outlet' }, true],
    ['there is no stock sync', {}, true],
  ])('%s', (_when, stock, inserts) => {
    expect(insertStock(stock)).toBe(inserts);
  });
});
