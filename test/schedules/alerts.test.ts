import { desiredSchedules } from '../../src/schedules/desired';
import { reconcileSchedules } from '../../src/schedules/reconcile';
import { aConfig, useTemporalWithSchedules } from './support';

const { client } = useTemporalWithSchedules();

const alerts = [{ url: 'https://chat.example.com/services/s3cr3t', format: 'slack' }];
const goodsOwners = [{ id: 'acme', stores: [{ id: 'retail' }] }];
const wanted = (more: Record<string, unknown> = { alerts }) =>
  desiredSchedules(aConfig(goodsOwners, more)).find(({ scheduleId }) => scheduleId === 'alerts');

describe('the schedule of alerts', () => {
  it('is there when somebody is to be told, and does not know the address', () => {
    expect(wanted()).toMatchObject({
      spec: { intervals: [{ every: 60_000 }] },
      policies: { overlap: 'BUFFER_ONE', pauseOnFailure: false },
      action: { workflowId: 'alerts', workflowType: 'alerts', taskQueue: 'bridge', args: [{ everyMs: 60_000 }] },
    });
    expect(JSON.stringify(wanted())).not.toMatch(/s3cr3t|chat\.example/);
    expect(wanted({})).toBeUndefined();
  });

  it('looks every minute, or as often as everything else where that is more often', () => {
    expect(wanted({ alerts, every: '10s' })?.action.args).toEqual([{ everyMs: 10_000 }]);
    expect(wanted({ alerts, every: '6h' })?.action.args).toEqual([{ everyMs: 60_000 }]);
  });

  it('comes and goes with the setting', async () => {
    const set = (more: Record<string, unknown>) => reconcileSchedules(client, aConfig(goodsOwners, more));
    expect((await set({})).created).not.toContain('alerts');
    expect(await set({ alerts })).toMatchObject({ created: ['alerts'] });
    expect(await set({ alerts })).toMatchObject({ created: [], updated: [] });
    expect(await set({ alerts, every: '10s' })).toMatchObject({
      updated: expect.arrayContaining(['alerts']) as string[],
    });
    expect(await set({})).toMatchObject({ removed: ['alerts'] });
    expect(await set({})).toMatchObject({ removed: [] });
  });
});
