import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import { MockActivityEnvironment } from '@temporalio/testing';
import { createEnds } from '../../../src/activities/ends';
import { latestProgress } from '../../../src/activities/progress';
import type { GoodsOwnerRoom, Rooms, StoreRoom } from '../../../src/activities/rooms';
import { StoreSlots } from '../../../src/activities/shipment/store-slots';
import { createSyncStock } from '../../../src/activities/stock';
import type { ArticleFilter } from '../../../src/clients/ongoing';
import { ApiUnavailable } from '../../../src/clients/errors';
import type { NewStock, StockFilter } from '../../../src/clients/centra';
import type { Order, StockRow } from '../../../src/clients/centra/schema';
import type { Article, WarehouseOrder } from '../../../src/clients/ongoing/schema';
import type { BrokenRow, Listed } from '../../../src/clients/listed';
import type { StockProgress, StockReport } from '../../../src/protocol/stock-sync';
import type { StretchEnd } from '../../../src/protocol/syncs';

interface Row {
  physicalStock: number;
  allocatedStock: number;
}

const listed = <T>(rows: T[], broken: BrokenRow[] = []): Listed<T> => ({
  observedAt: Date.now(),
  rows,
  broken,
  received: rows.length + broken.length,
});

/** Two systems of maps, as far as the stock synchronisation asks them, and what it asked. */
export class StockWorld {
  readonly inCentra = new Map<string, Row>();
  readonly inOngoing = new Map<string, number>();
  /** Changed lately. */
  readonly changed = new Set<string>();
  readonly orders: WarehouseOrder[] = [];
  readonly centraOrders: Order[] = [];
  /** By workflow id: how it stands, or how it ended. */
  readonly lives = new Map<string, 'running' | { readonly end: string }>();
  readonly brokenRows: BrokenRow[] = [];
  readonly calls: string[] = [];
  private readonly written = new Set<string>();
  /** Says whether a call fails. */
  fails: (call: string) => boolean = () => false;
  config: { fullEveryMs: number; restock: boolean } = { fullEveryMs: 86_400_000, restock: false };
  stretchMs = 60_000;

  article(sku: string, physicalStock: number, numberOfItems: number, allocatedStock = 0): void {
    this.inCentra.set(sku, { physicalStock, allocatedStock });
    this.inOngoing.set(sku, numberOfItems);
  }

  /** One attempt of a stretch. */
  async attempt(
    more: { last?: StockReport; progress?: StockProgress } = {},
    heartbeatDetails?: unknown,
  ): Promise<{ end?: StretchEnd<StockReport, StockProgress>; error?: unknown; lastBeat: unknown }> {
    const environment = new MockActivityEnvironment({ heartbeatDetails });
    let lastBeat: unknown;
    const work = createSyncStock({
      rooms: this.rooms,
      ends: createEnds(connections, this.rooms),
      slots: new StoreSlots(),
      client: this.client,
      stretchMs: this.stretchMs,
    });
    const run = async () => {
      try {
        return await work({ goodsOwner: 'acme', store: 'retail', startedAt: Date.now(), ...more });
      } finally {
        lastBeat = latestProgress();
      }
    };
    try {
      return { end: await environment.run(run), lastBeat };
    } catch (error) {
      return { error, lastBeat };
    }
  }

  /** A whole run in one stretch. */
  async run(last?: StockReport): Promise<StockReport> {
    const { end, error } = await this.attempt(last ? { last } : {});
    if (!end || !('report' in end)) throw new Error('no report', { cause: error });
    return end.report;
  }

  get rooms(): Rooms {
    const { fullEveryMs, restock } = this.config;
    const config = {
      id: 'acme',
      stores: [{ id: 'retail' }],
      articles: { articleNumber: ['sku', 'variantSku', 'sizeSku'] },
      ongoing: { warehouseId: null, goodsOwnerId: 7, baseUrl: 'https://ongoing.example.com' },
      returns: { enabled: restock, restock },
      stock: { store: 'retail', export: true, importAvailable: false, pickedIsInStock: false, fullEveryMs },
    };
    const room = { config, slots: 4, ongoing: () => this.ongoing } as unknown as GoodsOwnerRoom;
    const store = {
      config: { id: 'retail', centra: { timezone: 'Europe/Stockholm' } },
      goodsOwner: config,
      centra: this.centra,
      configuration: 'rules',
    } as unknown as StoreRoom;
    return { store: () => store, goodsOwner: () => room };
  }

