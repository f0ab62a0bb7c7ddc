import type { AlertDocument } from '../../src/activities/alerts/document';
import type { SlackMessage } from '../../src/activities/alerts/slack';
import type { AlertsResult } from '../../src/protocol/alerts';
import { searchAttributes, workflowTypes } from '../../src/protocol/names';
import { desiredAlerts } from '../../src/schedules/desired';
import { makeEqual } from '../../src/schedules/make-equal';
import { runNow } from '../../src/schedules/run-now';
import type { WorkerEvent } from '../../src/worker';
import { startServer, type Handler, type LocalServer } from '../clients/support/server';
import { encryptionOfRun } from '../support/encryption-of-run';
import { eventually } from '../support/eventually';
import { everythingKept, tracesIn } from '../support/kept';
import { useStories } from './support/use-stories';

// Registered first, so that it runs while the worker and the connection are there.
afterAll(async () => {
  await stories.client.schedule.getHandle('alerts').delete();
  await Promise.all([json.close(), chat.close()]);
});
const heard: WorkerEvent[] = [];
const stories = useStories({ worker: { onEvent: (event) => void heard.push(event) } });

const ok: Handler = (_request, response) => response.writeHead(200).end('ok');
const fails =
  (status: number): Handler =>
  (_request, response) =>
    response.writeHead(status).end('<p>/services/s3cr3t is not here</p>');

let json: LocalServer;
let chat: LocalServer;
beforeAll(async () => {
  [json, chat] = await Promise.all([startServer(), startServer()]);
  json.answer(ok);
  chat.answer(ok);
  await stories.reconfigured({
    alerts: [
      { url: `${json.url}/services/s3cr3t`, window: '1h' },
      { url: `${chat.url}/services/s3cr3t`, format: 'slack', window: '3s' },
    ],
  });
  const [schedule] = desiredAlerts(stories.config);
  await makeEqual(stories.client, 'alerts', () => ({ schedule: schedule!, settings: {} }));
});
/** What has been posted to it, in the order of the posts. */
const posts = () => json.seen.map(({ body, headers }) => ({ document: JSON.parse(body) as AlertDocument, headers }));
/** What it was told of a kind of attention. */
const toldOf = (attention: string) =>
  posts()
    .flatMap(({ document }) => document.alerts)
    .filter((alert) => alert.attention === attention);
const chatted = () => chat.seen.map(({ body }) => JSON.parse(body) as SlackMessage);
const chattedOf = (attention: string) =>
  chatted().flatMap(({ blocks }) =>
    blocks.map((block) => JSON.stringify(block)).filter((text) => text.includes(attention)),
  );

/** Lives that only stand there and need a person. */
async function stuck(count: number, attention: string, store = 'retail', from = 0) {
  const ids = Array.from({ length: count }, (_, index) => `shipment/${store}/${attention}-${from + index}`);
  for (let start = 0; start < count; start += 20) {
    await Promise.all(
      ids.slice(start, start + 20).map((workflowId) =>
        stories.client.workflow.start(workflowTypes.shipment, {
          workflowId,
          taskQueue: 'nobody-polls-it',
          typedSearchAttributes: [
            { key: searchAttributes.goodsOwner, value: 'acme' },
            { key: searchAttributes.store, value: store },
            { key: searchAttributes.attention, value: attention },
            { key: searchAttributes.attentionSince, value: new Date() },
          ],
        }),
      ),
    );
  }
  return ids;
}
const end = (ids: readonly string[]) =>
  Promise.all(ids.map((id) => stories.client.workflow.getHandle(id).terminate('the end of the test')));

const look = () => runNow(stories.client, 'alerts') as Promise<AlertsResult>;

