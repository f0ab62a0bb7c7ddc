import axios from 'axios';
import { taskQueues, workflowTypes } from '../src/protocol/names';
import type { ArticlesReport } from '../src/protocol/syncs';
import type { BenchBridge } from './bridge';
import type { RemoteSimulators } from './control';
import { cpuSeconds, memoryMb, round } from './measure';

type Calls = Record<string, Record<string, { calls: Record<string, number> }>>;

/** An empty warehouse gets a registry of so many articles; then the same again, when nothing has changed. */
export async function articles(bridge: BenchBridge, simulators: RemoteSimulators, count: number): Promise<object> {
  const [goodsOwner] = bridge.config.goodsOwners;
  if (!goodsOwner) throw new Error('nothing configured');
  const { store } = goodsOwner.articles;
  await simulators.control('merchant/addProducts', { store, count });
  // Once to warm up.
  await bareLoop(simulators, 500);
  const bareMs = await bareLoop(simulators, Math.min(count, 3_000));
  const run = () =>
    bridge.client.workflow.execute<(input: object) => Promise<ArticlesReport>>(workflowTypes.articlesSync, {
      taskQueue: taskQueues.bridge,
      workflowId: `articles-${Date.now()}`,
      args: [{ goodsOwner: goodsOwner.id, store }],
    });
  const first = await measured(bridge, simulators, run);
  const unchanged = await measured(bridge, simulators, run);
  return {
    articles: count,
    first: { ...first, ofBareLoop: round((bareMs * count) / (first.seconds * 1_000), 3) },
    unchanged,
    bareLoop: { msPerArticle: bareMs },
  };
}

async function measured(bridge: BenchBridge, simulators: RemoteSimulators, run: () => Promise<ArticlesReport>) {
  const before = callsIn(await simulators.control('counters'));
  const [startedAt, cpu] = [performance.now(), cpuSeconds(process.pid)];
  let mostMb = 0;
  const watch = setInterval(() => (mostMb = Math.max(mostMb, memoryMb(process.pid))), 500);
  const { read, written, unchanged, different, skipped, refusedTotal } = await run().finally(() =>
    clearInterval(watch),
  );
  const after = callsIn(await simulators.control('counters'));
  return {
    seconds: round((performance.now() - startedAt) / 1_000),
    ...{ read, written, unchanged, different, skipped, refusedTotal },
    calls: Object.fromEntries(
      Object.entries(after)
        .map(([operation, calls]): [string, number] => [operation, calls - (before[operation] ?? 0)])
        .filter(([, calls]) => calls > 0),
    ),
    workerCpuSeconds: round(cpuSeconds(process.pid) - cpu),
    memoryMb: { workerAtMost: Math.max(mostMb, memoryMb(process.pid)), server: memoryMb(bridge.server.pid) },
  };
}

function callsIn(counters: unknown): Record<string, number> {
  const { calls } = counters as { calls: Calls };
  return Object.fromEntries(
    Object.entries(calls).flatMap(([system, places]) =>
      Object.values(places).flatMap((place) =>
        Object.entries(place.calls).map(([operation, made]): [string, number] => [`${system} ${operation}`, made]),
      ),
    ),
  );
}

/** The same writes, one after the other, with axios and nothing else. @returns milliseconds for each */
async function bareLoop(simulators: RemoteSimulators, count: number): Promise<number> {
  const [address] = Object.values(simulators.ongoing);
  if (!address) throw new Error('no goods owner');
  const { baseUrl, goodsOwnerId, username, password } = address;
  const http = axios.create({ baseURL: baseUrl, auth: { username, password } });
  const startedAt = performance.now();
  for (let i = 0; i < count; i += 1) {
    await http.put('/articles', { goodsOwnerId, articleNumber: `BARE-${i}`, articleName: `Bare ${i}`, weight: 0.2 });
  }
  return round((performance.now() - startedAt) / count, 2);
}