  private note(call: string): void {
    this.calls.push(call);
    if (this.fails(call))
      throw new ApiUnavailable({ system: 'centra', operation: 'GET /stock' }, 'not sent: no connection');
  }

  private get centra() {
    return {
      listStock: async ({ stockModified, sku, ean, page, limit }: StockFilter) => {
        const how = stockModified ? 'changed' : sku ? `sku ${sku}` : ean ? `ean ${ean}` : `page ${page}`;
        this.note(`stock: ${how}`);
        const name = sku ?? ean?.replace('ean-', '');
        const isMeant = (one: string) => (name === undefined ? !stockModified || this.written.has(one) : one === name);
        const all = [...this.inCentra].filter(([one]) => isMeant(one));
        const rows = all.slice((page - 1) * limit, page * limit).map(([one, row]) => stockRow(one, row));
        const broken = page === 1 && name === undefined ? this.brokenRows : [];
        return { ...listed(rows, broken), hasNext: page * limit < all.length };
      },
      setStock: async (rows: readonly NewStock[]) => {
        this.note(`set ${rows.map(({ product, quantity }) => `${product}=${quantity}`).join(' ')}`);
        for (const { product, quantity } of rows) {
          const row = this.inCentra.get(product);
          this.written.add(product);
          if (row) row.physicalStock = Math.max(quantity, row.allocatedStock);
        }
        return { notFound: [], bundles: [] };
      },
      listOrders: async ({ orderNumber }: { orderNumber: string }) => {
        this.note(`order ${orderNumber}`);
        return listed(this.centraOrders.filter((order) => order.orderNumber === orderNumber));
      },
    };
  }

  private get ongoing() {
    const articles = (numbers: readonly string[]) =>
      listed(numbers.flatMap((number) => (this.inOngoing.has(number) ? [this.articleOf(number)] : [])));
    return {
      listArticles: async ({ stockInfoChangedFrom }: ArticleFilter) => {
        this.note(`changed since ${stockInfoChangedFrom === undefined ? 'ever' : 'then'}`);
        return articles([...this.changed]);
      },
      listArticlesByQuery: async ({ articleNumbers = [] }: ArticleFilter) => {
        this.note(`articles ${articleNumbers.length}`);
        return articles(articleNumbers);
      },
      listOrders: async () => {
        this.note('orders');
        return listed([...this.orders]);
      },
    };
  }

  private articleOf(articleNumber: string): Article {
    const picked = this.orders.flatMap(({ lines }) => lines).filter((line) => line.articleNumber === articleNumber);
    return {
      articleSystemId: [...this.inOngoing.keys()].indexOf(articleNumber) + 1,
      articleNumber,
      barCode: `ean-${articleNumber}`,
      writable: {},
      inventory: {
        numberOfItems: this.inOngoing.get(articleNumber) ?? 0,
        locked: 0,
        allocated: 0,
        toBeReported: { picked: picked.length, returned: picked.filter((line) => line.returned > 0).length },
      },
    };
  }

  private get client(): Client {
    const getHandle = (id: string) => ({
      describe: async () => {
        const life = this.lives.get(id);
        if (!life) throw new WorkflowNotFoundError('not there', id, undefined);
        return { status: { name: life === 'running' ? 'RUNNING' : 'COMPLETED' } };
      },
      result: async () => this.lives.get(id),
    });
    return { workflow: { getHandle, count: async () => ({ count: 0 }) } } as unknown as Client;
  }
}

const connections = {
  stage: async () => 'working' as const,
  worked: () => undefined,
  answered: () => undefined,
  failed: async () => undefined,
};

const stockRow = (sku: string, { physicalStock, allocatedStock }: Row): StockRow =>
  ({
    ...{ stockItemId: `item-${sku}`, sku, ean: `ean-${sku}`, physicalStock, allocatedStock },
    availableStock: physicalStock - allocatedStock,
  }) as StockRow;

/** An order in the warehouse of which a piece was picked and not acknowledged. */
export const anOrder = (more: Partial<WarehouseOrder> & { articleNumber?: string; returned?: number } = {}) => {
  const { articleNumber = 'A', returned = 0, ...order } = more;
  const line = { orderLineId: 1, articleNumber, picked: 1, reported: 0, returned, reportedReturned: 0, subLines: [] };
  return {
    orderId: 1,
    orderNumber: '7001-1',
    referenceNumber: 'retail/7001-1',
    lines: [line],
    ...order,
  } as unknown as WarehouseOrder;
};
