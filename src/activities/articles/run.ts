import type { ArticlesNext, ArticlesProgress, ArticlesReport, Stretch, StretchEnd } from '../../protocol/syncs';
import type { Ends } from '../ends';
import type { GoodsOwnerRoom, StoreRoom } from '../rooms';
import type { StoreSlots } from '../shipment/store-slots';
import type { StretchUnderWay } from '../syncs/stretch';
import { readRegistry } from './census';
import { comparePage } from './compare';
import { planOf, type ArticlesPlan } from './plan';
import { registryReader, type ProductPage, type RegistryReader } from './read-registry';
import type { Registries, Registry } from './registry';
import { registryRowOf } from './row';
import { nothingCounted, Tally } from './tally';
import { warehouseArticles, type WarehouseArticles } from './warehouse';

/** So many rows that the pages have missed are asked for one by one; more are left to the next run. */
const mostMissed = 50;

export interface ArticlesRunGiven {
  readonly ends: Ends;
  readonly slots: StoreSlots;
  readonly registries: Registries;
  readonly stretch: Stretch<ArticlesReport, ArticlesProgress>;
  readonly room: GoodsOwnerRoom;
  readonly store: StoreRoom;
  readonly work: StretchUnderWay<ArticlesProgress>;
  /** Rows of a page, of both registries. */
  readonly pageSize: number;
  /** Told of every reading of the whole registry. */
  readonly onRegistry: (registry: Registry) => Promise<void>;
}

/** One stretch of a run. */
export class ArticlesRun {
  private readonly plan: ArticlesPlan;
  private readonly tally: Tally;
  private readonly reader: RegistryReader;
  private readonly warehouse: WarehouseArticles;
  /** Whether everything that is to be compared was. */
  private complete = true;

  constructor(private readonly given: ArticlesRunGiven) {
    const { ends, slots, stretch, room, store, work, pageSize } = given;
    this.plan = planOf(stretch, room.config.articles, store.config.centra.timezone, store.configuration);
    this.reader = registryReader(ends, slots, store, room, pageSize);
    this.warehouse = warehouseArticles(ends, room, store.config.id);
    const { before } = this.plan;
    const handled = before?.handled ?? {};
    const start = {
      part: 'changed',
      page: 1,
      row: 0,
      counts: nothingCounted,
      refused: [],
      again: [],
      handled,
    } as const;
    this.tally = new Tally(work.from ?? start);
  }

  async go(): Promise<StretchEnd<ArticlesReport, ArticlesProgress>> {
    const { tally, plan } = this;
    if (tally.part === 'changed') {
      if (plan.modified !== undefined && !(await this.pages(plan.modified))) return this.rest();
      tally.nextPart('again');
    }
    if (tally.part === 'again') {
      if (!(await this.unwritten())) return this.rest();
      if (!plan.full) return { report: this.report() };
      tally.nextPart('full');
    }
    const registry = await this.registry(true);
    if (!(await this.pages())) return this.rest();
    await this.missedRows(registry);
    return { report: this.report() };
  }

  /** What has come of it until now; the next run begins where this one did. */
  report(stopped?: string): ArticlesReport {
    const { tally, plan } = this;
    const { stretch, store, registries, room } = this.given;
    const { counted, refused, skipped } = tally;
    const collisions = tally.collisions ?? stretch.last?.collisions;
    const { read, written, unchanged, different, skippedBy } = counted;
    if (stopped === undefined) registries.get(room.config.id)?.end(stretch.startedAt);
    return {
      ...{ read, written, unchanged, different, skipped, skippedBy, refused },
      refusedTotal: counted.refused,
      full: plan.full,
      ...(collisions === undefined ? {} : { collisions }),
      notes: this.notes(stopped),
      next: stopped === undefined ? this.next() : (plan.before ?? nothingRead(store.config.id)),
    };
  }

  private next(): ArticlesNext {
    const { tally, plan, complete } = this;
    const { stretch, store } = this.given;
    // An empty registry may be one that was not shown: it is asked for again.
    const isFull = plan.full && complete && tally.counted.read > 0;
    return {
      store: store.config.id,
      cursor: Math.max(stretch.startedAt, plan.before?.cursor ?? 0),
      fullAt: isFull ? stretch.startedAt : (plan.before?.fullAt ?? 0),
      configuration: isFull || !plan.full ? store.configuration : (plan.before?.configuration ?? ''),
      again: tally.again,
      handled: tally.lately,
    };
  }

  private notes(stopped: string | undefined): string[] {
    const { different } = this.tally.counted;
    return [
      ...(stopped === undefined ? [] : [stopped]),
      ...(different > 0
        ? [`${different} differ in Ongoing and are left as they are (\`articles.overwrite: true\` writes over them)`]
        : []),
      ...(this.complete ? [] : ['the registry changed while it was read: the next run compares all of it again']),
    ];
  }

