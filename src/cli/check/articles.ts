import { centraSend, createCentra } from '../../clients/centra';
import { ApiError } from '../../clients/errors';
import type { ArticlesConfig, GoodsOwnerConfig } from '../../config';
import { articleNumber, MappingError } from '../../mapping';
import type { Product } from '../../clients/centra/schema';
import { exit } from '../exit';
import { noFindings, type Findings } from './findings';

const perPage = 500;
const mostNamed = 10;
const tellEveryPages = 20;

/**
 * Reads the article registry and finds article numbers that several sizes share: Ongoing would take them for one article.
 * That the registry cannot be read is said elsewhere.
 */
export async function checkArticles(
  goodsOwner: GoodsOwnerConfig,
  progress: (sentence: string) => void,
): Promise<Findings> {
  const { articles, stores, id } = goodsOwner;
  const store = stores.find((one) => one.id === articles.store);
  if (!articles.enabled || !store) return noFindings;
  const { baseUrl, timeoutMs } = store.centra;
  const centra = createCentra(centraSend({ baseUrl, timeoutMs, secret: store.centra.secret.reveal() }));
  const sizes = new Map<string, Set<string>>();
  try {
    let read = 0;
    for (let page = 1; ; page += 1) {
      const list = await centra.listProducts({ limit: perPage, page });
      for (const product of list.rows) collect(product, articles, sizes);
      read += list.received;
      if (!list.hasNext || list.received === 0) break;
      if (page % tellEveryPages === 0)
        progress(`${id}: ${read} rows of the article registry read so far (--quick leaves this out)`);
    }
  } catch (error) {
    if (error instanceof ApiError) return noFindings;
    throw error;
  }
  return collisions(`${id} (articles of ${store.id})`, articles, sizes);
}

/** The rows that would be synchronised, by their number in Ongoing. */
export function collect(product: Product, articles: ArticlesConfig, sizes: Map<string, Set<string>>): void {
  if (!product.active && !articles.inactive) return;
  try {
    const number = articleNumber(product, articles.articleNumber);
    sizes.set(number, (sizes.get(number) ?? new Set()).add(product.stockItemId));
  } catch (error) {
    // Without a number it is no article in Ongoing, and collides with none.
    if (!(error instanceof MappingError)) throw error;
  }
}

export function collisions(
  where: string,
  { articleNumber: parts }: Pick<ArticlesConfig, 'articleNumber'>,
  sizes: ReadonlyMap<string, ReadonlySet<string>>,
): Findings {
  const shared = [...sizes].filter(([, items]) => items.size > 1);
  if (shared.length === 0) return noFindings;
  const named = shared.slice(0, mostNamed).map(([number, items]) => `${number} (stock items ${[...items].join(', ')})`);
  const more = shared.length > mostNamed ? `, and ${shared.length - mostNamed} more` : '';
  return {
    problems: [
      {
        where,
        what: `${shared.length === 1 ? 'an article number belongs' : `${shared.length} article numbers belong`} to several sizes: ${named.join('; ')}${more}`,
        fix: `make them differ in Centra, or choose other parts than [${parts.join(', ')}] in \`articles.articleNumber\``,
        code: exit.found,
      },
    ],
    notes: [],
  };
}
