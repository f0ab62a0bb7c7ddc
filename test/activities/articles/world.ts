import type { Client } from '@temporalio/client';
import { MockActivityEnvironment } from '@temporalio/testing';
import { Registries } from '../../../src/activities/articles/registry';
import type { ProductPage } from '../../../src/activities/articles/read-registry';
import { createSyncArticles, type ArticlesDeps } from '../../../src/activities/articles/sync';
import { createEnds } from '../../../src/activities/ends';
import { StoreSlots } from '../../../src/activities/shipment/store-slots';
import type { ConnectionStage } from '../../../src/lifecycle/words';
import type { ArticlesProgress, ArticlesReport } from '../../../src/protocol/syncs';
import { startSimulators, type Simulators, type SimulatorsOptions } from '../../../src/sandbox';
import { Lane } from '../../../src/worker/lane';
import { createRooms } from '../../../src/worker/rooms';
import { configFor, simulatorsFor, type WorldOptions } from '../../support/config-for';

export interface ArticlesWorldOptions extends WorldOptions {
  readonly now?: () => number;
  /** Default 50. */
  readonly pageSize?: number;
  /** What Centra's client has read, made worse. */
  readonly spoilt?: (page: ProductPage) => ProductPage;
}

export interface RunOptions {
  readonly last?: ArticlesReport;
  readonly startedAt?: number;
  /** What a dead attempt has left. */
  readonly heartbeat?: ArticlesProgress;
  /** Which attempt of the first stretch it is. Default 1. */
  readonly attempt?: number;
  /** This is another process, which remembers nothing. */
  readonly elsewhere?: boolean;
  readonly stretchMs?: number;
  /** Called after every row. */
  readonly onStretch?: (progress: ArticlesProgress, details: string) => void;
}

/** The synchronisation of articles between two simulators, without Temporal. */
export class ArticlesWorld {
  readonly told: { total: number; named: string[] }[] = [];
  stage: ConnectionStage = 'working';
  private registries = new Registries();

  private constructor(
    readonly simulators: Simulators,
    private readonly options: ArticlesWorldOptions,
  ) {}

  static async start(options: ArticlesWorldOptions = {}): Promise<ArticlesWorld> {
    const settings: SimulatorsOptions = { assortment: false, ...simulatorsFor(options) };
    return new ArticlesWorld(
      await startSimulators({ ...settings, ...(options.now ? { now: options.now } : {}) }),
      options,
    );
  }

  get merchant() {
    return this.simulators.control.merchant;
  }

  get warehouse() {
    return this.simulators.control.warehouse;
  }

  /** Calls since the start, `{ 'ongoing PUT /articles': 3 }`. */
  calls(): Record<string, number> {
    const { calls } = this.simulators.control.counters({});
    const all = Object.entries(calls).flatMap(([system, places]) =>
      Object.values(places).flatMap((place) =>
        Object.entries(place.calls).map(([operation, count]): [string, number] => [`${system} ${operation}`, count]),
      ),
    );
    return Object.fromEntries(all);
  }

  /** Every article in Ongoing, by number. */
  async inOngoing(): Promise<Record<string, Record<string, unknown>>> {
    const [address] = Object.values(this.simulators.ongoing);
    if (!address) throw new Error('no goods owner');
    const login = Buffer.from(`${address.username}:${address.password}`).toString('base64');
    const reply = await fetch(`${address.baseUrl}/articles?goodsOwnerId=${address.goodsOwnerId}`, {
      headers: { authorization: `Basic ${login}` },
    });
    const articles = (await reply.json()) as { articleNumber: string }[];
    return Object.fromEntries(articles.map((article) => [article.articleNumber, article]));
  }

  /** Somebody at the warehouse writes to an article. */
  async warehouseWrites(article: { articleNumber: string } & Record<string, unknown>): Promise<void> {
    const [address] = Object.values(this.simulators.ongoing);
    if (!address) throw new Error('no goods owner');
    const login = Buffer.from(`${address.username}:${address.password}`).toString('base64');
    const reply = await fetch(`${address.baseUrl}/articles`, {
      method: 'PUT',
      headers: { authorization: `Basic ${login}`, 'content-type': 'application/json' },
      body: JSON.stringify({ goodsOwnerId: address.goodsOwnerId, ...article }),
    });
    if (!reply.ok) throw new Error(`${reply.status}`);
  }

  /** One run, stretch after stretch. */
  async run({
    last,
    startedAt,
    heartbeat,
    elsewhere,
    stretchMs,
    onStretch,
    attempt = 1,
  }: RunOptions = {}): Promise<ArticlesReport> {
    if (elsewhere) this.registries = new Registries();
    const syncArticles = this.activity(stretchMs);
    const began = startedAt ?? this.options.now?.() ?? Date.now();
    let progress: ArticlesProgress | undefined;
    let heartbeatDetails: unknown = heartbeat;
    for (;;) {
      const stretch = {
        ...{ goodsOwner: 'acme', store: 'retail', startedAt: began },
        ...(last ? { last } : {}),
        ...(progress ? { progress } : {}),
      };
      const end: Awaited<ReturnType<typeof syncArticles>> = await new MockActivityEnvironment({
        heartbeatDetails,
        attempt,
      }).run(() => syncArticles(stretch));
      if ('report' in end) return end.report;
      ({ progress } = end);
      heartbeatDetails = undefined;
      onStretch?.(end.progress, end.details);
    }
  }

  private activity(stretchMs: number | undefined) {
    const config = configFor(this.simulators, {
      ...this.options,
      articles: { store: 'retail', requireSkus: false, ...this.options.articles },
    });
    const lane = new Lane();
    const rooms = createRooms(config, { lane: (_goodsOwner, send, priority) => lane.through(send, priority) });
    const { spoilt = (page) => page } = this.options;
    const { centra } = rooms.store('retail');
    const { listProducts } = centra;
    Object.assign(centra, {
      listProducts: async (...asked: Parameters<typeof listProducts>) => spoilt(await listProducts(...asked)),
    });
    const connections = {
      stage: async () => this.stage,
      worked: () => undefined,
      answered: () => undefined,
      failed: async () => undefined,
    };
    const client = {
      workflow: {
        signalWithStart: async (
          _type: string,
          { signalArgs }: { signalArgs: [{ total: number; named: string[] }] },
        ) => {
          this.told.push(signalArgs[0]);
        },
      },
    } as unknown as Client;
    const deps: ArticlesDeps = {
      ...{ rooms, connections, client, registries: this.registries },
      ends: createEnds(connections, rooms),
      slots: new StoreSlots(),
      pageSize: this.options.pageSize ?? 50,
      ...(stretchMs === undefined ? {} : { stretchMs }),
    };
    return createSyncArticles(deps);
  }
}
