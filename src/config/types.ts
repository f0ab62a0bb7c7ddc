import type { Secret } from './secret';

/**
 * What `bridge.yaml` says, checked, with every default filled in.
 *
 * Durations are milliseconds (`…Ms`), addresses have no trailing slash, `null` means "not set". Where the file leaves an
 * `every` or a `store` out, the inherited one stands here, so that no reader has to know the rules of inheritance.
 */
export interface Config {
  /** Absolute path of the file that was read. */
  file: string;
  /** Synchronisation interval that an absent `every` takes. Default 15 minutes. */
  everyMs: number;
  /** Absolute path; a relative `dataDir` is relative to the file's folder. Default `data`. */
  dataDir: string;
  gateway: GatewayConfig;
  /** How long closed histories are kept in Temporal. At least one day, default 30 days. */
  retentionMs: number;
  lanes: {
    /** Over how many leases the goods owners are spread. Default 8. */
    shards: number;
  };
  encryption: EncryptionConfig;
  /** Where new attention is posted. Default nowhere. */
  alerts: AlertConfig[];
  /** At least one. */
  goodsOwners: GoodsOwnerConfig[];
}

export interface EncryptionConfig {
  /** The first key encrypts, all of them decrypt; ids are unique. Default none: payloads are not encrypted. */
  keys: EncryptionKeyConfig[];
  /** `null`: there is none. */
  codecServer: CodecServerConfig | null;
}

/** Where Temporal's UI and command line may have payloads decrypted. */
export interface CodecServerConfig {
  /** Default 127.0.0.1. */
  host: string;
  /** 0 takes a free port. Default 8081. */
  port: number;
  /** Who has it may read everything. */
  token: Secret;
  /** The addresses of Temporal's UI, as a browser names them. Default none. */
  origins: string[];
}

export interface EncryptionKeyConfig {
  /** Stands beside everything that the key encrypts. */
  id: string;
  /** 32 bytes, written as base64 or hexadecimal digits (`readEncryptionKey`). */
  key: Secret;
}

export interface GatewayConfig {
  /** Address to listen on. Default 127.0.0.1. */
  host: string;
  /** 0 takes a free port. Default 8080. */
  port: number;
  /** Shown as the start of the webhook addresses to paste into Centra and Ongoing. */
  publicUrl: string | null;
  /** Older signatures are refused. Default 5 minutes. */
  webhookMaxAgeMs: number;
  /** Where `/metrics` listens. Default 127.0.0.1: it is for this machine, never for the public. */
  metricsHost: string;
  /** `/metrics` on a port of its own; 0: none. Default 9464. */
  metricsPort: number;
}

export interface AlertConfig {
  /** Addresses of chat systems are secrets: whoever knows them can post. */
  url: Secret;
  format: 'json' | 'slack';
  /** The same cause is told once within it. Default 1 hour. */
  windowMs: number;
}

/** One goods owner in Ongoing, with its stores in Centra. */
export interface GoodsOwnerConfig {
  /** `[a-z0-9-]`, unique among goods owners and stores; part of workflow ids. */
  id: string;
  ongoing: OngoingConfig;
  articles: ArticlesConfig;
  stock: StockConfig;
  purchaseOrders: PurchaseOrdersConfig;
  returns: ReturnsConfig;
  /** At least one. */
  stores: StoreConfig[];
}

export interface OngoingConfig {
  baseUrl: string;
  /** Ongoing's own number of the goods owner. */
  goodsOwnerId: number;
  username: string;
  password: Secret;
  /** Webhooks that carry it are accepted; `null`: none are. */
  webhookToken: Secret | null;
  /** Time limit of one call. Default 60 seconds. */
  timeoutMs: number;
  /** Orders go to this warehouse and stock is read there; `null`: the tenant has one. */
  warehouseId: number | null;
  /** How often progress of orders, receipts and returns is read. */
  everyMs: number;
  statuses: StatusesConfig;
}

/** What the numbers mean at this tenant; tenants rename and add statuses. */
export interface StatusesConfig {
  /** The warehouse has not started: the order may be written again or cancelled. Default 150, 200, 300. */
  cancellable: number[];
  /** This and above: picking is finished. Default 400. */
  picked: number;
  /** Default 450, 500. */
  shipped: number[];
  /** Default 1000. Never cancellable or shipped as well. */
  cancelled: number[];
  /** Purchase order: receiving is finished from here. Default 500. */
  received: number;
  /** Default 900. */
  receiptCancelled: number[];
}

