import type { FaultKind } from '../../../src/sandbox';
import { eventually } from '../../support/eventually';
import type { Stories } from './use-stories';

/** Every way in which a system can be away, and the place that it happens to. */
export const waysToBeAway: [how: string, where: string, kind: FaultKind, attention: 'unreachable' | 'unauthorized'][] =
  [
    ['does not listen', 'deaf', 'down', 'unreachable'],
    ['does not answer', 'silent', 'timeout-before', 'unreachable'],
    ['answers with a web page', 'lying', 'html', 'unreachable'],
    ['refuses the credentials', 'locked', 'unauthorized', 'unauthorized'],
  ];

/** Where it happens: one of the two is away. */
export interface Place {
  readonly store: string;
  readonly goodsOwner: string;
  readonly away: 'store' | 'goodsOwner';
}

/** Everything that a person should look at there. */
async function attentionIn({ client }: Stories, { away, ...place }: Place): Promise<string[]> {
  const whose = away === 'store' ? `Store = '${place.store}'` : `GoodsOwner = '${place.goodsOwner}'`;
  const ids: string[] = [];
  const query = `Attention IS NOT NULL AND ${whose}`;
  for await (const { workflowId } of client.workflow.list({ query })) ids.push(workflowId);
  return ids;
}

/** Shipments wait in a named state, one question is asked, on the connection, and all go on by themselves afterwards. */
export async function expectToWaitAndGoOn(
  stories: Stories,
  place: Place,
  kind: FaultKind,
  attention: 'unreachable' | 'unauthorized',
): Promise<void> {
  const { store, goodsOwner, away } = place;
  const connection = place[away];
  const toReport = [await stories.imported({ store }), await stories.imported({ store })];
  const toImport = [stories.ordered({ store }), stories.ordered({ store })];
  for (const shipment of toReport) shipment.ships();
  // All is to be done at once, when the system has gone away.
  await stories.pause(store);
  await stories.scan(store);
  await stories.scanWarehouse(goodsOwner);
  const { id } = stories.faults.add({ [away]: connection, kind });
  await stories.resume(store);

  const { asks } = await eventually(async () => {
    const seen = await stories.connection(connection);
    return seen.stage === 'waiting' && seen;
  });
  expect(asks.map((ask) => ask.attention)).toEqual([attention]);
  for (const shipment of toImport) await shipment.reaches('importing', 'connection');
  for (const shipment of toReport) await shipment.reaches('reporting', 'connection');
  await eventually(async () => (await attentionIn(stories, place)).join() === `connection/${connection}`);

  stories.faults.clear({ id });
  for (const shipment of toReport) await expect(shipment.end()).resolves.toMatchObject({ end: 'completed' });
  for (const shipment of toImport) await shipment.reaches('in-warehouse', 'warehouse');
  await eventually(async () => (await attentionIn(stories, place)).length === 0);
  expect((await stories.connection(connection)).stage).toBe('working');
  for (const shipment of toReport) expect(shipment.inOngoing().lines).toMatchObject([{ reported: 1 }]);
}
