import { notBuilt } from '../../src/config/not-built';
import { resolve } from '../../src/config/resolve';
import { bridgeFile, knownKeys } from '../../src/config/schema';
import { aFile, parse, problemsOf } from './support';

const withGroup = (group: string) => aFile.replace('    stores:', `    ${group}\n    stores:`);

describe('what this version does not do yet', () => {
  it.each<[text: string, path: string]>([
    [`alerts: [{ url: 'https://chat.example.com/hook?key=1', format: slack, window: 1h }]\n${aFile}`, 'alerts'],
  ])('is refused when it is switched on: %#', (text, path) => {
    expect(problemsOf(text)).toMatchObject([
      {
        path,
        what: expect.stringMatching(/^is switched on, but this version does not .* yet$/),
        fix: expect.any(String),
      },
    ]);
  });

  it('is accepted when it is switched off', () => {
    const text = `alerts: []\n${withGroup(
      'stock: { export: false, importAvailable: false }\n    returns: { enabled: false }',
    )}        import: none\n`;
    expect(parse(text).goodsOwners[0]?.stores[0]?.import).toBe('none');
  });

  it('is named by keys that exist', () => {
    for (const { where } of notBuilt) {
      const group = where.slice(0, -1).map((key) => (key === '[]' ? 0 : key));
      expect(knownKeys(group)).toContain(where.at(-1));
    }
  });
});

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
