import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ConfigError, loadConfig } from '../../src/config';
import { aFile, aStore, env, errorOf, parse, problemsOf } from './support';

describe('a configuration that loads', () => {
  it('has every default', () => {
    const config = parse(aFile);
    expect(config).toMatchObject({
      file: '/etc/bridge/bridge.yaml',
      everyMs: 900_000,
      dataDir: '/etc/bridge/data',
      gateway: {
        ...{ host: '127.0.0.1', port: 8080, publicUrl: null, webhookMaxAgeMs: 300_000 },
        ...{ metricsHost: '127.0.0.1', metricsPort: 9464 },
      },
      retentionMs: 30 * 86_400_000,
      lanes: { shards: 8 },
      encryption: { keys: [] },
      alerts: [],
    });
    const [owner] = config.goodsOwners;
    expect(owner).toMatchObject({
      id: 'north',
      ongoing: {
        baseUrl: 'https://ongoing.example.com/demo/api/v1',
        goodsOwnerId: 7,
        username: 'api',
        webhookToken: null,
        timeoutMs: 60_000,
        warehouseId: null,
        everyMs: 900_000,
        statuses: {
          cancellable: [150, 200, 300],
          picked: 400,
          shipped: [450, 500],
          cancelled: [1000],
          received: 500,
          receiptCancelled: [900],
        },
      },
      articles: {
        store: 'shop',
        enabled: true,
        everyMs: 900_000,
        fullEveryMs: 86_400_000,
        overwrite: false,
        articleNumber: ['sku', 'variantSku', 'sizeSku'],
        inactive: false,
        price: false,
        priceList: '',
        requireSkus: true,
        filter: '',
      },
      stock: {
        store: 'shop',
        export: false,
        importAvailable: false,
        availableField: 'freeDecimal1',
        pickedIsInStock: false,
        everyMs: 900_000,
        fullEveryMs: 86_400_000,
      },
      purchaseOrders: { enabled: false, store: 'shop', everyMs: 900_000, filter: '', insertStock: true },
      returns: { enabled: false, restock: false, comment: false, everyMs: 900_000 },
    });
    expect(owner?.stores[0]).toMatchObject({
      id: 'shop',
      type: 'b2c',
      centra: {
        baseUrl: 'https://shop.example.com/api/wms',
        timezone: 'Europe/Stockholm',
        timeoutMs: 30_000,
        webhookSecrets: [],
      },
      import: 'shipments',
      everyMs: 900_000,
      orderNumberPrefix: '',
      importFrom: null,
      settleMs: 30_000,
      attributes: [],
      capture: 'never',
      filter: '',
      completeWhen: 'tracking',
      shortPick: 'reduce',
      linePrice: 'unit',
      attentionAfter: {
        importMs: 900_000,
        pickMs: 7 * 86_400_000,
        trackingMs: 86_400_000,
        reportMs: 900_000,
        cancelMs: 900_000,
        holdMs: 86_400_000,
      },
      mapping: {},
    });
  });

  it('passes the interval on to what has none of its own', () => {
    const config = parse(`every: 2m\n${aFile}        every: 1m\n`);
    expect(config.goodsOwners[0]?.ongoing.everyMs).toBe(120_000);
    expect(config.goodsOwners[0]?.articles.everyMs).toBe(120_000);
    expect(config.goodsOwners[0]?.stores[0]?.everyMs).toBe(60_000);
  });

  it('takes an empty key for an absent one', () => {
    const config = parse(`gateway:\nalerts:\n${aFile}        filter:\n        importFrom: null\n`);
    expect(config.gateway.port).toBe(8080);
    expect(config.goodsOwners[0]?.stores[0]).toMatchObject({ filter: '', importFrom: null });
  });

  it('follows anchors and merge keys', () => {
    const [owner] = parse(
      `${aFile.replace('centra:', 'centra: &centra')}
      - id: outlet
        type: b2c
        centra: { <<: *centra, baseUrl: https://shop.example.com/api/outlet }
`,
    ).goodsOwners;
    expect(owner?.stores[1]?.centra).toMatchObject({
      baseUrl: 'https://shop.example.com/api/outlet',
      timezone: 'Europe/Stockholm',
    });
  });

  it.each([
    ['the only b2b store', [aStore('outlet'), ''], 'outlet'],
    ['the first store where several are b2b', [aStore('outlet'), aStore('stock')], 'shop'],
  ])('reads the registry from %s', (_which, more, store) => {
    const [owner] = parse(aFile + more.join('')).goodsOwners;
    expect(owner).toMatchObject({ articles: { store }, stock: { store }, purchaseOrders: { store } });
  });

  it.each([
    ['https://shop.example.com/api/wms/', 'https://shop.example.com/api/wms'],
    ['https://SHOP.example.com/api/wms//', 'https://shop.example.com/api/wms'],
    ['http://127.0.0.1:4010/centra/', 'http://127.0.0.1:4010/centra'],
    ['http://localhost:4010', 'http://localhost:4010'],
    ['http://[::1]:4010/x', 'http://[::1]:4010/x'],
  ])('address %s', (written, read) => {
    const [owner] = parse(aFile.replace('https://shop.example.com/api/wms', written)).goodsOwners;
    expect(owner?.stores[0]?.centra.baseUrl).toBe(read);
  });
});

