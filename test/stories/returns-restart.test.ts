import { aWorker } from '../support/bridge';
import { TestReturns } from './support/test-return';
import { useStories } from './support/use-stories';

const stories = useStories({ returns: { enabled: true } });

/** Made in Centra, and Ongoing cannot be told yet. */
async function halfReported(): Promise<{ goods: TestReturns; mend: () => void }> {
  const goods = await TestReturns.sent(stories);
  const { id } = stories.faults.add({ kind: '500-before', method: 'PATCH', about: String(goods.order.orderId) });
  await goods.comesBack({}).scan();
  await goods.facts(({ made, attempts }) => made.length === 1 && attempts !== undefined);
  return { goods, mend: () => void stories.faults.clear({ id }) };
}

describe('in the middle of a return', () => {
  it('a worker ends, and another one goes on', async () => {
    const { goods, mend } = await halfReported();
    await stories.worker.shutdown();
    mend();
    const connection = await stories.temporal.nativeConnection();
    const next = await aWorker({ client: stories.client, connection }, stories.config);
    try {
      await expect(goods.end()).resolves.toMatchObject({ end: 'completed', pieces: 1, acknowledged: 1 });
      expect(goods.inCentra).toHaveLength(1);

      // Everything that Temporal knows is lost: what is in Centra and not known to Ongoing is a question, not a second return.
      const other = await halfReported();
      await next.shutdown();
      other.mend();
      await stories.losesTemporal();
      await other.goods.scan();
      await other.goods.asks('completed-elsewhere');
      await other.goods.act('resolve', { choice: 'accept' });
      await expect(other.goods.end()).resolves.toMatchObject({ end: 'completed', returnIds: [], acknowledged: 1 });
      expect(other.goods.inCentra).toHaveLength(1);
    } finally {
      await next.shutdown();
    }
  }, 120_000);
});
