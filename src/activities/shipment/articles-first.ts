import type { Shipment, SupplierDelivery } from '../../clients/centra/schema';
import type { ArticleDocument } from '../../clients/ongoing/documents';
import type { Ongoing } from '../../clients/ongoing';
import {
  articleNumber,
  MappingError,
  physicalLines,
  toArticle,
  toArticleFromDelivery,
  toArticleFromLine,
} from '../../mapping';
import type { ArticleContext } from '../../mapping';
import type { GoodsOwnerRoom, Rooms } from '../rooms';

type Numbered = Parameters<typeof articleNumber>[0];

/** How many article numbers are remembered per goods owner: a few megabytes. */
const mostRemembered = 100_000;
const numbersPerCall = 50;
const productsPerPage = 100;

/**
 * Articles that an order needs are there before the order: an order's unknown article becomes an empty one, or is
 * refused. What was once seen in Ongoing is not asked for again (articles cannot be deleted there).
 */
export class ArticlesFirst {
  private readonly known = new Map<string, Set<string>>();

  constructor(private readonly rooms: Rooms) {}

  /** Writes the articles of the shipment that Ongoing lacks. */
  ensure(shipment: Shipment, room: GoodsOwnerRoom, ongoing: Ongoing, signal: AbortSignal): Promise<void> {
    return this.ensureRows(physicalLines(shipment), toArticleFromLine, room, ongoing, signal);
  }

  /** Writes the articles of the delivery that Ongoing lacks. */
  ensureDelivery(
    { products }: SupplierDelivery,
    room: GoodsOwnerRoom,
    ongoing: Ongoing,
    signal: AbortSignal,
  ): Promise<void> {
    const announced = products.filter(({ quantity }) => quantity > 0);
    return this.ensureRows(announced, toArticleFromDelivery, room, ongoing, signal);
  }

  private async ensureRows<Row extends Numbered>(
    rows: readonly Row[],
    fromRow: (row: Row, context: ArticleContext) => ArticleDocument,
    room: GoodsOwnerRoom,
    ongoing: Ongoing,
    signal: AbortSignal,
  ): Promise<void> {
    const { articles } = room.config;
    if (!articles.enabled) return;
    const known = this.remembered(room.config.id);
    const lines = new Map(rows.map((row) => [articleNumber(row, articles.articleNumber), row]));
    const unknown = [...lines.keys()].filter((number) => !known.has(number));
    for (let i = 0; i < unknown.length; i += numbersPerCall) {
      const asked = unknown.slice(i, i + numbersPerCall);
      const there = await ongoing.listArticles({ articleNumbers: asked }, signal);
      for (const { articleNumber: number } of there.rows) known.add(number);
      for (const number of asked) {
        const line = lines.get(number);
        if (known.has(number) || !line) continue;
        const context: ArticleContext = { goodsOwnerId: room.config.ongoing.goodsOwnerId, ...articles };
        const document = (await this.fromRegistry(number, line.sku, room, context, signal)) ?? fromRow(line, context);
        await ongoing.putArticle(document, signal);
        known.add(number);
      }
    }
  }

  private remembered(goodsOwner: string): Set<string> {
    const known = this.known.get(goodsOwner);
    if (known && known.size < mostRemembered) return known;
    const fresh = new Set<string>();
    this.known.set(goodsOwner, fresh);
    return fresh;
  }

  /** The registry knows more than the line: the internal name, prices, whether it is active. */
  private async fromRegistry(
    number: string,
    sku: string | undefined,
    { config }: GoodsOwnerRoom,
    context: ArticleContext,
    signal: AbortSignal,
  ): Promise<ArticleDocument | undefined> {
    if (sku === undefined) return undefined;
    const { centra } = this.rooms.store(config.articles.store);
    for (let page = 1; ; page += 1) {
      const list = await centra.listProducts({ sku, limit: productsPerPage, page }, signal);
      for (const product of list.rows) {
        const document = numbered(() => toArticle(product, context));
        if (document?.articleNumber === number) return document;
      }
      if (!list.hasNext || list.received === 0) return undefined;
    }
  }
}

/** A row of the registry without a number is none of this order's articles. */
function numbered(map: () => ArticleDocument): ArticleDocument | undefined {
  try {
    return map();
  } catch (error) {
    if (error instanceof MappingError) return undefined;
    throw error;
  }
}
