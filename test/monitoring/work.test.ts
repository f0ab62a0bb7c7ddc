import { countWebhooks, countWork, createPage } from '../../src/monitoring';

const aPage = () => createPage({ role: 'worker', version: '1' });

describe('what a worker does, as metrics', () => {
  it('counts calls by how they ended, and how long they took in seconds', async () => {
    const page = aPage();
    const { onCall } = countWork(page);
    const call = { system: 'ongoing', connection: 'acme', operation: 'PUT /orders', sentAt: 0 } as const;
    onCall({ ...call, outcome: 'ok', status: 200, durationMs: 200 });
    onCall({ ...call, outcome: 'throttled', status: 429, durationMs: 20 });
    const text = await page.text();
    const labels = 'system="ongoing",connection="acme",operation="PUT /orders"';
    expect(text).toContain(`bridge_remote_calls_total{${labels},outcome="ok"} 1\n`);
    expect(text).toContain(`bridge_remote_calls_total{${labels},outcome="throttled"} 1\n`);
    expect(text).toContain(`bridge_remote_call_duration_seconds_sum{${labels}} 0.22\n`);
    expect(text).toContain(`bridge_remote_call_duration_seconds_bucket{le="0.05",${labels}} 1\n`);
  });

  it('counts news by whether the target of alerts has taken them', async () => {
    const page = aPage();
    const { onAlert } = countWork(page);
    onAlert({ target: 'alerts[0]', outcome: 'posted', count: 3 });
    onAlert({ target: 'alerts[0]', outcome: 'refused', count: 1 });
    const text = await page.text();
    expect(text).toContain('bridge_alerts_total{target="alerts[0]",outcome="posted"} 3\n');
    expect(text).toContain('bridge_alerts_total{target="alerts[0]",outcome="refused"} 1\n');
  });

  it('counts turns of the lane, those that were missed, and rests', async () => {
    const page = aPage();
    const work = countWork(page);
    work.onTurn({ goodsOwner: 'acme', got: true, priority: 1, waitedMs: 1_500 });
    work.onTurn({ goodsOwner: 'acme', got: false, priority: 2, waitedMs: 90_000 });
    work.onRest('acme', 30_000);
    work.onLease('taken');
    let busyMs = 1_000;
    work.lanesBusy(() => ({ acme: busyMs }));
    const first = await page.text();
    expect(first).toContain('bridge_lane_wait_seconds_sum{goods_owner="acme",priority="cancel"} 1.5\n');
    expect(first).toContain('bridge_lane_turns_missed_total{goods_owner="acme"} 1\n');
    expect(first).toContain('bridge_lane_rest_seconds_total{goods_owner="acme"} 30\n');
    expect(first).toContain('bridge_lane_rests_total{goods_owner="acme"} 1\n');
    expect(first).toContain('bridge_leases_held 1\n');
    expect(first).toContain('bridge_lane_busy_seconds_total{goods_owner="acme"} 1\n');
    busyMs = 2_500;
    work.onLease('lost');
    const second = await page.text();
    expect(second).toContain('bridge_lane_busy_seconds_total{goods_owner="acme"} 2.5\n');
    expect(second).toContain('bridge_leases_held 0\n');
  });

  it('counts effects, and of them the captures', async () => {
    const page = aPage();
    const { onEffect } = countWork(page);
    const whose = { goodsOwner: 'acme', store: 'retail' };
    onEffect({ effect: 'capture', end: 'refused', captures: 'import', ...whose });
    onEffect({ effect: 'complete', end: 'done', captures: 'complete', ...whose });
    onEffect({ effect: 'complete', end: 'done', ...whose });
    const text = await page.text();
    const labels = 'goods_owner="acme",store="retail"';
    expect(text).toContain(`bridge_effects_total{effect="complete",end="done",${labels}} 2\n`);
    expect(text).toContain(`bridge_captures_total{${labels},on="import",outcome="refused"} 1\n`);
    expect(text).toContain(`bridge_captures_total{${labels},on="complete",outcome="done"} 1\n`);
  });
});

describe('webhooks, as metrics', () => {
  it('are counted by how they ended; strangers have no name', async () => {
    const page = aPage();
    const onWebhook = countWebhooks(page);
    onWebhook({ source: 'centra', connection: 'retail', outcome: 'accepted', durationMs: 30 });
    onWebhook({ source: 'ongoing', outcome: 'unauthorized', durationMs: 1 });
    const text = await page.text();
    expect(text).toContain('bridge_webhooks_total{source="centra",connection="retail",outcome="accepted"} 1\n');
    expect(text).toContain('bridge_webhooks_total{source="ongoing",connection="",outcome="unauthorized"} 1\n');
    expect(text).toContain('bridge_webhook_duration_seconds_sum{source="centra",outcome="accepted"} 0.03\n');
  });
});
