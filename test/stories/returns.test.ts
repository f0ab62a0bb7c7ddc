import { scanReturns, TestReturns } from './support/test-return';
import { useStories } from './support/use-stories';

const stories = useStories({
  returns: { enabled: true, restock: true, comment: true },
});

describe('goods that come back', () => {
  it.concurrent('are a return in Centra, and known in Ongoing', async () => {
    const goods = await TestReturns.sent(stories);
    await expect(goods.comesBack({}).scan()).resolves.toMatchObject({ refusedTotal: 0 });
    await expect(goods.end()).resolves.toMatchObject({ end: 'completed', pieces: 1, acknowledged: 1 });
    expect(goods.inCentra).toMatchObject([{ returnToStock: true, refunds: 0, lines: [{ quantity: 1 }] }]);
    expect(goods.order.lines).toMatchObject([{ reportedReturned: 1 }]);
  });
});