/** The parts whose concatenation, without separator, is the article number. */
export type ArticleNumberPart = 'sku' | 'variantSku' | 'sizeSku' | 'ean';

export interface ArticlesConfig {
  /** Id of the store whose article registry is synchronised. Default: the only b2b store, else the first. */
  store: string;
  enabled: boolean;
  everyMs: number;
  /** Full comparison: finds what deltas miss. Default 1 day. */
  fullEveryMs: number;
  /** Also overwrite what differs in Ongoing. Default false: a warehouse corrects weights and barcodes. */
  overwrite: boolean;
  /** `['ean']`, or any of the three SKUs in their order. Default all three SKUs. */
  articleNumber: ArticleNumberPart[];
  /** Also synchronise inactive products, as obsolete articles. */
  inactive: boolean;
  /** Also set the article's customer price. */
  price: boolean;
  /** Id or name of the price list; empty: the first. */
  priceList: string;
  /** The scheduled sync takes only rows whose three SKUs have values. No effect with `['ean']`. Default true. */
  requireSkus: boolean;
  /** CEL over `product`; empty: all. */
  filter: string;
}

/** Free fields of an article in Ongoing that can hold Centra's available stock. */
export type AvailableField = `freeDecimal${1 | 2 | 3 | 4}` | `freeText${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8}`;

export interface StockConfig {
  /** Id of the store whose stock is written. Default as for articles. */
  store: string;
  /** Ongoing → Centra, physical stock. */
  export: boolean;
  /** Centra → Ongoing, available stock into `availableField`. */
  importAvailable: boolean;
  /** Default `freeDecimal1`. */
  availableField: AvailableField;
  /** Items picked and not yet collected count as in stock. Not together with `warehouseId`. */
  pickedIsInStock: boolean;
  everyMs: number;
  fullEveryMs: number;
}

export interface PurchaseOrdersConfig {
  enabled: boolean;
  /** Id of the store whose supplier deliveries are read. Default as for articles. */
  store: string;
  everyMs: number;
  /** CEL over `delivery`; empty: all. */
  filter: string;
  /** What a reported receipt does to Centra's stock. `auto` is resolved: false where the stock sync writes the same store. */
  insertStock: boolean;
}

export interface ReturnsConfig {
  enabled: boolean;
  /** Returned items go back in stock in Centra. */
  restock: boolean;
  /** Add the return comment to the return cause. */
  comment: boolean;
  everyMs: number;
}

export interface StoreConfig {
  /** `[a-z0-9-]`, unique among goods owners and stores; part of workflow ids and of the order's reference. */
  id: string;
  type: 'b2c' | 'b2b';
  centra: CentraConfig;
  /** What is fetched; only shipments can be reported back. Default `shipments`. */
  import: 'shipments' | 'orders' | 'both' | 'none';
  everyMs: number;
  /** In front of every order number. Default empty. */
  orderNumberPrefix: string;
  /** `YYYY-MM-DD`: shipments of orders placed before this day are left alone. */
  importFrom: string | null;
  /** Between the two reads that prove that something was not done. Default 30 seconds. */
  settleMs: number;
  /** Custom order attributes that filters and mappings may name. */
  attributes: string[];
  capture: 'never' | 'onImport' | 'onComplete';
  /** CEL over `shipment`; empty: all. */
  filter: string;
  completeWhen: 'tracking' | 'shipped' | 'picked' | 'manual';
  shortPick: 'reduce' | 'ask';
  /** What `customerLinePrice` means at this warehouse. */
  linePrice: 'unit' | 'total';
  attentionAfter: AttentionAfterConfig;
  /** Target field of the order in Ongoing → CEL, over the built-in mapping. */
  mapping: Record<string, string>;
}

/** How long something may take before a person is asked. */
export interface AttentionAfterConfig {
  /** Capture included. Default 15 minutes. */
  importMs: number;
  /** Default 7 days. */
  pickMs: number;
  /** Default 1 day. */
  trackingMs: number;
  /** Default 15 minutes. */
  reportMs: number;
  /** Default 15 minutes. */
  cancelMs: number;
  /** Default 1 day. */
  holdMs: number;
}

export interface CentraConfig {
  baseUrl: string;
  secret: Secret;
  /** IANA name of the timezone set in Centra; its dates carry none. */
  timezone: string;
  /** Time limit of one call. Default 30 seconds. */
  timeoutMs: number;
  /** Any of them may have signed a webhook; none: webhooks are refused. */
  webhookSecrets: Secret[];
}
