import { centraApi, eachWithSimulators } from '../support/simulators';

const simulators = eachWithSimulators();
const merchant = () => simulators.now.control.merchant;

interface Line {
  sku: string;
  qty: number;
  price: number;
  isBundle: boolean;
  isPartOfBundle?: string;
  bundle?: Line[];
}

async function shown(bundles: string, more: object = {}): Promise<Line[]> {
  merchant().settings({ set: { bundles: bundles as 'Only bundles', ...more } });
  merchant().createOrder({ lines: [{ product: 'SET5', quantity: 2 }, { product: 'WCH4-STL-OS' }] });
  const reply = await centraApi(simulators.now)('GET', '/shipments');
  return reply.json<{ shipments: { products: Line[] }[] }>().shipments[0]?.products ?? [];
}
const brief = (lines: Line[]) => lines.map(({ sku, qty, isBundle }) => `${qty} ${sku}${isBundle ? ' (bundle)' : ''}`);

describe('a bundle in a shipment', () => {
  it.each([
    ['Only containing items', ['2 TEE2', '4 TOT3', '1 WCH4']],
    ['Containing items in bundles', ['2 SET5 (bundle)', '1 WCH4']],
    ['Only bundles', ['2 SET5 (bundle)', '1 WCH4']],
    ['Bundles and containing items', ['2 SET5 (bundle)', '2 TEE2', '4 TOT3', '1 WCH4']],
  ])('is laid out as %s', async (bundles, lines) => {
    expect(brief(await shown(bundles))).toEqual(lines);
  });

  it('has its items within it in one layout only', async () => {
    const [bundle] = await shown('Containing items in bundles');
    expect(brief(bundle?.bundle ?? [])).toEqual(['2 TEE2', '4 TOT3']);
    const [alone] = await shown('Only bundles');
    expect(alone).not.toHaveProperty('bundle');
  });

  it('may count its items for one bundle', async () => {
    const [bundle] = await shown('Containing items in bundles', { bundleItemQty: 'per-bundle' });
    expect(brief(bundle?.bundle ?? [])).toEqual(['1 TEE2', '2 TOT3']);
  });

  it('is named by its items, wherever they are shown', async () => {
    for (const layout of ['Only containing items', 'Bundles and containing items']) {
      const lines = await shown(layout);
      expect(lines.filter((line) => line.isPartOfBundle !== undefined).map((line) => line.sku)).toEqual([
        'TEE2',
        'TOT3',
      ]);
    }
  });

  it('costs the same in every layout', async () => {
    for (const layout of ['Only containing items', 'Only bundles', 'Bundles and containing items']) {
      const sum = (await shown(layout)).reduce((total, line) => total + line.price * line.qty, 0);
      expect(sum).toBeCloseTo(2 * 399 + 3499, 2);
    }
  });

  it('has no stock of its own: its items are allocated and leave', async () => {
    const made = merchant().createOrder({ lines: [{ product: 'SET5', quantity: 2 }] });
    const stock = async (sku: string) =>
      (await centraApi(simulators.now)('GET', `/stock?sku=${sku}`)).json<{ products: unknown[] }>().products[0];
    expect(await stock('TOT3')).toMatchObject({ physicalStock: 1000, allocatedStock: 4 });
    merchant().complete(made);
    expect(await stock('TOT3')).toMatchObject({ physicalStock: 996, allocatedStock: 0 });
    expect(await stock('SET5')).toMatchObject({ physicalStock: 0, allocatedStock: 0 });
  });

  it('takes its items along when its quantity is lowered', async () => {
    const made = merchant().createOrder({ lines: [{ product: 'SET5', quantity: 2 }] });
    const [bundle] = merchant().shipment(made).lines;
    await centraApi(simulators.now)('PUT', `/shipments/${made.shipmentId}`, { products: { [bundle!.lineId]: 1 } });
    expect(
      merchant()
        .shipment(made)
        .lines.map((line) => line.quantity),
    ).toEqual([1, 1, 2]);
  });
});
