import { desiredConnections } from '../../src/schedules/connections';
import { desiredSchedules } from '../../src/schedules/desired';
import { settingsOf } from '../../src/schedules/settings-of';
import { aConfig } from './support';

const ids = (...of: Parameters<typeof aConfig>) => desiredSchedules(aConfig(...of)).map(({ scheduleId }) => scheduleId);

function scheduleOf(id: string, ...of: Parameters<typeof aConfig>) {
  const found = desiredSchedules(aConfig(...of)).find(({ scheduleId }) => scheduleId === id);
  if (!found) throw new Error(`there is no schedule ${id}`);
  return found;
}

const everyOf = (id: string, ...of: Parameters<typeof aConfig>) => scheduleOf(id, ...of).spec.intervals[0].every;

const twoStores = [{ id: 'retail' }, { id: 'outlet', type: 'b2b' }];

describe('the schedules of a configuration', () => {
  it('are three for every goods owner and one for every store', () => {
    expect(
      ids([
        { id: 'acme', stores: twoStores },
        { id: 'nord', stores: [{ id: 'nord-shop' }] },
      ]),
    ).toEqual([
      ...['warehouse/acme', 'sweep/acme', 'articles/acme', 'shipments/retail', 'shipments/outlet'],
      ...['warehouse/nord', 'sweep/nord', 'articles/nord', 'shipments/nord-shop'],
    ]);
  });

  it('leave the articles alone where they are not synchronised', () => {
    const stores = [{ id: 'retail' }];
    const without = [{ id: 'acme', articles: { enabled: false }, stores }];
    expect(ids(without)).toEqual(['warehouse/acme', 'sweep/acme', 'shipments/retail']);
  });

  it.each<[what: string, stock: object, words: RegExp | undefined]>([
    ['neither direction', {}, undefined],
    ['stock to Centra', { export: true, store: 'outlet' }, /^Stock: what is there, .* to store outlet$/],
    ['what is available to Ongoing', { importAvailable: true }, /^Stock: what is available in store outlet, to goods/],
    ['both', { export: true, importAvailable: true }, /^Stock: what is there, .*; what is available/],
  ])('have one for the stock where it is synchronised: %s', (_what, stock, words) => {
    const goodsOwner = [{ id: 'acme', stock: { every: '10m', ...stock }, stores: twoStores }];
    expect(ids(goodsOwner).includes('stock/acme')).toBe(words !== undefined);
    if (!words) return;
    const { action, spec } = scheduleOf('stock/acme', goodsOwner);
    expect(action).toMatchObject({ workflowType: 'stockSync', args: [{ goodsOwner: 'acme', store: 'outlet' }] });
    expect(action.staticSummary).toMatch(words);
    expect(spec.intervals[0].every).toBe(600_000);
  });

  it('have one for what comes back where that is reported, with the settings of every store', () => {
    const goodsOwner = [{ id: 'acme', returns: { enabled: true, every: '10m' }, stores: twoStores }];
    const { action, spec } = scheduleOf('returns/acme', goodsOwner);
    expect(action).toMatchObject({
      workflowType: 'returnsScan',
      args: [{ goodsOwner: 'acme', settings: [{ store: 'retail' }, { store: 'outlet' }] }],
    });
    expect(spec.intervals[0].every).toBe(600_000);
    expect(ids([{ id: 'acme', stores: twoStores }])).not.toContain('returns/acme');
  });

  it('leave a store alone that imports nothing, but not what it has under way', () => {
    const stores = [{ id: 'retail', import: 'none' }];
    expect(ids([{ id: 'acme', stores }])).toEqual(['warehouse/acme', 'sweep/acme', 'articles/acme']);
    const [input] = scheduleOf('warehouse/acme', [{ id: 'acme', stores }]).action.args;
    expect(input).toMatchObject({ settings: [{ store: 'retail' }] });
  });

  it.each<[id: string, everyMs: number]>([
    ['shipments/retail', 300_000],
    ['warehouse/acme', 1_200_000],
    ['sweep/acme', 86_400_000],
    ['articles/acme', 2_400_000],
  ])('%s fires at the interval of what it reads', (id, everyMs) => {
    const goodsOwner = {
      id: 'acme',
      ongoing: { every: '20m' },
      articles: { every: '40m' },
      stores: [{ id: 'retail', every: '5m' }],
    };
    expect(everyOf(id, [goodsOwner])).toBe(everyMs);
  });

  it('fire every second when that is asked for', () => {
    expect(everyOf('shipments/retail', undefined, { every: '1s' })).toBe(1_000);
    expect(everyOf('warehouse/acme', undefined, { every: '1s' })).toBe(1_000);
    expect(everyOf('sweep/acme', undefined, { every: '1s' })).toBe(86_400_000);
  });

  it('let one run wait for another, catch up with minutes only, and never stop in silence', () => {
    for (const { policies } of desiredSchedules(aConfig())) {
      expect(policies).toEqual({ overlap: 'BUFFER_ONE', catchupWindow: 300_000, pauseOnFailure: false });
    }
  });

  it('start a workflow with the schedule’s id, on the queue of the bridge, for an hour at most; a registry may take half a day', () => {
    for (const { scheduleId, action } of desiredSchedules(aConfig())) {
      expect(action).toMatchObject({
        workflowId: scheduleId,
        taskQueue: 'bridge',
        workflowExecutionTimeout: scheduleId.startsWith('articles/') ? 43_200_000 : 3_600_000,
      });
    }
  });

  it.each([
    ['shipments/retail', 'shipmentsScan', { GoodsOwner: 'acme', Store: 'retail' }],
    ['warehouse/acme', 'warehouseScan', { GoodsOwner: 'acme' }],
    ['sweep/acme', 'sweep', { GoodsOwner: 'acme' }],
    ['articles/acme', 'articlesSync', { GoodsOwner: 'acme', Store: 'retail' }],
  ])('%s starts %s, found by whom it is for', (id, workflowType, attributes) => {
    const { action } = scheduleOf(id);
    expect(action.workflowType).toBe(workflowType);
    const shown = action.typedSearchAttributes.map(({ key, value }) => [key.name, value]);
    expect(Object.fromEntries(shown)).toEqual(attributes);
  });

  it('say in plain words whom they are for, briefly enough for Temporal', () => {
    for (const { scheduleId, action } of desiredSchedules(aConfig())) {
      const [, whose = ''] = scheduleId.split('/');
      expect(action.staticSummary).toContain(whose);
      expect(Buffer.byteLength(action.staticSummary)).toBeLessThan(400);
    }
  });

  it('carry each store’s settings with its revision', () => {
    const config = aConfig([{ id: 'acme', stores: twoStores }]);
    const revisions: Record<string, number> = { retail: 3, outlet: 8 };
    const inputs = desiredSchedules(config, (store) => revisions[store] ?? 0).map(({ action }) => action.args[0]);
    const [owner] = config.goodsOwners;
    const [retail, outlet] = (owner?.stores ?? []).map((store) => settingsOf(owner!, store, revisions[store.id] ?? 0));
    const ofAll = {
      goodsOwner: 'acme',
      settings: [
        { store: 'retail', settings: retail },
        { store: 'outlet', settings: outlet },
      ],
    };
    expect(inputs).toEqual([
      ...[ofAll, ofAll],
      // The b2b store's registry: its rules come from the process.
      { goodsOwner: 'acme', store: 'outlet' },
      { goodsOwner: 'acme', store: 'retail', settings: retail },
      { goodsOwner: 'acme', store: 'outlet', settings: outlet },
    ]);
  });

  it('carry how far back the warehouse is asked, where a store says so', () => {
    const stores = [{ id: 'retail', importFrom: '2026-02-01' }, { id: 'outlet' }];
    for (const id of ['warehouse/acme', 'sweep/acme']) {
      expect(scheduleOf(id, [{ id: 'acme', stores }]).action.args[0]).toMatchObject({
        from: Date.parse('2026-01-31T23:00:00Z'),
      });
      expect(scheduleOf(id).action.args[0]).not.toHaveProperty('from');
    }
  });
});

describe('the connections of a configuration', () => {
  it('are one for every goods owner and one for every store', () => {
    expect(desiredConnections(aConfig([{ id: 'acme', stores: twoStores }]))).toEqual([
      { id: 'acme', system: 'ongoing', goodsOwner: 'acme' },
      { id: 'retail', system: 'centra', goodsOwner: 'acme', store: 'retail' },
      { id: 'outlet', system: 'centra', goodsOwner: 'acme', store: 'outlet' },
    ]);
  });
});
