import { useBridge } from '../support/bridge';
import { stockPlace } from './support/stock-world';

const warehouses = [
  { id: 1, code: 'MAIN', name: 'Main warehouse' },
  { id: 2, code: 'WEB', name: 'Web warehouse' },
];
/** One goods owner with two stores, each on a Centra of its own; stock is read in the second of two warehouses. */
const bridge = useBridge({
  simulators: {
    assortment: false,
    centra: { stores: ['shop', 'outlet'].map((id) => ({ id, centra: id })) },
    ongoing: { goodsOwners: [{ id: 'wms-shop', goodsOwnerId: 121, settings: { warehouses } }] },
  },
  goodsOwners: { 'wms-shop': ['shop', 'outlet'] },
  ongoing: { warehouseId: 2 },
  stock: { export: true, store: 'shop' },
});

describe('a goods owner with several warehouses and several stores', () => {
  it('has the figures of the configured warehouse written to the configured store', async () => {
    const place = stockPlace(bridge, 'shop');
    const { merchant, warehouse, counters } = bridge.simulators.control;
    merchant.addProduct({ store: 'outlet', sku: 'A', physicalStock: 10 });
    place.article('A', 10, 50);
    warehouse.moveStock({ goodsOwner: place.goodsOwner, articleNumber: 'A', warehouseId: 2, numberOfItems: 7 });

    await expect(place.run()).resolves.toMatchObject({ full: true, written: 1, refusedTotal: 0 });
    await expect(place.inCentra('A')).resolves.toMatchObject({ physical: 7 });

    warehouse.moveBetweenWarehouses({
      goodsOwner: place.goodsOwner,
      articleNumber: 'A',
      from: 1,
      to: 2,
      numberOfItems: 5,
    });
    await expect(place.run()).resolves.toMatchObject({ full: false, written: 1 });
    await expect(place.inCentra('A')).resolves.toMatchObject({ physical: 12 });
    expect(counters().calls.centra?.outlet?.calls).toBeUndefined();
  });
});
