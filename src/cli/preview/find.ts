import type { Centra } from '../../clients/centra';
import type { Product } from '../../clients/centra/schema';
import { ApiUnreadable } from '../../clients/errors';
import type { BrokenRow } from '../../clients/listed';
import type { ArticleNumberPart } from '../../config';
import { articleNumber, MappingError } from '../../mapping';
import { wrongUsage } from '../exit';
import type { ListedShipment } from './mapped';
import { products } from './pages';

type ArticleNumberRule = readonly ArticleNumberPart[];

const rowsPerPage = 100;
const tellEveryRows = 10_000;

/**
 * `83651-1` is a shipment of order `83651`: it is looked for in each of Centra's lists of this order. `83651` is the
 * order itself.
 */
export async function findShipment(centra: Centra, id: string): Promise<ListedShipment | undefined> {
  if (/^\d+$/.test(id)) return findOrder(centra, id);
  const [, orderNumber] = /^(.+)-\d+$/.exec(id) ?? [];
  if (orderNumber === undefined) throw wrongUsage(`${id} is no shipment’s id: they look like 83651-1`);
  for (const list of ['goodtogo', 'inprogress', 'completed'] as const) {
    for (let offset = 0; ;) {
      const page = await centra.listShipments({ status: list, orderNumber, limit: rowsPerPage, offset });
      const shipment = page.rows.find(({ shipmentId }) => shipmentId === id);
      if (shipment) return { shipment, list };
      mustBeReadable(page.broken, id, 'GET /shipments');
      offset += page.received;
      if (page.received < rowsPerPage) break;
    }
  }
  return undefined;
}

async function findOrder(centra: Centra, orderNumber: string): Promise<ListedShipment | undefined> {
  const { rows, broken } = await centra.listWholeOrders({ orderNumber, limit: 1, offset: 0 });
  const shipment = rows.find((order) => order.orderId === orderNumber);
  mustBeReadable(broken, orderNumber, 'GET /orders');
  return shipment && { shipment, list: 'order' };
}

function mustBeReadable(broken: readonly BrokenRow[], id: string, operation: string): void {
  const row = broken.find((one) => one.id === id);
  if (row) throw new ApiUnreadable({ system: 'centra', operation }, row.what, row);
}

/**
 * The row of the registry with this stock item's number, EAN, product SKU or article number. Centra has no filter for
 * article numbers: when nothing else is found the whole registry is read.
 *
 * @param rules by which article numbers are made: of each configuration that is looked at
 * @throws {CliProblem} (wrong usage) it names several rows: the message lists them
 */
export async function findArticle(
  centra: Centra,
  id: string,
  rules: readonly ArticleNumberRule[],
  say: (sentence: string) => void,
): Promise<Product | undefined> {
  const isNumber = (product: Product) => rules.some((parts) => numberOf(product, parts) === id);
  const asked = [
    ...(await matching(centra, { stockItemId: id }, (row) => row.stockItemId === id)),
    ...(await matching(centra, { ean: id }, (row) => row.ean === id)),
    ...(await matching(centra, { sku: id }, (row) => row.sku === id || isNumber(row))),
  ];
  const found = new Map(asked.map((row) => [row.stockItemId, row]));
  return theOnly(id, rules, found.size > 0 ? [...found.values()] : await byNumber(centra, id, isNumber, say));
}

async function matching(
  centra: Centra,
  filter: { stockItemId?: string; ean?: string; sku?: string },
  isIt: (row: Product) => boolean,
): Promise<Product[]> {
  const { rows } = await centra.listProducts({ ...filter, limit: rowsPerPage, page: 1 });
  // A filter that a plugin does not know may be ignored.
  return rows.filter(isIt);
}

async function byNumber(
  centra: Centra,
  id: string,
  isNumber: (row: Product) => boolean,
  say: (sentence: string) => void,
): Promise<Product[]> {
  say(`no stock item, EAN or SKU is ${id}: looking for an article of this number in the whole registry`);
  const found = new Map<string, Product>();
  let read = 0;
  for await (const { rows } of products(centra)) {
    for (const row of rows) {
      if (isNumber(row)) found.set(row.stockItemId, row);
      read += 1;
      if (read % tellEveryRows === 0) say(`${read} rows read so far`);
    }
  }
  return [...found.values()];
}

function theOnly(id: string, [parts = []]: readonly ArticleNumberRule[], rows: Product[]): Product | undefined {
  const [first, ...others] = rows;
  if (others.length === 0) return first;
  const names = rows.map((row) => `${numberOf(row, parts) ?? 'no number'} (stock item ${row.stockItemId})`);
  throw wrongUsage(`${id} names several articles: ${names.join(', ')}. Name one by its stock item.`);
}

function numberOf(row: Product, parts: ArticleNumberRule): string | undefined {
  try {
    return articleNumber(row, parts);
  } catch (error) {
    if (error instanceof MappingError) return undefined;
    throw error;
  }
}