  private rest(): StretchEnd<ArticlesReport, ArticlesProgress> {
    const { part, counted } = this.tally;
    const { read, written, refused } = counted;
    const size = part === 'full' ? this.given.registries.get(this.given.room.config.id)?.size : undefined;
    const what = { again: 'what was not written last time', changed: 'what has changed', full: 'everything' }[part];
    const of = size === undefined ? '' : ` of about ${size}`;
    return {
      progress: this.tally.progress(),
      details: `Compares ${what}: ${read}${of} rows read, ${written} written, ${refused} refused.`,
    };
  }

  /** Rows that could not be written last time, one by one. @returns false when the stretch is over */
  private async unwritten(): Promise<boolean> {
    const { tally, plan, reader, given } = this;
    const before = plan.before?.again ?? [];
    for (let one = before[tally.row]; one; one = before[tally.row]) {
      const { row } = tally;
      const { overwrite } = one;
      await this.compare(await reader.row(one.stockItemId), 0, () => overwrite);
      // It may have been removed from the registry.
      tally.row = row + 1;
      if (given.work.isOver()) return false;
    }
    return true;
  }

  /** All pages, from where it stands. @returns false when the stretch is over */
  private async pages(modified?: string): Promise<boolean> {
    const { tally, reader, given } = this;
    for (;;) {
      const page = await reader.page(tally.page, modified);
      // Two changed rows with one number may stand on different pages.
      if (modified !== undefined && page.hasNext) await this.registry(true);
      if (!(await this.compare(page, tally.row))) return false;
      if (page.received === 0 || !page.hasNext) return true;
      tally.nextPage();
      if (given.work.isOver()) return false;
    }
  }

  /** @returns false when the stretch was over before the end of the page */
  private async compare(page: ProductPage, from: number, overwrite?: () => boolean): Promise<boolean> {
    const { tally, warehouse } = this;
    const { room, work, stretch } = this.given;
    if (from === 0) {
      for (const { id, at, what } of page.broken) {
        tally.broken(id === undefined ? at : `stock item ${id}`, `${at}: ${what}`);
      }
    }
    const rows = page.rows.slice(from);
    if (rows.length === 0) return true;
    let registry = await this.registry(this.plan.full);
    const isFresh = registry.readAt === stretch.startedAt;
    if (!isFresh && tally.part === 'changed' && rows.some((row) => this.concernsCollision(row, registry))) {
      // Rows may have gone since it was read: nobody is accused on hearsay, and a question that is answered is taken back.
      registry = await this.registry(true);
    }
    const isChanged = ({ stockItemId, digest }: { readonly stockItemId: string; readonly digest: string }) =>
      (registry.digestOf(stockItemId) ?? tally.digestOf(stockItemId)) !== digest;
    return comparePage(rows, {
      ...{ room, registry, warehouse, tally },
      mayOverwrite: overwrite ?? (tally.part === 'full' ? () => room.config.articles.overwrite : isChanged),
      rowDone: () => work.reached(() => tally.progress()),
      isOver: () => work.isOver(),
    });
  }

  /** It has the number of another row, or had it until now. */
  private concernsCollision(product: ProductPage['rows'][number], registry: Registry): boolean {
    const { stockItemId } = product;
    const numbers = [registryRowOf(product, this.given.room)?.articleNumber, registry.numberOf(stockItemId)];
    return numbers.some((number) => number !== undefined && registry.sharing(number, stockItemId).length > 0);
  }

  /** @param fresh read in this run; else it is enough that it knows what changed until the last one */
  private async registry(fresh: boolean): Promise<Registry> {
    const { tally, plan, reader } = this;
    const { registries, room, stretch, onRegistry } = this.given;
    const known = registries.get(room.config.id);
    const isFresh = known?.readAt === stretch.startedAt;
    known?.begin(stretch.startedAt);
    if (known && (isFresh || (!fresh && known.knownAt === plan.before?.cursor))) return known;
    const seesAll = tally.part !== 'full' || (tally.page === 1 && tally.row === 0);
    const registry = await readRegistry(reader, room, stretch.startedAt, seesAll);
    if (known) registry.remembers(known);
    registries.keep(room.config.id, registry);
    tally.collisions = [...registry.collisions()].length;
    await onRegistry(registry);
    return registry;
  }

  /** The list may have moved while its pages were read: what no page has shown is asked for. */
  private async missedRows(registry: Registry): Promise<void> {
    const missed = registry.missed();
    this.complete = missed.length <= mostMissed;
    for (const stockItemId of missed.slice(0, mostMissed)) {
      await this.compare(await this.reader.row(stockItemId), 0);
    }
  }
}

const nothingRead = (store: string): ArticlesNext => ({
  ...{ store, cursor: 0, fullAt: 0, configuration: '', again: [], handled: {} },
});
