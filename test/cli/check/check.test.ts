import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Note, Problem } from '../../../src/cli/check/findings';
import { startSimulators, type Simulators } from '../../../src/sandbox';
import { allSearchAttributes } from '../../support/bridge';
import { aFolder } from '../../support/temp-folder';
import { useTemporal } from '../../support/temporal';
import { bridge } from '../support/captured';
import { configFile, type FileOptions } from '../support/world';

interface Checked {
  ok: boolean;
  problems: Problem[];
  notes: Note[];
}

const check = async (file: string, env: NodeJS.ProcessEnv, ...args: string[]) => {
  const { code, out, err } = await bridge(['check', '--json', '--config', file, ...args], env);
  return { code, document: JSON.parse(out) as Checked, err };
};

describe('bridge check', () => {
  const temporal = useTemporal({ searchAttributes: allSearchAttributes });
  const bare = useTemporal();
  let simulators: Simulators;
  beforeAll(async () => (simulators = await startSimulators()));
  afterAll(() => simulators.close());
  afterEach(() => {
    simulators.control.faults.clear({});
    for (const store of ['retail', 'wholesale'])
      simulators.control.merchant.settings({ store, set: { endpointsOff: [] } });
  });
  const file = (options: FileOptions = {}) => configFile(simulators, options);

  it('finds everything there, writes nothing, and says what it could not try', async () => {
    const { code, document } = await check(file(), temporal.env);
    expect({ code, problems: document.problems, ok: document.ok }).toEqual({ code: 0, problems: [], ok: true });
    const notes = document.notes.map(({ where, what }) => `${where}: ${what}`).join('\n');
    expect(notes).toMatch(/^Temporal: .*, server \d/m);
    expect(notes).toContain('retail (Centra): not tried, because it would write: PUT /shipment');
    const { centra, ongoing } = simulators.control.counters({}).calls;
    const operations = Object.values({ ...centra, ...ongoing }).flatMap((place) => Object.keys(place.calls));
    expect(new Set(operations)).toEqual(
      new Set(['GET /shipments', 'GET /orders', 'GET /returns', 'GET /products', 'GET /orders/statuses']),
    );
    const { out, err } = await bridge(['check', '--config', file()], temporal.env);
    expect(out).toBe('');
    expect(err).toMatch(/Note: retail \(Centra\), wholesale \(Centra\): not tried.*\nEverything is there\.\n$/);
  });

  it('names a permission that only the returns need', async () => {
    simulators.control.faults.add({ kind: 'unauthorized', status: 403, path: '/returnOrders/returnCauses' });
    const { code, document } = await check(file({ returns: { enabled: true, restock: true } }), temporal.env);
    expect(code).toBe(3);
    expect(document.problems).toMatchObject([
      { what: expect.stringContaining('the causes of returns may not be read') },
    ]);
    const { code: without } = await check(file({ returns: { enabled: true } }), temporal.env);
    expect(without).toBe(0);
  });

  it('reports all problems of the systems at once, each with what to do', async () => {
    simulators.control.merchant.settings({ store: 'retail', set: { endpointsOff: ['GET /orders'] } });
    simulators.control.faults.add({ system: 'centra', store: 'wholesale', kind: 'unauthorized' });
    const statuses = { cancellable: [150, 200, 210], shipped: [450, 500, 900], picked: 400 };
    const { code, document } = await check(file({ ongoing: { statuses } }), bare.env);
    // Of 3 (a refused credential) and 4 (differences) the smaller.
    expect(code).toBe(3);
    expect(document.ok).toBe(false);
    const told = document.problems.map(({ where, what }) => `${where}: ${what}`);
    expect(told).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Temporal: search attributes are missing: .*Attention \(KEYWORD\).*DueAt \(DATETIME\)/),
        'retail (Centra): GET /orders is switched off',
        expect.stringMatching(/^wholesale \(Centra\): centra GET \/shipments: unauthorized/),
        'acme (Ongoing): this warehouse has no order status 210 (`ongoing.statuses.cancellable`)',
        'acme (Ongoing): this warehouse has no order status 900 (`ongoing.statuses.shipped`)',
      ]),
    );
    expect(told).toHaveLength(5);
    expect(document.problems.every(({ fix }) => fix.length > 10)).toBe(true);
    expect(document.problems.find(({ what }) => what.includes('210'))?.fix).toContain('200 Open, 300 Released');
    const { out } = await bridge(['check', '--config', file({ ongoing: { statuses } })], bare.env);
    expect(out).toContain('retail (Centra): GET /orders is switched off\n    switch it on in the plugin');
  });

  it.each<[what: string, options: FileOptions, words: RegExp]>([
    [
      'a wrong password',
      { ongoing: { password: 'wrong' } },
      /^acme \(Ongoing\): ongoing GET \/orders\/statuses: unauth/,
    ],
    [
      'a goods owner of others',
      { ongoing: { goodsOwnerId: 999 } },
      /^acme \(Ongoing\): orders of goods owner 999 may not/,
    ],
    ['nobody at the address', { ongoing: { baseUrl: 'http://127.0.0.1:9/x' } }, /^acme \(Ongoing\): .*unavailable/],
  ])('ends with 3 for %s', async (_what, options, words) => {
    const { code, document } = await check(file(options), temporal.env);
    expect(code).toBe(3);
    expect(document.problems.map(({ where, what }) => `${where}: ${what}`)).toEqual([expect.stringMatching(words)]);
    expect(JSON.stringify(document)).not.toContain('wrong');
  });

  it('finds article numbers that several sizes share, unless it is to be quick', async () => {
    const shared = file({ articles: { store: 'retail', articleNumber: ['sku'] } });
    const { code, document } = await check(shared, temporal.env);
    expect(code).toBe(4);
    expect(document.problems).toEqual([
      expect.objectContaining({
        where: 'acme (articles of retail)',
        what: expect.stringMatching(/article numbers? belongs? to several sizes: \S+ \(stock items \d+, \d+/),
        fix: expect.stringContaining('[sku]'),
      }),
    ]);
    expect((await check(shared, temporal.env, '--quick')).code).toBe(0);
  });

  it('lists everything that is wrong with the configuration, and still looks at Temporal', async () => {
    const broken = join(aFolder(), 'bridge.yaml');
    writeFileSync(broken, 'every: fast\ngoodsOwners: []\nsecrets: hidden-value\n');
    const { code, document } = await check(broken, { TEMPORAL_ADDRESS: '127.0.0.1:9' });
    expect(code).toBe(2);
    expect(document.problems.map(({ where }) => where)).toEqual([
      'bridge.yaml:1 every',
      expect.stringMatching(/^bridge.yaml:2 goodsOwners/),
      'bridge.yaml:3 secrets',
      'Temporal',
    ]);
    expect(JSON.stringify(document)).not.toContain('hidden-value');
  });

  it('is content without Temporal: `up` brings its own', async () => {
    const { code, document } = await check(file(), { TEMPORAL_CONFIG_FILE: '/nowhere/temporal.toml' });
    expect(code).toBe(0);
    expect(document.notes[0]).toMatchObject({
      where: 'Temporal',
      what: expect.stringContaining('`bridge up` will run'),
    });
  });
});
