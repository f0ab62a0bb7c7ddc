import { parseConfig } from '../../src/config';
import { collectFromTemporal, createPage, documents, reachOf, schedules, taskQueues } from '../../src/monitoring';
import type { Part } from '../../src/monitoring/temporal/asked';
import { searchAttributes, taskQueues as queues } from '../../src/protocol/names';
import { allSearchAttributes } from '../support/bridge';
import { eventually } from '../support/eventually';
import { useTemporal } from '../support/temporal';
import { aFile, env } from '../config/support';

const config = parseConfig(aFile, { file: 'bridge.yaml', env, extraChecks: [] });

const valueOf = (text: string, series: string): number | undefined => {
  const line = text.split('\n').find((one) => one.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length));
};

describe('what Temporal knows, as metrics', () => {
  const temporal = useTemporal({ searchAttributes: allSearchAttributes });

  const start = (workflowType: string, id: string, values: Partial<Record<keyof typeof searchAttributes, string>>) =>
    temporal.client.workflow.start(workflowType, {
      workflowId: id,
      taskQueue: queues.bridge,
      typedSearchAttributes: Object.entries(values).map(([name, value]) => {
        const key = searchAttributes[name as keyof typeof searchAttributes];
        return { key, value: key.type === 'DATETIME' ? new Date(value) : value };
      }) as never,
    });
  const ofShop = { goodsOwner: 'north', store: 'shop' };
  const hourAgo = () => new Date(Date.now() - 3_600_000).toISOString();

  function aPage(isThere: () => boolean = () => true, more: readonly Part[] = []) {
    const page = createPage({ role: 'gateway', version: '1.2.3' });
    const asked = { connection: temporal.connection, namespace: temporal.namespace, address: temporal.address };
    const at = () => (isThere() ? asked : undefined);
    const wanted = [{ scheduleId: 'shipments/shop', everyMs: 60_000, goodsOwner: 'north', store: 'shop' }];
    const parts = [documents(page, config), schedules(page, wanted), taskQueues(page, config), ...more];
    collectFromTemporal({ page, parts, temporal: at, reach: reachOf(at), firstWithinMs: 30_000 });
    return page;
  }

  beforeAll(async () => {
    await start('shipment', 'shipment/shop/1-1', { ...ofShop, stage: 'importing', orderNumber: '4711' });
    await start('shipment', 'shipment/shop/2-1', { ...ofShop, stage: 'in-warehouse' });
    await start('order', 'order/shop/3', { ...ofShop, stage: 'in-warehouse' });
    const needy = { attention: 'overdue', attentionSince: hourAgo() };
    await start('shipment', 'shipment/shop/4-1', { ...ofShop, stage: 'held', ...needy });
    await start('shipment', 'shipment/gone/5-1', { goodsOwner: 'north', store: 'gone', stage: 'Kim Example' });
    await start('connection', 'connection/shop', { ...ofShop, stage: 'waiting', attention: 'unauthorized' });
    await eventually(async () => (await temporal.client.workflow.count()).count === 6);
  });

  it('shows what is under way, what needs a person, and for how long', async () => {
    const text = await aPage().text();
    const shop = 'goods_owner="north",store="shop"';
    expect(valueOf(text, 'bridge_temporal_up')).toBe(1);
    expect(valueOf(text, `bridge_open_documents{kind="shipment",stage="in-warehouse",${shop}}`)).toBe(1);
    expect(valueOf(text, `bridge_open_documents{kind="order",stage="in-warehouse",${shop}}`)).toBe(1);
    expect(valueOf(text, `bridge_not_imported_oldest_age_seconds{${shop}}`)).toBeGreaterThan(0);
    expect(valueOf(text, `bridge_attention{attention="overdue",kind="shipment",${shop}}`)).toBe(1);
    const age = valueOf(text, `bridge_attention_oldest_age_seconds{attention="overdue",kind="shipment",${shop}}`);
    expect(age).toBeGreaterThanOrEqual(3_600);
    expect(age).toBeLessThan(3_900);
    expect(valueOf(text, `bridge_attention{attention="unauthorized",kind="connection",${shop}}`)).toBe(1);
    expect(valueOf(text, `bridge_connection_stage{${shop},stage="waiting"}`)).toBe(1);
  });

  it('has no labels but ids of the configuration and words of its own', async () => {
    const text = await aPage().text();
    expect(text).not.toMatch(/4711|Kim|gone/);
    const left = 'bridge_open_documents{kind="shipment",stage="other",goods_owner="north",store="other"}';
    expect(valueOf(text, left)).toBe(1);
  });

  it('shows what waits in a queue that nobody serves', async () => {
    const labels = 'task_queue="bridge",type="workflow"';
    const page = aPage();
    const text = await page.text();
    expect(valueOf(text, `bridge_task_queue_pollers{${labels}}`)).toBe(0);
    expect(valueOf(text, `bridge_task_queue_backlog{${labels}}`)).toBeGreaterThan(0);
    expect(valueOf(text, `bridge_task_queue_backlog_age_seconds{${labels}}`)).toBeGreaterThan(0);
  });

  it('counts the age of a schedule that is not even there', async () => {
    const text = await aPage().text();
    const labels = 'schedule="shipments/shop",kind="shipments",goods_owner="north",store="shop"';
    expect(valueOf(text, `bridge_schedule_interval_seconds{${labels}}`)).toBe(60);
    expect(valueOf(text, `bridge_schedule_last_success_age_seconds{${labels}}`)).toBeGreaterThan(0);
  });

  it('asks once for many looks', async () => {
    let asked = 0;
    const ask = () => Promise.resolve(() => void 0).finally(() => (asked += 1));
    const page = aPage(() => true, [{ name: 'documents', ask, clear: () => undefined }]);
    for (let look = 0; look < 5; look += 1) await page.text();
    await Promise.all([page.text(), page.text()]);
    expect(asked).toBe(1);
  });

  it('shows nothing old while Temporal is away, says so, and shows everything when it is back', async () => {
    let isThere = true;
    const page = aPage(() => isThere);
    expect(await page.text()).toContain('bridge_open_documents{');
    isThere = false;
    const away = await page.text();
    expect(valueOf(away, 'bridge_temporal_up')).toBe(0);
    expect(away).not.toMatch(/^bridge_(open_documents|attention|schedule_\w+|task_queue_\w+|collection_age\w+)\{/m);
    expect(away).toContain('version="1.2.3"');
    isThere = true;
    const back = await page.text();
    expect(valueOf(back, 'bridge_temporal_up')).toBe(1);
    expect(back).toContain('bridge_open_documents{');
  });

  it('counts a question without an answer, and goes on with the others', async () => {
    const ask = () => Promise.reject(new Error('no'));
    const page = aPage(() => true, [{ name: 'schedules', ask, clear: () => undefined }]);
    const text = await page.text();
    expect(valueOf(text, 'bridge_collections_total{part="schedules",outcome="failed"}')).toBe(1);
    expect(text).toContain('bridge_open_documents{');
  });
});
