import { aFile, aStore, parse, problemsOf } from './support';

const owner = aFile.replace('goodsOwners:\n', '');
const withGroup = (group: string) => aFile.replace('    stores:', `    ${group}\n    stores:`);
const withOngoing = (line: string) => aFile.replace('      username: api\n', `      username: api\n      ${line}\n`);
const otherCentra = { host: 'other.example.com' };

describe('settings that do not go together', () => {
  it.each<[what: string, text: string, path: string, said: RegExp]>([
    [
      'two stores with one id',
      aFile + aStore('shop', [], { path: 'x' }),
      'goodsOwners[0].stores[1].id',
      /used already/,
    ],
    [
      'a store with its goods owner’s id',
      aFile + aStore('north'),
      'goodsOwners[0].stores[1].id',
      /goodsOwners\[0\]\.id/,
    ],
    [
      'the same goods owner twice',
      aFile + owner.replace('north', 'south').replace('id: shop', 'id: shop2').replace('api/wms', 'api/wms2'),
      'goodsOwners[1].ongoing.goodsOwnerId',
      /same goods owner/,
    ],
    [
      'the same Centra address twice',
      aFile + aStore('outlet', [], { path: 'wms' }),
      'goodsOwners[0].stores[1].centra.baseUrl',
      /imported twice/,
    ],
    [
      'the same target of alerts twice',
      `alerts: [{ url: 'https://chat.example.com/s1' }, { url: 'https://chat.example.com/s1', format: slack }]\n${aFile}`,
      'alerts[1].url',
      /told twice/,
    ],
    [
      'articles of an unknown store',
      withGroup('articles: { store: shpo }'),
      'goodsOwners[0].articles.store',
      /no store/,
    ],
    ['stock of an unknown store', withGroup('stock: { store: other }'), 'goodsOwners[0].stock.store', /no store/],
    [
      'purchase orders of an unknown store',
      withGroup('purchaseOrders: { store: other }'),
      'goodsOwners[0].purchaseOrders.store',
      /no store/,
    ],
    [
      'two Centras without prefixes',
      aFile + aStore('outlet', [], otherCentra),
      'goodsOwners[0].stores[1].orderNumberPrefix',
      /same order numbers as goodsOwners\[0\]\.stores\[0\]/,
    ],
    [
      'two Centras with one prefix',
      `${aFile}        orderNumberPrefix: A-\n${aStore('outlet', ['orderNumberPrefix: A-'], otherCentra)}`,
      'goodsOwners[0].stores[1].orderNumberPrefix',
      /same order numbers/,
    ],
    [
      'a prefix of digits, which runs into the number',
      `${aFile}${aStore('outlet', ["orderNumberPrefix: '1'"], otherCentra)}`,
      'goodsOwners[0].stores[1].orderNumberPrefix',
      /same order numbers/,
    ],
    [
      'picked stock of one warehouse',
      withOngoing('warehouseId: 3').replace('    stores:', '    stock: { pickedIsInStock: true }\n    stores:'),
      'goodsOwners[0].stock.pickedIsInStock',
      /warehouseId/,
    ],
    [
      'a status both shipped and cancelled',
      withOngoing('statuses: { cancelled: [500] }'),
      'goodsOwners[0].ongoing.statuses.cancelled',
      /shipped, too/,
    ],
    [
      'a status both cancellable and cancelled',
      withOngoing('statuses: { cancelled: [200] }'),
      'goodsOwners[0].ongoing.statuses.cancelled',
      /cancellable, too/,
    ],
    [
      'a cancellable status in which picking is finished',
      withOngoing('statuses: { cancellable: [200, 420] }'),
      'goodsOwners[0].ongoing.statuses.cancellable',
      /picking is finished/,
    ],
    ['metrics on the public port', `gateway: { port: 9464 }\n${aFile}`, 'gateway.metricsPort', /public port/],
  ])('%s', (_what, text, path, said) => {
    expect(problemsOf(text)).toMatchObject([{ path, what: expect.stringMatching(said) }]);
  });

  it.each([
    ['[ean, sku]', 'must be [ean]'],
    ['[sizeSku, sku]', 'write [sku, sizeSku]'],
    ['[sku, sku]', 'write [sku]'],
    ['[]', 'must be [ean]'],
  ])('article number %s', (parts, said) => {
    const problems = problemsOf(withGroup(`articles: { articleNumber: ${parts} }`));
    expect(problems).toHaveLength(1);
    expect(JSON.stringify(problems)).toContain(said);
  });

  it('are found although other values are wrong', () => {
    const text = `every: soon\n${aFile}${aStore('shop', ['capture: maybe'], { path: 'wms' })}`;
    expect(problemsOf(text).map(({ path }) => path)).toEqual([
      'every',
      'goodsOwners[0].stores[1].id',
      'goodsOwners[0].stores[1].centra.baseUrl',
      'goodsOwners[0].stores[1].capture',
    ]);
  });
});

describe('settings that go together', () => {
  it.each<[what: string, text: string]>([
    ['the same goods owner number at another address', aFile + otherOwner()],
    [
      'the same Centra address for a store that imports nothing',
      aFile + aStore('outlet', ['import: none'], { path: 'wms' }),
    ],
    ['two stores of one Centra without prefixes', aFile + aStore('outlet')],
    ['two Centras, one of them with a prefix', aFile + aStore('outlet', ['orderNumberPrefix: B-'], otherCentra)],
    ['article numbers of some SKUs', withGroup('articles: { articleNumber: [sku, sizeSku] }')],
    ['article numbers of EANs', withGroup('articles: { articleNumber: [ean] }')],
    ['no metrics and any port', `gateway: { port: 0, metricsPort: 0 }\n${aFile}`],
  ])('%s', (_what, text) => {
    expect(problemsOf(text)).toEqual([]);
  });

  it('lets somebody decide about the stock of receipts', () => {
    const insertStock = (written: string) =>
      parse(withGroup(`purchaseOrders: { insertStock: ${written} }`)).goodsOwners[0]?.purchaseOrders.insertStock;
    expect([insertStock('auto'), insertStock('true'), insertStock('false')]).toEqual([true, true, false]);
  });
});

function otherOwner(): string {
  return owner
    .replace('north', 'south')
    .replace('id: shop', 'id: shop2')
    .replace('api/wms', 'api/wms2')
    .replace('/demo/', '/demo2/');
}
