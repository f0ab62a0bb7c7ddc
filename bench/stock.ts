import axios, { type AxiosInstance } from 'axios';
import { stockSchedule, taskQueues, workflowTypes } from '../src/protocol/names';
import type { StockReport } from '../src/protocol/stock-sync';
import { runNow } from '../src/schedules';
import type { BenchBridge } from './bridge';
import type { RemoteSimulators } from './control';
import { memoryMb, round } from './measure';

/** One article in so many differs. */
const everyHowMany = 100;
const pieces = 1_000;

/**
 * A registry of which one article in a hundred differs: all of it compared, and what differs written; all of it compared
 * once more; and then asked only for what has changed, which is nothing. Beside it a bare loop over the same calls.
 */
export async function stock(bridge: BenchBridge, simulators: RemoteSimulators, count: number): Promise<object> {
  const goodsOwner = Object.keys(simulators.ongoing)[0] ?? '';
  const store = Object.keys(simulators.centra)[0] ?? '';
  await simulators.control('merchant/addProducts', { store, count, sku: 'STOCK', physicalStock: pieces });
  await manyAtOnce(count, (n) =>
    simulators.control('warehouse/moveStock', {
      goodsOwner,
      articleNumber: articleNumber(n),
      numberOfItems: n % everyHowMany === 0 ? pieces - 1 : pieces,
    }),
  );
  // Clocks differ: what has changed in the last two minutes is asked for once more. That is not to be measured here.
  await new Promise((later) => setTimeout(later, 125_000));
  const action = {
    workflowType: workflowTypes.stockSync,
    taskQueue: taskQueues.bridge,
    args: [{ goodsOwner, store }],
  };
  const bare = await bareLoop(simulators);
  let runs = 0;
  const compareAll = () =>
    bridge.client.workflow.execute(action.workflowType, {
      ...action,
      workflowId: `bench-stock-${(runs += 1)}`,
    }) as Promise<StockReport>;
  const first = await measured(simulators, compareAll);
  const unchanged = await measured(simulators, compareAll);
  const scheduleId = stockSchedule(goodsOwner);
  await bridge.client.schedule.create({
    ...{ scheduleId, spec: {} },
    action: { type: 'startWorkflow', workflowId: scheduleId, ...action },
  });
  const scheduled = async () => (await runNow(bridge.client, scheduleId)) as StockReport;
  await scheduled();
  const sinceThen = await measured(simulators, scheduled);
  return { articles: count, differences: count / everyHowMany, bareLoop: bare, first, unchanged, sinceThen };
}

/** As the simulator numbers many products: five sizes to each. */
const articleNumber = (n: number) => `STOCK${1 + Math.floor(n / 5)}-${1 + (n % 5)}`;

async function manyAtOnce(count: number, work: (n: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: 16 }, worker));
}

async function measured(simulators: RemoteSimulators, run: () => Promise<StockReport>): Promise<object> {
  const callsBefore = await callsSoFar(simulators);
  const before = memoryMb(process.pid);
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, memoryMb(process.pid))), 50);
  const startedAt = performance.now();
  try {
    const { full, read, written, unchanged } = await run();
    const seconds = round((performance.now() - startedAt) / 1_000);
    const calls = (await callsSoFar(simulators)) - callsBefore;
    return { full, read, written, unchanged, seconds, calls, memoryMb: { before, most } };
  } finally {
    clearInterval(timer);
  }
}

interface Counters {
  readonly calls: Record<'centra' | 'ongoing', Record<string, { calls: Record<string, number> }>>;
}

async function callsSoFar(simulators: RemoteSimulators): Promise<number> {
  const { calls } = (await simulators.control('counters')) as Counters;
  const places = [...Object.values(calls.centra), ...Object.values(calls.ongoing)];
  return places.flatMap((place) => Object.values(place.calls)).reduce((sum, one) => sum + one, 0);
}

/** Reads and compares the same, page after page, with axios and nothing else. It writes nothing. */
async function bareLoop({ centra, ongoing }: RemoteSimulators): Promise<object> {
  const [shop] = Object.values(centra);
  const [house] = Object.values(ongoing);
  if (!shop || !house) throw new Error('nothing configured');
  const auth = { username: house.username, password: house.password };
  const fromCentra = axios.create({ baseURL: shop.baseUrl, headers: { 'API-Authorization': shop.secret } });
  const fromOngoing = axios.create({ baseURL: house.baseUrl, auth });
  const startedAt = performance.now();
  let differences = 0;
  let calls = 0;
  for (let page = 1, hasNext = true; hasNext; page += 1) {
    const list = await pageOf(fromCentra, page);
    const articleNumbers = list.products.map(({ sku, variantSku, sizeSku }) => `${sku}${variantSku}${sizeSku}`);
    const there = await stocksOf(fromOngoing, house.goodsOwnerId, articleNumbers);
    list.products.forEach(({ physicalStock }, index) => {
      const figure = there.get(articleNumbers[index] ?? '');
      if (figure !== undefined && figure !== physicalStock) differences += 1;
    });
    hasNext = list.next !== undefined;
    calls += 2;
  }
  return { seconds: round((performance.now() - startedAt) / 1_000), calls, differences };
}

interface StockPage {
  readonly products: readonly { sku: string; variantSku: string; sizeSku: string; physicalStock: number }[];
  readonly next?: string;
}

const pageOf = async (http: AxiosInstance, page: number): Promise<StockPage> =>
  (await http.get<StockPage>('/stock', { params: { limit: 500, page } })).data;

interface StockOfArticle {
  readonly articleNumber: string;
  readonly inventoryInfo: Record<'numberOfItems' | 'numberOfLockedItems' | 'allocatedNumberOfItems', number>;
}

async function stocksOf(
  http: AxiosInstance,
  goodsOwnerId: number,
  articleNumbers: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { data } = await http.post<StockOfArticle[]>('/articles/byQuery', { goodsOwnerId, articleNumbers });
  return new Map(
    data.map(({ articleNumber: number, inventoryInfo: { numberOfItems, ...info } }) => [
      number,
      numberOfItems - info.numberOfLockedItems + info.allocatedNumberOfItems,
    ]),
  );
}
