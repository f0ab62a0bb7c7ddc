import type { SyncRow } from '../../../src/cli/sync/run-sync';
import { useBridge } from '../../support/bridge';
import { eventually } from '../../support/eventually';
import { aCli, configFile } from '../support/world';

interface Synced {
  results: SyncRow[];
}

describe('bridge sync', () => {
  const bridge = useBridge();
  const cli = aCli(() => ({ file: configFile(bridge.simulators), env: bridge.temporal.env }));
  const sync = (...args: string[]) => cli.json<Synced>('sync', ...args);

  it('says what to do when nothing is set up', async () => {
    const { code, document } = await sync('warehouse');
    expect(code).toBe(1);
    expect(document.results).toEqual([
      expect.objectContaining({
        schedule: 'warehouse/acme',
        ok: false,
        message: expect.stringContaining('bridge setup'),
      }),
    ]);
  });

  it('reads the stores, then the warehouse, and tells what came of it', async () => {
    expect((await cli('setup')).code).toBe(0);
    const { merchant, warehouse } = bridge.simulators.control;
    const { shipmentId } = merchant.createOrder({ payment: 'prepaid' }) as { shipmentId: string };
    const { code, document } = await sync('shipments');
    expect(code).toBe(0);
    expect(document.results).toEqual([
      {
        ...{ schedule: 'shipments/retail', ok: true, read: 1, written: 1, unchanged: 0, skipped: 0 },
        ...{ refused: [], refusedTotal: 0, message: null },
      },
      expect.objectContaining({ schedule: 'shipments/wholesale', ok: true, read: 0 }),
    ]);
    await bridge.until(shipmentId, ({ decision }) => decision.stage === 'in-warehouse');
    warehouse.pick({ orderNumber: shipmentId });
    warehouse.pack({ orderNumber: shipmentId });
    warehouse.ship({ orderNumber: shipmentId });
    const { out } = await cli('sync', 'warehouse');
    expect(out).toMatch(/^SCHEDULE +READ +WRITTEN +UNCHANGED +SKIPPED +REFUSED\nwarehouse\/acme +\d+ /);
    await expect(bridge.result(shipmentId)).resolves.toMatchObject({ end: 'completed' });
  });

  it('takes the article registry to Ongoing, and says what was skipped and what shares a number', async () => {
    const { merchant } = bridge.simulators.control;
    merchant.addProduct({ store: 'wholesale', sku: 'HALF', variantSku: '', sizeSku: '' });
    const { sku, variantSku, sizeSku } = merchant.addProduct({
      store: 'wholesale',
      sku: 'TWIN',
      variantSku: '-1',
      sizeSku: '-1',
    });
    merchant.addProduct({ store: 'wholesale', sku, variantSku, sizeSku });
    const { code, document } = await sync('articles');
    expect(code).toBe(4);
    expect(document.results).toMatchObject([
      {
        schedule: 'articles/acme',
        ok: true,
        refusedTotal: 2,
        skippedBy: { 'skus-missing': expect.any(Number) },
        notes: [],
      },
    ]);
    expect(document.results[0]?.written).toBeGreaterThan(5);
    const { out } = await cli('sync', 'articles', '--goods-owner', 'acme');
    expect(out).toMatch(
      /^articles\/acme refused TWIN-1-1: stock item \d+ and stock item \d+ have the same article number/m,
    );
  });

  it('ends with 4 when records were refused, and names them', async () => {
    const { merchant, faults } = bridge.simulators.control;
    merchant.createOrder({ payment: 'prepaid', attributes: { products: 'no list' } });
    const { code, document } = await sync('shipments', '--store', 'retail');
    expect(code).toBe(4);
    expect(document.results[0]).toMatchObject({ ok: true, refusedTotal: 1 });
    const { out } = await cli('sync', 'shipments', '--store', 'retail');
    expect(out).toMatch(/^shipments\/retail refused \S+: /m);
    faults.clear({});
  });

  it('ends with 3 when a system cannot be read', async () => {
    const { faults } = bridge.simulators.control;
    faults.add({ system: 'ongoing', kind: 'unauthorized' });
    const { code, document } = await sync('warehouse');
    faults.clear({});
    expect(code).toBe(3);
    expect(document.results[0]).toMatchObject({ schedule: 'warehouse/acme', ok: false, read: 0 });
    expect(document.results[0]?.message).toMatch(/failed \(CannotRead\): Ongoing cannot be read/);
    await cli('retry', 'connection/acme');
    await eventually(async () => (await bridge.connection('acme')).stage === 'working');
  });
});
