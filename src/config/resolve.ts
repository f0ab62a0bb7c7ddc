import path from 'node:path';
import type { BridgeFile, GoodsOwnerFile, StoreFile } from './schema';
import type { Config, GoodsOwnerConfig, StoreConfig } from './types';

/** What the file leaves out and inherits: intervals, stores, and what `auto` means. */
export function resolve(file: string, written: BridgeFile): Config {
  const { every, dataDir, gateway, retention, alerts } = written;
  return {
    file,
    everyMs: every,
    dataDir: path.resolve(path.dirname(file), dataDir),
    gateway: {
      host: gateway.host,
      port: gateway.port,
      publicUrl: gateway.publicUrl ?? null,
      webhookMaxAgeMs: gateway.webhookMaxAge,
      metricsHost: gateway.metricsHost,
      metricsPort: gateway.metricsPort,
    },
    retentionMs: retention,
    lanes: written.lanes,
    encryption: { keys: written.encryption.keys, codecServer: written.encryption.codecServer ?? null },
    alerts: alerts.map(({ url, format, window }) => ({ url, format, windowMs: window })),
    goodsOwners: written.goodsOwners.map((owner) => goodsOwner(owner, every)),
  };
}

function goodsOwner(owner: GoodsOwnerFile, every: number): GoodsOwnerConfig {
  const { id, ongoing, articles, stock, purchaseOrders, returns, stores } = owner;
  const registry = defaultStore(stores);
  const stockStore = stock.store ?? registry;
  const purchaseOrdersStore = purchaseOrders.store ?? registry;
  const stockSyncWritesIt = stock.export && stockStore === purchaseOrdersStore;
  return {
    id,
    ongoing: {
      baseUrl: ongoing.baseUrl,
      goodsOwnerId: ongoing.goodsOwnerId,
      username: ongoing.username,
      password: ongoing.password,
      webhookToken: ongoing.webhookToken ?? null,
      timeoutMs: ongoing.timeout,
      warehouseId: ongoing.warehouseId ?? null,
      everyMs: ongoing.every ?? every,
      statuses: ongoing.statuses,
    },
    articles: {
      store: articles.store ?? registry,
      enabled: articles.enabled,
      everyMs: articles.every ?? every,
      fullEveryMs: articles.fullEvery,
      overwrite: articles.overwrite,
      articleNumber: articles.articleNumber,
      inactive: articles.inactive,
      price: articles.price,
      priceList: articles.priceList,
      requireSkus: articles.requireSkus,
      filter: articles.filter,
    },
    stock: {
      store: stockStore,
      export: stock.export,
      importAvailable: stock.importAvailable,
      availableField: stock.availableField,
      pickedIsInStock: stock.pickedIsInStock,
      everyMs: stock.every ?? every,
      fullEveryMs: stock.fullEvery,
    },
    purchaseOrders: {
      enabled: purchaseOrders.enabled,
      store: purchaseOrdersStore,
      everyMs: purchaseOrders.every ?? every,
      filter: purchaseOrders.filter,
      // The stock sync writes the absolute figure; adding the receipt to it would count the goods twice.
      insertStock: purchaseOrders.insertStock === 'auto' ? !stockSyncWritesIt : purchaseOrders.insertStock,
    },
    returns: {
      enabled: returns.enabled,
      restock: returns.restock,
      comment: returns.comment,
      everyMs: returns.every ?? every,
    },
    stores: stores.map((store) => storeConfig(store, every)),
  };
}

/** Wholesale has the registry where there is exactly one such store; else the first store. */
function defaultStore(stores: StoreFile[]): string {
  const wholesale = stores.filter(({ type }) => type === 'b2b');
  const store = wholesale.length === 1 ? wholesale[0] : stores[0];
  if (store === undefined) throw new Error('a goods owner without stores passed the schema');
  return store.id;
}

function storeConfig(store: StoreFile, every: number): StoreConfig {
  const { centra, attentionAfter } = store;
  return {
    id: store.id,
    type: store.type,
    centra: {
      baseUrl: centra.baseUrl,
      secret: centra.secret,
      timezone: centra.timezone,
      timeoutMs: centra.timeout,
      webhookSecrets: centra.webhookSecrets,
    },
    import: store.import,
    everyMs: store.every ?? every,
    orderNumberPrefix: store.orderNumberPrefix,
    importFrom: store.importFrom ?? null,
    settleMs: store.settle,
    attributes: store.attributes,
    capture: store.capture,
    filter: store.filter,
    completeWhen: store.completeWhen,
    shortPick: store.shortPick,
    linePrice: store.linePrice,
    attentionAfter: {
      importMs: attentionAfter.import,
      pickMs: attentionAfter.pick,
      trackingMs: attentionAfter.tracking,
      reportMs: attentionAfter.report,
      cancelMs: attentionAfter.cancel,
      holdMs: attentionAfter.hold,
    },
    mapping: store.mapping,
  };
}
