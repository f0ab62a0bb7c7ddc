import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReturnDocument } from '../../../src/cli/shipments/document';
import { TestReturns } from '../../stories/support/test-return';
import { useStories } from '../../stories/support/use-stories';
import { configText } from '../../support/config-for';
import { aFolder } from '../../support/temp-folder';
import { aCli } from '../support/world';

const options = { returns: { enabled: true, every: '1h' }, ongoing: { every: '1h' }, store: { every: '1h' } };
const stories = useStories(options);
const cli = aCli(() => {
  const file = join(aFolder(), 'bridge.yaml');
  writeFileSync(file, configText(stories.simulators, options));
  return { file, env: stories.temporal.env };
});

/** Centra refuses it, whoever asks. */
async function refused(): Promise<TestReturns> {
  const goods = await TestReturns.sent(stories);
  stories.faults.add({ kind: 'refused', words: 'not today', method: 'POST', about: goods.shipment.id });
  await goods.comesBack({}).scan();
  await goods.asks('return-refused');
  return goods;
}

describe('bridge shipment', () => {
  it('shows a return with the same document, and what may be done', async () => {
    const goods = await refused();
    const { workflowId } = goods.handle();
    const { code, document } = await cli.json<ReturnDocument>('shipment', workflowId);
    expect(code).toBe(0);
    expect(document).toMatchObject({
      ...{ id: workflowId, goodsOwner: 'acme', store: 'retail', shipmentId: goods.shipment.id },
      ...{ warehouseOrder: goods.shipment.id, stage: 'reporting', attention: 'return-refused', answeredBy: 'worker' },
    });
    expect(document.orderNumber).toBe(String(goods.shipment.order));

    const { out } = await cli('shipment', workflowId);
    expect(out).toContain('Attention: return-refused');
    expect(out).toContain('not today');
    expect(out).toContain(`bridge resolve ${workflowId} --choice accept --reason "…"`);
    expect(out).toMatch(/^ {2}Came back +1 of line \S+ \(not back in stock\)$/m);
  });

  it('says what to do when there is no such return', async () => {
    const { code, err } = await cli('shipment', 'return/acme/1/0');
    expect(code).toBe(1);
    expect(err).toContain('bridge sync returns');
  });
});

describe('operators', () => {
  it('are told what their answer would do, and it is done when they mean it', async () => {
    const goods = await refused();
    const { workflowId } = goods.handle();
    const answer = ['resolve', workflowId, '--choice', 'accept', '--reason', 'made by hand'];
    await expect(cli(...answer, '--dry-run')).resolves.toMatchObject({
      code: 0,
      out: expect.stringContaining('Ongoing is told that the returned numbers are known'),
    });
    expect(goods.order.lines).toMatchObject([{ reportedReturned: null }]);
    await expect(cli('cancel', workflowId, '--reason', 'x')).resolves.toMatchObject({
      code: 1,
      out: expect.stringContaining('a return cannot be cancelled'),
    });
    await expect(cli(...answer)).resolves.toMatchObject({ code: 0 });
    await expect(goods.end()).resolves.toMatchObject({ end: 'completed', returnIds: [], acknowledged: 1 });
  });
});
