import { aFile, parse, problemsOf } from './support';

const store = (line: string) => `${aFile}        ${line}\n`;
const ongoing = (line: string) => aFile.replace('      username: api\n', `      username: api\n      ${line}\n`);

describe('durations', () => {
  it.each([
    ['90s', 90_000],
    ['15m', 900_000],
    ['6h', 21_600_000],
    ['1d', 86_400_000],
    ['250ms', 250],
  ])('%s', (written, ms) => {
    expect(parse(store(`settle: ${written}`)).goodsOwners[0]?.stores[0]?.settleMs).toBe(ms);
  });

  it.each(['15', '1.5h', '-1m', '1w', '""', '[]', 'true', '1 m'])('%s is none', (written) => {
    expect(problemsOf(store(`settle: ${written}`))).toMatchObject([
      { path: 'goodsOwners[0].stores[0].settle', what: expect.stringContaining('a duration such as 90s') },
    ]);
  });

  it.each([
    ['every', `every: 999ms\n${aFile}`],
    ['goodsOwners[0].stores[0].every', store('every: 0s')],
    ['goodsOwners[0].ongoing.every', ongoing('every: 500ms')],
    ['goodsOwners[0].articles.every', aFile.replace('    stores:', '    articles: { every: 10ms }\n    stores:')],
    ['retention', `retention: 23h\n${aFile}`],
  ])('%s that is too short', (path, text) => {
    expect(problemsOf(text)).toMatchObject([{ path, what: expect.stringContaining('at least 1') }]);
  });
});

describe('one value each', () => {
  it.each<[line: string, path: string]>([
    ['importFrom: 2026-02-30', 'importFrom'],
    ['importFrom: yesterday', 'importFrom'],
    ['importFrom: 20260201', 'importFrom'],
    ['import: everything', 'import'],
    ['capture: onimport', 'capture'],
    ['completeWhen: sent', 'completeWhen'],
    ['shortPick: wait', 'shortPick'],
    ['linePrice: 1', 'linePrice'],
    ['filter: true', 'filter'],
    ['mapping: orderRemark', 'mapping'],
    ['mapping: { orderRemark: 3 }', 'mapping.orderRemark'],
    ['mapping: { "consignee.name": [] }', 'mapping["consignee.name"]'],
    ['attributes: gift_message', 'attributes'],
    ['attributes: [gift-message]', 'attributes[0]'],
    ['attentionAfter: { picking: 1d }', 'attentionAfter.picking'],
    ['attentionAfter: 1d', 'attentionAfter'],
    ['orderNumberPrefix: "a/"', 'orderNumberPrefix'],
    ['orderNumberPrefix: 5', 'orderNumberPrefix'],
  ])('%s is refused', (line, path) => {
    expect(problemsOf(store(line)).map((problem) => problem.path)).toEqual([`goodsOwners[0].stores[0].${path}`]);
  });

  it.each<[line: string, path: string]>([
    ['timeout: 11m', 'timeout'],
    ['timeout: 0s', 'timeout'],
    ['warehouseId: 0', 'warehouseId'],
    ['warehouseId: 1.5', 'warehouseId'],
    ['webhookToken: ""', 'webhookToken'],
    ['webhookToken: "two\\nlines"', 'webhookToken'],
    ['statuses: { shipped: [] }', 'statuses.shipped'],
    ['statuses: { shipped: [sent] }', 'statuses.shipped[0]'],
    ['statuses: { picked: [400] }', 'statuses.picked'],
  ])('%s is refused', (line, path) => {
    expect(problemsOf(ongoing(line)).map((problem) => problem.path)).toEqual([`goodsOwners[0].ongoing.${path}`]);
  });

  it.each([
    ['a user name with a colon', 'username: api', 'username: "a:b"', 'ongoing.username'],
    ['an id with capitals', 'id: shop', 'id: Shop', 'stores[0].id'],
    ['an empty id', 'id: north', 'id: ""', 'id'],
    ['a zero goods owner', 'goodsOwnerId: 7', 'goodsOwnerId: 0', 'ongoing.goodsOwnerId'],
    ['a timezone as an offset', 'Europe/Stockholm', '"+01:00"', 'stores[0].centra.timezone'],
    [
      'http to a part of a name that is ours',
      'https://shop',
      'http://simulators.example.com',
      'stores[0].centra.baseUrl',
    ],
    ['http to another machine', 'https://shop', 'http://shop', 'stores[0].centra.baseUrl'],
    ['another protocol', 'https://shop', 'ftp://shop', 'stores[0].centra.baseUrl'],
    ['an address with a user', 'https://shop', 'https://user:pass@shop', 'stores[0].centra.baseUrl'],
    ['an address with a query', '/api/wms', '/api/wms?key=1', 'stores[0].centra.baseUrl'],
    [
      'a lookalike of this machine',
      'https://shop.example.com',
      'http://127.0.0.1.example.com',
      'stores[0].centra.baseUrl',
    ],
    ['no address', 'https://shop.example.com/api/wms', 'shop', 'stores[0].centra.baseUrl'],
  ])('%s is refused', (_what, right, wrong, path) => {
    expect(problemsOf(aFile.replace(right, wrong)).map((problem) => problem.path)).toEqual([
      path === 'id' ? 'goodsOwners[0].id' : `goodsOwners[0].${path}`,
    ]);
  });

  it('lets compose’s simulators be reached without encryption', () => {
    expect(problemsOf(aFile.replace('https://shop.example.com', 'http://simulators:8090'))).toEqual([]);
  });

  it('asks for quotes around a secret that looks like a number', () => {
    expect(problemsOf(aFile.replace('${CENTRA_SECRET}', '0123456'))).toEqual([
      {
        path: 'goodsOwners[0].stores[0].centra.secret',
        line: 14,
        what: expect.stringContaining('a number (put quotes around it, if it is a text)'),
      },
    ]);
  });
});
