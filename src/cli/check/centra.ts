import { centraSend, createCentra, type Centra } from '../../clients/centra';
import { ApiRefused, ApiUnauthorized } from '../../clients/errors';
import type { GoodsOwnerConfig, StoreConfig } from '../../config';
import { failedCall, type Place } from './failed-call';
import type { Findings } from './findings';

/** A number that no order, shipment or article has: the answer is empty, or that there is none. */
const nobody = '0';

/** The endpoints that can be tried without harm, the one that proves address and secret first. */
function reads(centra: Centra, readsArticles: boolean, readsStock: boolean): (() => Promise<unknown>)[] {
  return [
    () => centra.listShipments({ limit: 1, offset: 0 }),
    () => centra.listOrders({ orderNumber: nobody }),
    () => centra.listReturns({ shipmentId: nobody, limit: 1, page: 1 }),
    ...(readsArticles ? [() => centra.listProducts({ limit: 1, page: 1 })] : []),
    ...(readsStock ? [() => centra.listStock({ limit: 1, page: 1 })] : []),
  ];
}

/** Tries a store's secret with harmless calls, one after the other. */
export async function checkStore(store: StoreConfig, goodsOwner: GoodsOwnerConfig): Promise<Findings> {
  const { baseUrl, timeoutMs } = store.centra;
  const centra = createCentra(centraSend({ baseUrl, timeoutMs, secret: store.centra.secret.reveal() }));
  const place: Place = {
    where: `${store.id} (Centra)`,
    credential: 'the "Secret API key" of the store’s Order API plugin (`centra.secret`)',
    baseUrl: '`centra.baseUrl`, the plugin’s "Base URL",',
  };
  const readsArticles = goodsOwner.articles.enabled && goodsOwner.articles.store === store.id;
  const { stock } = goodsOwner;
  const isStock = stock.store === store.id;
  const problems: Findings['problems'][number][] = [];
  for (const read of reads(centra, readsArticles, isStock && (stock.export || stock.importAvailable))) {
    try {
      await read();
    } catch (error) {
      // It understood, so address, secret and endpoint are right: there is nothing with this number.
      if (error instanceof ApiRefused) continue;
      problems.push(...failedCall(error, place));
      // A switched-off endpoint says nothing about the others; everything else would only be said again.
      if (!(error instanceof ApiUnauthorized && error.endpointOff)) return { problems, notes: [] };
    }
  }
  const writesStock = isStock && stock.export;
  const { purchaseOrders } = goodsOwner;
  const writes = writesOf(store, {
    ...{ stock: writesStock, deliveries: purchaseOrders.enabled && purchaseOrders.store === store.id },
  });
  const notes = writes.length === 0 ? [] : [{ where: place.where, what: writesNote(writes) }];
  return { problems, notes: writesStock ? [...notes, { where: place.where, what: stockNote }] : notes };
}

/** Writes cannot be tried without writing. Of whole orders nothing is reported back. */
function writesOf(
  { capture, import: imports }: StoreConfig,
  writes: { readonly stock: boolean; readonly deliveries: boolean },
): string[] {
  const reports = imports === 'shipments' || imports === 'both';
  return [
    ...(reports && capture === 'onImport' ? ['PUT /capture'] : []),
    ...(reports ? ['PUT /shipment', 'PUT /shipments/{shipmentId}', 'PUT /orders', 'POST /return'] : []),
    ...(writes.deliveries ? ['POST /supplier-deliveries/{supplierDeliveryId}'] : []),
    ...(writes.stock ? ['POST /stock'] : []),
  ];
}

const writesNote = (writes: readonly string[]) =>
  `not tried, because it would write: ${writes.join(', ')}; they must be switched on in the plugin`;

/** A setting of the plugin that cannot be read; the synchronisation notices a wrong one at its first write, and stops. */
const stockNote =
  'POST /stock must set what is there (physical stock), not what is free to allocate: a setting of some plugins, to ask ' +
  'the merchant about; and it writes to the plugin’s primary warehouse';