describe('loadConfig', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'bridge-config-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('reads files beside the configuration', () => {
    const file = path.join(folder, 'bridge.yaml');
    writeFileSync(path.join(folder, 'secret'), 'key-from-a-file\n');
    writeFileSync(file, aFile.replace('${CENTRA_SECRET}', '${file:secret}'));
    const config = loadConfig(file, env);
    expect(config.goodsOwners[0]?.stores[0]?.centra.secret.reveal()).toBe('key-from-a-file');
    expect(config.dataDir).toBe(path.join(folder, 'data'));
  });

  it('says which file it could not read', () => {
    const file = path.join(folder, 'nothing.yaml');
    expect(() => loadConfig(file, env)).toThrow(ConfigError);
    expect(() => loadConfig(file, env)).toThrow(
      /one problem in .*nothing\.yaml\n {2}the file cannot be read \(ENOENT\)/,
    );
  });
});

describe('problems', () => {
  it('stand all in one list, with their lines, in the order of the file', () => {
    const text = `every: soon
gatway: {}
${aFile.replace('type: b2c', 'type: b2x').replace('goodsOwnerId: 7', 'goodsOwnerId: seven')}
        importt: shipments
        filter: 'shipment.pade == 1'
`;
    const extraChecks = [
      () => [{ path: 'goodsOwners[0].stores[0].filter', what: 'names an unknown field', fix: 'did you mean paid?' }],
    ];
    expect(problemsOf(text, { env: {}, extraChecks })).toEqual([
      { path: 'every', line: 1, what: expect.stringContaining('must be a duration such as 90s, 15m, 6h or 1d') },
      { path: 'gatway', line: 2, what: 'is no known setting', fix: 'did you mean gateway?' },
      {
        path: 'goodsOwners[0].ongoing.goodsOwnerId',
        line: 8,
        what: 'must be a whole number from 1, and is another text',
      },
      {
        path: 'goodsOwners[0].ongoing.password',
        line: 10,
        what: 'needs the environment variable ONGOING_PASSWORD, which is not set',
        fix: 'set it before bridge is started: export ONGOING_PASSWORD=…',
      },
      { path: 'goodsOwners[0].stores[0].type', line: 13, what: 'must be one of b2c, b2b, and is another text' },
      {
        path: 'goodsOwners[0].stores[0].centra.secret',
        line: 16,
        what: 'needs the environment variable CENTRA_SECRET, which is not set',
        fix: 'set it before bridge is started: export CENTRA_SECRET=…',
      },
      { path: 'goodsOwners[0].stores[0].importt', line: 19, what: 'is no known setting', fix: 'did you mean import?' },
      {
        path: 'goodsOwners[0].stores[0].filter',
        line: 20,
        what: 'names an unknown field',
        fix: 'did you mean paid?',
      },
    ]);
  });

  it('read as a list', () => {
    const text = aFile
      .replace('type: b2c', 'type: b2x')
      .replace('timezone: Europe/Stockholm', 'timezone: Mars/Olympus');
    expect(errorOf(text)?.message).toBe(
      [
        '2 problems in /etc/bridge/bridge.yaml',
        '  bridge.yaml:11 goodsOwners[0].stores[0].type must be one of b2c, b2b, and is another text',
        '  bridge.yaml:15 goodsOwners[0].stores[0].centra.timezone must be the name of a timezone such as Europe/Stockholm, and is another text',
      ].join('\n'),
    );
  });

  it('name what is missing', () => {
    const text = aFile.replace('      username: api\n', '').replace('          timezone: Europe/Stockholm\n', '');
    expect(problemsOf(text)).toEqual([
      { path: 'goodsOwners[0].ongoing.username', line: 4, what: expect.stringMatching(/^is missing; it must be /) },
      {
        path: 'goodsOwners[0].stores[0].centra.timezone',
        line: 11,
        what: expect.stringMatching(/^is missing; it must be the name of a timezone/),
      },
    ]);
  });

  it.each([
    ['an empty file', '', 'goodsOwners'],
    ['a file that is a list', '- a\n- b\n', ''],
    ['a file that is a text', 'hello', ''],
    ['no goods owner', 'goodsOwners: []', 'goodsOwners'],
    ['a goods owner without stores', aFile.replace(/stores:[\s\S]*/, 'stores: []\n'), 'goodsOwners[0].stores'],
  ])('%s', (_what, text, at) => {
    expect(problemsOf(text).map((problem) => problem.path)).toEqual([at]);
  });

  it.each([
    ['a tab', 'gateway:\n\tport: 1\n', 2],
    ['a key twice', 'every: 1m\nevery: 2m\n', 2],
    ['a password that begins with *', `${aFile}        filter: *secret\n`, undefined],
    ['a value of ${…} in a list in one line', 'alerts: [{ url: ${URL} }]\n', 1],
    ['a bracket without its other half', `${aFile}        attributes: [one\n`, expect.any(Number)],
    ['two documents', 'every: 1m\n---\nevery: 2m\n', 2],
  ])('that are no YAML: %s', (_what, text, line) => {
    const problems = problemsOf(text);
    expect(problems[0]).toMatchObject({ path: '', what: expect.any(String), fix: expect.stringContaining('quotes') });
    expect(problems[0]?.line).toEqual(line);
    expect(JSON.stringify(problems)).not.toContain('secret');
  });
});
