import type { Config } from '../../../src/config';
import type { SyncJob, SyncOptions } from '../../../src/cli/sync/job';
import { schedulesOf } from '../../../src/cli/sync/schedules-of';

const store = (id: string, imports = 'shipments') => ({ id, import: imports });
const config = {
  goodsOwners: [
    {
      id: 'acme',
      articles: { enabled: true, store: 'wholesale' },
      stock: { export: true, importAvailable: false, store: 'retail' },
      returns: { enabled: true },
      stores: [store('retail'), store('wholesale', 'none')],
    },
    {
      id: 'umbrella',
      articles: { enabled: false, store: 'outlet' },
      stock: { export: false, importAvailable: false, store: 'outlet' },
      returns: { enabled: false },
      stores: [store('outlet', 'both'), store('b2b', 'orders')],
    },
  ],
} as unknown as Config;

describe('what bridge sync runs', () => {
  it.each<[job: SyncJob, options: SyncOptions, schedules: string[]]>([
    ['shipments', {}, ['shipments/retail', 'shipments/outlet']],
    ['shipments', { store: 'retail' }, ['shipments/retail']],
    ['shipments', { goodsOwner: 'umbrella' }, ['shipments/outlet']],
    ['orders', {}, ['orders/outlet', 'orders/b2b']],
    ['orders', { store: 'b2b' }, ['orders/b2b']],
    ['warehouse', {}, ['warehouse/acme', 'warehouse/umbrella']],
    ['warehouse', { store: 'wholesale' }, ['warehouse/acme']],
    ['sweep', { goodsOwner: 'acme' }, ['sweep/acme']],
    ['articles', {}, ['articles/acme']],
    ['stock', {}, ['stock/acme']],
    ['returns', {}, ['returns/acme']],
    ['returns', { store: 'retail' }, ['returns/acme']],
    ['stock', { store: 'retail' }, ['stock/acme']],
    ['articles', { store: 'wholesale' }, ['articles/acme']],
    ['sweep', { goodsOwner: 'acme', store: 'retail' }, ['sweep/acme']],
  ])('%s %j: %j', (job, options, schedules) => {
    expect(schedulesOf(job, options, config)).toEqual(schedules);
  });

  it.each<[job: SyncJob, options: SyncOptions, words: string]>([
    ['shipments', { store: 'retial' }, 'did you mean retail?'],
    ['warehouse', { goodsOwner: 'nobody' }, 'the configuration has no goods owner nobody (it has acme, umbrella)'],
    ['warehouse', { goodsOwner: 'acme', store: 'outlet' }, 'store outlet is not one of goods owner acme'],
    ['articles', { store: 'retail' }, 'no articles are synchronised from retail'],
    ['articles', { goodsOwner: 'umbrella' }, 'no articles are synchronised to umbrella'],
    ['shipments', { store: 'b2b' }, 'no shipments are imported from b2b'],
    ['orders', { goodsOwner: 'acme' }, 'no orders are imported from retail, wholesale'],
    ['shipments', { store: 'wholesale' }, 'no shipments are imported from wholesale'],
    ['stock', { goodsOwner: 'umbrella' }, 'no stock is synchronised of umbrella (settings `stock.export`'],
    ['returns', { goodsOwner: 'umbrella' }, 'no returns are reported of umbrella (setting `returns.enabled`)'],
    ['stock', { store: 'wholesale' }, 'no stock is synchronised with wholesale'],
  ])('is nothing for %s %j', (job, options, words) => {
    expect(() => schedulesOf(job, options, config)).toThrow(words);
  });
});
