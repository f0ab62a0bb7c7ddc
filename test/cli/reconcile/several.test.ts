import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReconcileDocument } from '../../../src/cli/reconcile/reconcile';
import { useStories } from '../../stories/support/use-stories';
import { configText, type WorldOptions } from '../../support/config-for';
import { aFolder } from '../../support/temp-folder';
import { aCli } from '../support/world';
import { anOrder, anotherOngoing, assertAddsUp, namesOf, statesOf } from './support';

const options: WorldOptions = {
  store: { every: '1h' },
  ongoing: { every: '1h' },
  goodsOwners: { acme: ['retail'], bravo: ['wholesale'] },
};

describe('bridge reconcile, of several goods owners', () => {
  const stories = useStories(options);
  const cli = aCli(() => {
    const file = join(aFolder(), 'bridge.yaml');
    writeFileSync(file, configText(stories.simulators, options));
    return { file, env: stories.temporal.env };
  });
  const reconcile = (...args: string[]) => cli.json<ReconcileDocument>('reconcile', '--only', 'shipments', ...args);

  it('compares each with its own stores, and tells them together', async () => {
    expect((await cli('setup')).code).toBe(0);
    await stories.imported();
    await stories.imported({ store: 'wholesale' });
    const { goodsOwnerId = 0 } = stories.simulators.ongoing.bravo ?? {};
    const another = anotherOngoing(stories.simulators, 'bravo');
    await another.putOrder(anOrder('99003-1', { goodsOwnerId, referenceNumber: 'wholesale/99003-1' }));
    // A store of the other goods owner: nobody's here.
    await another.putOrder(anOrder('99004-1', { goodsOwnerId, referenceNumber: 'retail/99004-1' }));

    const both = await reconcile();
    assertAddsUp(both.document);
    expect([both.code, namesOf(both.document.differences)]).toEqual([4, ['order-without-shipment wholesale/99003-1']]);
    expect(statesOf(both.document, 'retail')).toEqual({ 'in the warehouse': 1 });
    expect(both.document.counts.sums['open orders of bravo in Ongoing']).toEqual({
      total: 3,
      states: { 'of wholesale': 2, 'not of this bridge': 1 },
    });
    const one = await reconcile('--goods-owner', 'acme');
    expect([one.code, one.document.differences]).toEqual([0, []]);
    expect(statesOf(one.document, 'wholesale')).toBeUndefined();
  });
});
