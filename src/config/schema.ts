import { z } from 'zod';
import {
  accessToken,
  anyText,
  calendarDay,
  duration,
  encryptionKey,
  headerSecret,
  id,
  keyId,
  list,
  must,
  oneOf,
  onOff,
  origin,
  remote,
  secret,
  secretRemote,
  text,
  timezone,
  username,
  whole,
} from './values';

/** A group of settings; a key that is not one of them is a problem. */
const group = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) => (issue.code === 'invalid_type' ? must('a group of settings')(issue) : undefined),
  });

/** A group that may be left out as a whole. */
const optionalGroup = <Shape extends z.core.$ZodLooseShape>(shape: Shape) => group(shape).prefault({} as never);

const every = duration({ min: '1s', max: '30d' });
const fullEvery = every.default(86_400_000);
const timeout = (defaultMs: number) => duration({ min: '1ms', max: '10m' }).default(defaultMs);
const after = (defaultMs: number) => duration({ min: '1s' }).default(defaultMs);
const status = whole(0, 99_999);
const minute = 60_000;
const day = 86_400_000;

const articleNumberPart = oneOf('sku', 'variantSku', 'sizeSku', 'ean');
const availableField = oneOf(
  'freeDecimal1',
  'freeDecimal2',
  'freeDecimal3',
  'freeDecimal4',
  'freeText1',
  'freeText2',
  'freeText3',
  'freeText4',
  'freeText5',
  'freeText6',
  'freeText7',
  'freeText8',
);

const statuses = optionalGroup({
  cancellable: list(status).default([150, 200, 300]),
  picked: status.default(400),
  shipped: list(status).min(1, { error: 'needs at least one status' }).default([450, 500]),
  cancelled: list(status).default([1000]),
  received: status.default(500),
  receiptCancelled: list(status).default([900]),
});

const ongoing = group({
  baseUrl: remote,
  goodsOwnerId: whole(1),
  username,
  password: secret,
  webhookToken: headerSecret.optional(),
  timeout: timeout(minute),
  warehouseId: whole(1).optional(),
  every: every.optional(),
  statuses,
});

const attentionAfter = optionalGroup({
  import: after(15 * minute),
  pick: after(7 * day),
  tracking: after(day),
  report: after(15 * minute),
  cancel: after(15 * minute),
  hold: after(day),
});

const store = group({
  id,
  type: oneOf('b2c', 'b2b'),
  centra: group({
    baseUrl: remote,
    secret: headerSecret,
    timezone,
    timeout: timeout(30_000),
    webhookSecrets: list(secret).default([]),
  }),
  import: oneOf('shipments', 'orders', 'both', 'none').default('shipments'),
  every: every.optional(),
  orderNumberPrefix: z
    .string({ error: must('a text') })
    .regex(/^[A-Za-z0-9._-]{0,20}$/, { error: must('up to 20 of A-Z, a-z, 0-9, ".", "_" and "-"') })
    .default(''),
  importFrom: calendarDay.optional(),
  settle: duration({ max: '1d' }).default(30_000),
  attributes: list(
    z.string({ error: must('a name') }).regex(/^[A-Za-z_]\w*$/, { error: must('a name of letters, digits and _') }),
  ).default([]),
  capture: oneOf('never', 'onImport', 'onComplete').default('never'),
  filter: anyText.default(''),
  completeWhen: oneOf('tracking', 'shipped', 'picked', 'manual').default('tracking'),
  shortPick: oneOf('reduce', 'ask').default('reduce'),
  linePrice: oneOf('unit', 'total').default('unit'),
  attentionAfter,
  mapping: z
    .record(z.string(), z.string({ error: must('an expression (CEL), as text') }), {
      error: (issue) => (issue.code === 'invalid_type' ? must('target fields with expressions')(issue) : undefined),
    })
    .default({}),
});

const goodsOwner = group({
  id,
  ongoing,
  articles: optionalGroup({
    store: id.optional(),
    enabled: onOff.default(true),
    every: every.optional(),
    fullEvery,
    overwrite: onOff.default(false),
    articleNumber: list(articleNumberPart).default(['sku', 'variantSku', 'sizeSku']),
    inactive: onOff.default(false),
    price: onOff.default(false),
    priceList: anyText.default(''),
    requireSkus: onOff.default(true),
    filter: anyText.default(''),
  }),
  stock: optionalGroup({
    store: id.optional(),
    export: onOff.default(false),
    importAvailable: onOff.default(false),
    availableField: availableField.default('freeDecimal1'),
    pickedIsInStock: onOff.default(false),
    every: every.optional(),
    fullEvery,
  }),
  purchaseOrders: optionalGroup({
    enabled: onOff.default(false),
    store: id.optional(),
    every: every.optional(),
    filter: anyText.default(''),
    insertStock: z.union([onOff, z.literal('auto')], { error: must('true, false or auto') }).default('auto'),
  }),
  returns: optionalGroup({
    enabled: onOff.default(false),
    restock: onOff.default(false),
    comment: onOff.default(false),
    every: every.optional(),
  }),
  stores: list(store).min(1, { error: 'needs at least one store' }),
});

/** `bridge.yaml` as it is written, key by key. What a key means is documented at the types in `types.ts`. */
export const bridgeFile = group({
  every: every.default(15 * minute),
  dataDir: text.default('data'),
  gateway: optionalGroup({
    host: text.default('127.0.0.1'),
    port: whole(0, 65_535).default(8080),
    publicUrl: remote.optional(),
    webhookMaxAge: duration({ min: '1s', max: '1d' }).default(5 * minute),
    metricsHost: text.default('127.0.0.1'),
    metricsPort: whole(0, 65_535).default(9464),
  }),
  retention: duration({ min: '1d' }).default(30 * day),
  lanes: optionalGroup({ shards: whole(1, 1000).default(8) }),
  encryption: optionalGroup({
    keys: list(group({ id: keyId, key: encryptionKey })).default([]),
    codecServer: group({
      host: text.default('127.0.0.1'),
      port: whole(0, 65_535).default(8081),
      token: accessToken,
      origins: list(origin).default([]),
    }).optional(),
  }),
  alerts: list(
    group({
      url: secretRemote,
      format: oneOf('json', 'slack').default('json'),
      window: duration({ min: '1s', max: '30d' }).default(60 * minute),
    }),
  ).default([]),
  goodsOwners: list(goodsOwner).min(1, { error: 'needs at least one goods owner' }),
});

export type BridgeFile = z.infer<typeof bridgeFile>;
export type GoodsOwnerFile = BridgeFile['goodsOwners'][number];
export type StoreFile = GoodsOwnerFile['stores'][number];

/** The keys that may stand in the group at this place; empty where there is no group. */
export function knownKeys(path: readonly PropertyKey[]): string[] {
  let schema: z.core.$ZodType = bridgeFile;
  for (const part of path) {
    schema = withoutDefault(schema);
    const inner =
      schema instanceof z.ZodObject
        ? (schema.shape as Record<PropertyKey, z.core.$ZodType | undefined>)[part]
        : schema instanceof z.ZodArray
          ? schema.element
          : undefined;
    if (inner === undefined) return [];
    schema = inner;
  }
  schema = withoutDefault(schema);
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

function withoutDefault(schema: z.core.$ZodType): z.core.$ZodType {
  const wrapped = schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional;
  return wrapped ? withoutDefault(schema.unwrap()) : schema;
}
