import type { Client } from '@temporalio/client';
import { Gatherer, NotAccepted } from '../../src/gateway/gatherer';
import type { Hints } from '../../src/protocol/inbox';
import { noHints } from '../../src/protocol/inbox';

/** A Temporal that takes what comes, or fails. */
function aClient(fails = false) {
  const calls: { type: string; id: string; hints: Hints }[] = [];
  const signalWithStart = (type: string, { workflowId, signalArgs }: { workflowId: string; signalArgs: [Hints] }) => {
    calls.push({ type, id: workflowId, hints: signalArgs[0] });
    return fails ? Promise.reject(new Error('unavailable')) : Promise.resolve();
  };
  const client = { withDeadline: (_: number, call: () => unknown) => call(), workflow: { signalWithStart } };
  return { gatherer: new Gatherer(() => client as unknown as Client), calls };
}

const order = (number: string): Hints => ({ ...noHints, centraOrders: [number], schedules: ['shipments/shop'] });
const shop = { goodsOwner: 'north', store: 'shop' };

describe('webhooks of a moment', () => {
  it('cost one call for each inbox, and nothing of them is lost', async () => {
    const { gatherer, calls } = aClient();
    const numbers = Array.from({ length: 300 }, (_, i) => String(i));
    await Promise.all([
      ...numbers.map((number) => gatherer.add(shop, order(number))),
      gatherer.add({ goodsOwner: 'north' }, { ...noHints, warehouseOrders: ['1-1'] }),
    ]);
    expect(calls.map(({ id }) => id).sort()).toEqual(['inbox/north', 'inbox/shop']);
    const { hints } = calls.find(({ id }) => id === 'inbox/shop')!;
    expect(new Set(hints.centraOrders)).toEqual(new Set(numbers));
    expect(hints.schedules).toEqual(['shipments/shop']);
  });

  it('that say nothing cost nothing', async () => {
    const { gatherer, calls } = aClient();
    await gatherer.add(shop, noHints);
    expect(calls).toEqual([]);
  });

  it('are all told when Temporal does not take them, and the next moment is tried anew', async () => {
    const { gatherer, calls } = aClient(true);
    const ends = await Promise.allSettled(['1', '2'].map((number) => gatherer.add(shop, order(number))));
    expect(ends.every((end) => end.status === 'rejected' && end.reason instanceof NotAccepted)).toBe(true);
    await expect(gatherer.add(shop, order('3'))).rejects.toThrow(NotAccepted);
    expect(calls).toHaveLength(2);
  });

  it('are turned away as long as Temporal has not answered', async () => {
    await expect(new Gatherer(() => undefined).add(shop, order('1'))).rejects.toThrow(NotAccepted);
  });

  it('are turned away when too many wait', async () => {
    const { gatherer } = aClient();
    const many = Array.from({ length: 5_001 }, (_, i) => gatherer.add(shop, order(String(i))));
    const ends = await Promise.allSettled(many);
    expect(ends.filter(({ status }) => status === 'rejected')).toHaveLength(1);
  });
});