describe('who is to be told', () => {
  it('hears of what needs a person, and that it is over, each once', async () => {
    const shipment = stories.ordered({});
    stories.faults.add({ id: 'no', kind: 'refused', about: shipment.id, method: 'PUT', path: '/orders', words: 'no' });
    await stories.scan();
    await shipment.asks('order-refused');
    const [raised] = await eventually(() => toldOf('order-refused').length > 0 && toldOf('order-refused'));
    expect(raised).toMatchObject({
      ...{ event: 'raised', cause: 'order-refused/acme/retail', goodsOwner: 'acme', store: 'retail', count: 1 },
      ...{ examples: [shipment.workflowId], command: 'bridge shipments --attention order-refused --store retail' },
    });
    await eventually(() => chattedOf('order-refused').length > 0);
    stories.faults.clear({ id: 'no' });
    await shipment.act('retry');
    await shipment.reaches('in-warehouse');
    await eventually(() => toldOf('order-refused').length === 2);
    await look();
    await look();
    expect(toldOf('order-refused').map(({ event }) => event)).toEqual(['raised', 'recovered']);
    expect(chattedOf('order-refused').filter((text) => text.includes('is over'))).toHaveLength(1);
  });

  it('gets one message about hundreds, and another one only when its window is over and there are more', async () => {
    const ids = await stuck(240, 'short-picked');
    await eventually(() => toldOf('short-picked').length > 0 && chattedOf('short-picked').length > 0);
    await eventually(async () => (await look()).read >= 240);
    const more = await stuck(7, 'short-picked', 'retail', 240);
    // Those who are told every few seconds hear how many there are in the end, and how many they knew of.
    await eventually(() => chattedOf('short-picked').some((text) => /: 247, before \d+/.test(text)));
    await look();
    const [first, ...others] = toldOf('short-picked');
    expect(others).toEqual([]);
    expect(first?.examples.length).toBeLessThanOrEqual(5);
    await end([...ids, ...more]);
    await eventually(() => toldOf('short-picked').length === 2);
    expect(toldOf('short-picked')[1]).toMatchObject({ event: 'recovered' });
  });

  it('is told when he can be reached again, and nobody waits for him', async () => {
    json.answer(fails(503));
    const before = json.seen.length;
    const ids = await stuck(1, 'overdue', 'wholesale');
    await eventually(() => chattedOf('overdue').length > 0);
    // Whoever breaks off after he has read it is told again: with the same id.
    await eventually(() => json.seen.length >= before + 3);
    json.answer((_request, response) => response.destroy());
    const refused = await eventually(async () => {
      const result = await look();
      return result.skipped > 0 && result;
    });
    expect(refused.read).toBeGreaterThan(0);
    await eventually(() => heard.some((event) => event.event === 'alert' && event.outcome === 'away'));
    const failed = json.seen.length;
    json.answer(ok);
    await eventually(() => json.seen.length > failed);
    const its = posts().slice(before);
    expect(new Set(its.map(({ document }) => document.id)).size).toBe(1);
    expect(new Set(its.map(({ headers }) => headers['idempotency-key']))).toEqual(new Set([its[0]!.document.id]));
    expect(chattedOf('*overdue* in')).toHaveLength(1);
    await end(ids);
    await eventually(() => toldOf('overdue').some(({ event }) => event === 'recovered'));
  });

  it('is named, without his address, when he refuses', async () => {
    json.answer(fails(404));
    const ids = await stuck(1, 'no-tracking');
    const result = await eventually(async () => {
      const one = await look();
      return one.refusedTotal > 0 && one;
    });
    expect(result.refused).toEqual([{ id: 'alerts[0]', reason: 'HTTP 404' }]);
    expect(heard).toContainEqual({
      ...{ event: 'alert', target: 'alerts[0]', outcome: 'refused', count: 1, why: 'HTTP 404' },
    });
    json.answer(ok);
    await eventually(() => toldOf('no-tracking').length > 1);
    await end(ids);
    await eventually(() => toldOf('no-tracking').some(({ event }) => event === 'recovered'));
  });

  it('hears of a connection, with what to do', async () => {
    const off = stories.faults.add({ kind: 'unauthorized', system: 'ongoing' });
    await stories.scanWarehouse().catch(() => undefined);
    const [raised] = await eventually(() => toldOf('unauthorized').length > 0 && toldOf('unauthorized'));
    expect(raised).toMatchObject({
      ...{ event: 'raised', goodsOwner: 'acme', store: null, examples: ['connection/acme'] },
      todo: expect.stringContaining('Renew the secret') as string,
    });
    stories.faults.clear({ id: off.id });
    await eventually(() => toldOf('unauthorized').length === 2, { withinMs: 40_000 });
  });

  it('is nowhere in Temporal', async () => {
    const kept = await everythingKept(stories.client, `WorkflowType = 'alerts'`);
    // What was looked through has their settings, unless the whole run is encrypted.
    expect(tracesIn(kept, ['windowMs'])).toHaveLength('keys' in encryptionOfRun ? 0 : 1);
    expect(tracesIn(kept, ['s3cr3t', '/services'])).toEqual([]);
  });
});
