import type { Preview } from '../../../src/cli/preview/run-preview';
import type { Summary } from '../../../src/cli/preview/tally';
import { startSimulators, type Simulators } from '../../../src/sandbox';
import { bridge } from '../support/captured';
import { configFile, type FileOptions } from '../support/world';

describe('bridge preview', () => {
  let simulators: Simulators;
  beforeAll(async () => (simulators = await startSimulators()));
  afterAll(() => simulators.close());
  afterEach(() => {
    simulators.control.faults.clear({});
  });

  const file = (options: FileOptions = {}) => configFile(simulators, options);
  const order = (wish: object = {}) =>
    simulators.control.merchant.createOrder({ payment: 'prepaid', ...wish }) as {
      shipmentId: string;
      orderNumber: number;
    };
  const preview = async <T = Preview>(args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
    const { code, out, err } = await bridge(['preview', ...args, '--json'], env);
    return { code, document: (out === '' ? undefined : JSON.parse(out)) as T, err };
  };

  it('shows the order that a shipment becomes, and writes nothing', async () => {
    const { shipmentId } = order({ delivery: { name: 'Runa Exempel', city: 'Exempelstad' } });
    const before = simulators.control.counters({}).calls;
    const { code, document } = await preview(['shipment', shipmentId, '--store', 'retail', '--config', file()]);
    expect(code).toBe(0);
    expect(document).toMatchObject({
      ...{ id: shipmentId, kind: 'shipment', store: 'retail', outcome: 'taken', reasons: [], differences: [] },
      before: null,
      document: {
        orderNumber: shipmentId,
        referenceNumber: `retail/${shipmentId}`,
        consignee: { name: 'Runa Exempel' },
      },
    });
    const after = simulators.control.counters({}).calls;
    expect(after.ongoing).toEqual(before.ongoing);
    const calls = Object.values(after.centra ?? {}).flatMap((place) => Object.keys(place.calls));
    expect(new Set(calls)).toEqual(new Set(['GET /shipments']));
    const { out } = await bridge(['preview', 'shipment', shipmentId, '--store', 'retail', '--config', file()]);
    expect(out).toContain(
      `shipment retail/${shipmentId}: is carried\n\ngoodsOwnerId: 121\norderNumber: ${shipmentId}\n`,
    );
  });

  it('compares with the configuration that other commands take', async () => {
    const { shipmentId } = order({ otherComment: 'leave at the door' });
    const current = file();
    const changed = file({
      store: { orderNumberPrefix: 'R', mapping: { orderRemark: '"see " + shipment.shipmentId' } },
    });
    const args = ['shipment', shipmentId, '--store', 'retail', '--config', changed];
    const { document, code } = await preview(args, { BRIDGE_CONFIG: current });
    expect(code).toBe(0);
    expect(document.before).toEqual({ outcome: 'taken', reasons: [] });
    expect(document.differences).toEqual([
      { field: 'orderNumber', before: shipmentId, after: `R${shipmentId}` },
      { field: 'orderRemark', before: 'leave at the door', after: `see ${shipmentId}` },
    ]);
    const named = await preview([...args, '--against', current]);
    expect(named.document.differences).toEqual(document.differences);
    const { out } = await bridge(['preview', ...args], { BRIDGE_CONFIG: current });
    expect(out).toContain(`orderNumber  "${shipmentId}"`);
    const same = await bridge([
      'preview',
      ...args,
      '--against',
      file({ store: { orderNumberPrefix: 'R', mapping: { orderRemark: '"see " + shipment.shipmentId' } } }),
    ]);
    expect(same.out).toContain('The document is the same with both configurations.');
  });

  it('says that there is nothing to compare with', async () => {
    const { shipmentId } = order();
    const { document, err } = await preview(['shipment', shipmentId, '--store', 'retail', '--config', file()]);
    expect(document.before).toBeNull();
    expect(err).toContain('nothing to compare with: there is no ./bridge.yaml here');
  });

  it.each<
    [why: string, wish: object, options: FileOptions, expected: { code: number; outcome: string; reason: RegExp }]
  >([
    ['on hold', { hold: true }, {}, { code: 0, outcome: 'left-out', reason: /on hold/ }],
    [
      'filtered out',
      {},
      { store: { filter: 'shipment.deliveryCountry == "NO"' } },
      { code: 0, outcome: 'left-out', reason: /`filter` leaves it out/ },
    ],
    [
      'too old',
      {},
      { store: { importFrom: '2999-01-01' } },
      { code: 0, outcome: 'left-out', reason: /before `importFrom`/ },
    ],
    [
      'not imported',
      {},
      { store: { import: 'none' } },
      { code: 0, outcome: 'left-out', reason: /imports no shipments/ },
    ],
    [
      'without country',
      { delivery: { country: '' } },
      {},
      { code: 4, outcome: 'unmappable', reason: /deliveryCountry: no value/ },
    ],
  ])('says why a shipment is not carried: %s', async (_why, wish, options, expected) => {
    simulators.control.merchant.settings({ store: 'retail', set: { onHoldOrders: true } });
    const { shipmentId } = order(wish);
    const { code, document } = await preview(['shipment', shipmentId, '--store', 'retail', '--config', file(options)]);
    expect({ code, outcome: document.outcome }).toEqual({ code: expected.code, outcome: expected.outcome });
    expect(document.reasons.join('\n')).toMatch(expected.reason);
  });

  it('counts what a changed configuration does to everything that is open, without a name or an address', async () => {
    const stores = simulators.control.merchant;
    const wish = { store: 'wholesale', payment: 'prepaid', delivery: { name: 'Runa Exempel' } } as const;
    stores.createOrders({ ...wish, count: 3 });
    stores.createOrders({ ...wish, count: 2, delivery: { name: 'Odd Exempel', country: 'NO' } });
    const changed = file({
      store: {
        filter: 'shipment.deliveryCountry == "SE"',
        mapping: { 'consignee.name': 'shipment.deliveryName + "!"' },
      },
    });
    const args = ['shipment', '--all', '--store', 'wholesale', '--config', changed, '--against', file()];
    const { code, document } = await preview<Summary>(args);
    expect(code).toBe(0);
    expect(document).toMatchObject({
      ...{ kind: 'shipment', store: 'wholesale', read: 5, taken: 3, changed: 5 },
      leftOut: { count: 2 },
      fields: [{ field: 'consignee.name', count: 5 }],
      outcomes: [{ before: 'taken', after: 'left-out', count: 2 }],
    });
    const { out } = await bridge(['preview', ...args]);
    expect(out).toContain('shipments: 5 read = 3 carried + 2 left out + 0 cannot be mapped');
    expect(out).toContain('is carried → is left out');
    expect(out).not.toContain('Exempel');
  });

  it('shows an order, where orders are imported as a whole', async () => {
    const { orderNumber } = order({ store: 'wholesale' });
    const orders = file({ store: { import: 'orders' } });
    const args = ['shipment', String(orderNumber), '--store', 'wholesale', '--config'];
    const { document } = await preview([...args, orders]);
    expect(document).toMatchObject({
      ...{ id: String(orderNumber), outcome: 'taken' },
      document: { orderNumber: String(orderNumber), referenceNumber: `wholesale/${orderNumber}` },
    });
    const left = await preview([...args, file()]);
    expect(left.document.reasons).toContain('the store imports no orders (`import: shipments`)');
    const all = await preview<Summary>(['shipment', '--all', '--store', 'wholesale', '--config', orders]);
    expect(all.document).toMatchObject({ read: 6, taken: 6 });
  });

  it('finds an article by stock item, EAN, SKU or number', async () => {
    const { merchant } = simulators.control;
    const row = merchant.addProduct({
      sku: 'CAP',
      variantSku: '-R',
      sizeSku: '-1',
      ean: '7300000099991',
      product: 'Cap',
      variant: 'Red',
      size: '1',
      weight: 0.1,
      weightUnit: 'kg',
    }) as { stockItemId: number };
    const changed = file({ articles: { articleNumber: ['ean'] } });
    for (const id of [String(row.stockItemId), '7300000099991', 'CAP', 'CAP-R-1']) {
      const { document } = await preview(['article', id, '--config', changed, '--against', file()]);
      expect(document).toMatchObject({
        id: String(row.stockItemId),
        outcome: 'taken',
        document: { articleNumber: '7300000099991', articleName: 'Cap Red 1', weight: 0.1 },
      });
      expect(document.differences).toEqual([{ field: 'articleNumber', before: 'CAP-R-1', after: '7300000099991' }]);
    }
    const byNumber = await preview(['article', 'CAP-R-1', '--config', file()]);
    expect(byNumber.err).toContain('in the whole registry');
    merchant.addProduct({
      sku: 'CAP',
      variantSku: '-R',
      sizeSku: '-2',
      ean: '7300000099992',
      product: 'Cap',
      variant: 'Red',
      size: '2',
    });
    const several = await preview(['article', 'CAP', '--config', file()]);
    expect(several.code).toBe(2);
    expect(several.err).toMatch(/CAP names several articles: CAP-R-1 \(stock item \d+\), CAP-R-2 \(stock item \d+\)/);
    const all = await preview<Summary>(['article', '--all', '--config', changed, '--against', file()]);
    const { read, unmappable, fields } = all.document;
    expect(fields).toEqual([expect.objectContaining({ field: 'articleNumber', count: read - unmappable.count })]);
  });

  it('shows the purchase order of a supplier delivery', async () => {
    const { deliveryId, id } = simulators.control.merchant.createSupplierOrder({ store: 'wholesale' }) as {
      deliveryId: string;
      id: string;
    };
    const { code, document } = await preview(['purchase-order', deliveryId, '--config', file()]);
    expect(code).toBe(0);
    expect(document).toMatchObject({
      ...{ id: deliveryId, kind: 'purchase-order', store: 'wholesale', outcome: 'left-out' },
      document: { purchaseOrderNumber: id, goodsOwnerReference: deliveryId },
    });
    expect(document.reasons).toEqual(['purchase orders are not carried (`purchaseOrders.enabled`)']);
    const all = await preview<Summary>(['purchase-order', '--all', '--config', file()]);
    expect(all.document).toMatchObject({ read: 1, leftOut: { count: 1, examples: [deliveryId] } });
  });

  it.each<[why: string, args: string[], code: number, words: string]>([
    ['no id', ['shipment', '--store', 'retail'], 2, 'name one id, or --all'],
    ['an id and --all', ['shipment', '1-1', '--all', '--store', 'retail'], 2, 'name one id, or --all'],
    ['several stores', ['shipment', '1-1'], 2, 'say which store: --store retail | wholesale'],
    ['a mistyped store', ['shipment', '1-1', '--store', 'retial'], 2, 'did you mean retail?'],
    ['no id of a shipment', ['shipment', 'hello', '--store', 'retail'], 2, 'they look like 83651-1'],
    [
      'a shipment that is not there',
      ['shipment', '1-1', '--store', 'retail'],
      1,
      'Centra shows no shipment 1-1 in retail',
    ],
    [
      'a delivery that is not there',
      ['purchase-order', '1-1'],
      1,
      'Centra shows no supplier delivery 1-1 in wholesale',
    ],
    [
      'a kind that it does not know',
      ['stock', '1'],
      2,
      "there is no kind 'stock'. There are article, shipment, purchase-order",
    ],
  ])('refuses %s', async (_why, args, code, words) => {
    const said = await preview([...args, '--config', file()]);
    expect(said.code).toBe(code);
    expect(said.err).toContain(words);
  });

  it('ends with 3 when Centra does not answer, and says which call', async () => {
    simulators.control.faults.add({ system: 'centra', store: 'retail', kind: 'unauthorized' });
    const { code, err } = await preview(['shipment', '1-1', '--store', 'retail', '--config', file()]);
    expect(code).toBe(3);
    expect(err).toMatch(/retail: centra GET \/shipments: unauthorized/);
  });

  it('names the problems of a changed configuration', async () => {
    const changed = file({ store: { filter: 'shipment.nothing == 1' } });
    const { code, err } = await preview(['shipment', '1-1', '--store', 'retail', '--config', changed]);
    expect(code).toBe(2);
    expect(err).toContain('filter');
  });
});
