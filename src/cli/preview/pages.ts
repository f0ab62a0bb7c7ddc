import type { Centra } from '../../clients/centra';
import { pagesByOffset } from '../../clients/centra/pages';
import type { Product, Shipment, SupplierDelivery, WholeOrder } from '../../clients/centra/schema';
import { ApiRefused } from '../../clients/errors';
import type { BrokenRow } from '../../clients/listed';

/** A part of a list: what could be read of it. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly broken: readonly BrokenRow[];
}

/** Products of a page: a call takes seconds at the most, and a process holds one page at a time. */
const productsPerPage = 500;

/** Centra's article registry. */
export async function* products({ listProducts }: Pick<Centra, 'listProducts'>): AsyncGenerator<Page<Product>> {
  for (let page = 1; ; page += 1) {
    const list = await listProducts({ limit: productsPerPage, page });
    yield list;
    if (!list.hasNext || list.received === 0) return;
  }
}

/** The shipments that are good-to-go. The list may shift while it is read, so a shipment may come twice. */
export const shipments = ({ listShipments }: Pick<Centra, 'listShipments'>): AsyncGenerator<Page<Shipment>> =>
  pagesByOffset((page) => listShipments(page));

/** The orders that Centra shows: those of the statuses that the plugin lets through. */
export const wholeOrders = ({ listWholeOrders }: Pick<Centra, 'listWholeOrders'>): AsyncGenerator<Page<WholeOrder>> =>
  pagesByOffset((page) => listWholeOrders(page));

/** The deliveries that wait to be received, each read for itself: the list does not show their goods. */
export async function* deliveries(
  centra: Pick<Centra, 'listSupplierDeliveries' | 'getSupplierDelivery'>,
): AsyncGenerator<Page<SupplierDelivery>> {
  const list = await centra.listSupplierDeliveries();
  yield { rows: [], broken: list.broken };
  for (const { deliveryId } of list.rows) {
    const delivery = await findDelivery(centra, deliveryId);
    // One that was received or cancelled a moment ago is none that waits.
    if (delivery) yield { rows: [delivery], broken: [] };
  }
}

/** A supplier delivery by `957-1` or Centra's internal id. Centra shows only those that wait to be received. */
export async function findDelivery(
  { getSupplierDelivery }: Pick<Centra, 'getSupplierDelivery'>,
  id: string,
): Promise<SupplierDelivery | undefined> {
  try {
    return (await getSupplierDelivery(id)).delivery;
  } catch (error) {
    if (error instanceof ApiRefused) return undefined;
    throw error;
  }
}
