import { schedulesOf } from '../../src/cli/sync/schedules-of';
import { desiredSchedules } from '../../src/schedules/desired';
import { purchaseOrderSettingsOf } from '../../src/schedules/purchase-order-settings';
import { settingsDigest } from '../../src/schedules/settings-of';
import { aConfig } from './support';

const stores = [{ id: 'retail' }, { id: 'outlet', type: 'b2b', settle: '20s', attentionAfter: { pick: '2d' } }];
const config = (purchaseOrders: Record<string, unknown>, ongoing: Record<string, unknown> = {}) =>
  aConfig([{ id: 'acme', purchaseOrders, ongoing, stores }]);
function parts(...of: Parameters<typeof config>) {
  const [owner] = config(...of).goodsOwners;
  const outlet = owner?.stores.find(({ id }) => id === 'outlet');
  const retail = owner?.stores.find(({ id }) => id === 'retail');
  if (!owner || !outlet || !retail) throw new Error('the configuration lacks something');
  return { owner, outlet, retail };
}
const schedule = (...of: Parameters<typeof config>) =>
  desiredSchedules(config(...of)).find(({ scheduleId }) => scheduleId === 'purchase-orders/acme');

describe('the schedule of purchase orders', () => {
  it('is there where they are switched on, with the store whose deliveries are read', () => {
    expect(schedule({})).toBeUndefined();
    const { action, spec, policies } = schedule({ enabled: true, every: '10m' }) ?? {};
    expect(action).toMatchObject({
      workflowType: 'purchaseOrdersScan',
      args: [{ goodsOwner: 'acme', store: 'outlet', settings: { revision: 1 } }],
    });
    expect(spec?.intervals[0].every).toBe(600_000);
    expect(policies).toMatchObject({ overlap: 'BUFFER_ONE', catchupWindow: 300_000, pauseOnFailure: false });
    expect(schedule({ enabled: true, store: 'retail' })?.action.args).toMatchObject([{ store: 'retail' }]);
  });

  it('is what `bridge sync purchase-orders` runs, and nothing is meant where there is none', () => {
    const job = 'purchase-orders';
    expect(schedulesOf(job, {}, config({ enabled: true }))).toEqual(['purchase-orders/acme']);
    expect(schedulesOf(job, { store: 'outlet' }, config({ enabled: true }))).toEqual(['purchase-orders/acme']);
    expect(() => schedulesOf(job, { store: 'retail' }, config({ enabled: true }))).toThrow('purchaseOrders.store');
    expect(() => schedulesOf(job, {}, config({}))).toThrow('purchaseOrders.enabled');
  });
});

describe('the settings of purchase orders', () => {
  it('are what decisions need, in milliseconds; to receive may take as long as to pick', () => {
    const { owner, outlet } = parts(
      { enabled: true, every: '5m' },
      { statuses: { received: 600, receiptCancelled: [900, 910] } },
    );
    expect(purchaseOrderSettingsOf(owner, outlet, 7)).toMatchObject({
      revision: 7,
      attentionAfter: { receiveMs: 172_800_000 },
      statuses: { received: 600, cancelled: [900, 910] },
      settleMs: 20_000,
      recheckMs: 300_000,
    });
  });

  it('raise the revision of their store when they change, and of no other', () => {
    const before = parts({ enabled: true });
    const after = parts({ enabled: true }, { statuses: { received: 600 } });
    expect(settingsDigest(after.owner, after.outlet)).not.toBe(settingsDigest(before.owner, before.outlet));
    expect(settingsDigest(after.owner, after.retail)).toBe(settingsDigest(before.owner, before.retail));
  });
});
