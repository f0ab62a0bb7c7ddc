import { arrived, noHints } from '../../src/protocol/inbox';
import { inboxId, taskQueues, workflowTypes } from '../../src/protocol/names';
import { useStories } from './support/use-stories';

const stories = useStories();

describe('a webhook', () => {
  it('makes a shipment look for itself, long before the next scan', async () => {
    const shipment = await stories.imported();
    stories.merchant.cancel({ orderNumber: shipment.order });
    await stories.client.workflow.signalWithStart(workflowTypes.inbox, {
      workflowId: inboxId('retail'),
      taskQueue: taskQueues.bridge,
      args: [{ goodsOwner: 'acme', store: 'retail' }],
      signal: arrived,
      signalArgs: [{ ...noHints, centraOrders: [String(shipment.order)] }],
    });
    await expect(shipment.end()).resolves.toMatchObject({ end: 'cancelled' });
  });
});
