import type { Finding } from './finding';
import { formatPath, type PathParts } from './problems';
import type { GoodsOwnerSketch, Sketch, StoreSketch } from './sketch';
import { didYouMean } from '../nearest';

/** What is wrong between settings that are right one by one. */
export function crossCheck(sketch: Sketch): Finding[] {
  const { goodsOwners } = sketch;
  const stores = goodsOwners.flatMap((owner) => owner.stores);
  return [
    ...repeated(
      [...goodsOwners, ...stores].map(({ at, id }) => ({ at: [...at, 'id'], key: id })),
      'is an id that is used already; ids are unique among goods owners and stores',
    ),
    ...repeated(
      goodsOwners.map(({ at, baseUrl, goodsOwnerId }) => ({
        at: [...at, 'ongoing', 'goodsOwnerId'],
        key: baseUrl === undefined || goodsOwnerId === undefined ? undefined : `${goodsOwnerId} ${baseUrl}`,
      })),
      'is the same goods owner at the same address once more: its writes would no longer come one after the other',
    ),
    ...repeated(
      stores
        .filter(({ imports }) => imports)
        .map(({ at, baseUrl }) => ({ at: [...at, 'centra', 'baseUrl'], key: baseUrl })),
      'is the same address once more: each of its shipments would be imported twice',
    ),
    ...repeated(
      sketch.encryptionKeyIds.map(({ at, id }) => ({ at, key: typeof id === 'string' ? id : undefined })),
      'is an id that is used already',
    ),
    ...repeated(
      sketch.alertUrls.map(({ at, url }) => ({ at, key: typeof url === 'string' ? url : undefined })),
      'is the same address once more: everything would be told twice',
    ),
    ...ports(sketch),
    ...goodsOwners.flatMap((owner) => [
      ...references(owner),
      ...orderNumberPrefixes(owner),
      ...articleNumber(owner),
      ...statuses(owner),
      ...pickedIsInStock(owner),
    ]),
  ];
}

function repeated(entries: { at: PathParts; key: string | undefined }[], what: string): Finding[] {
  const first = new Map<string, PathParts>();
  return entries.flatMap(({ at, key }) => {
    if (key === undefined) return [];
    const earlier = first.get(key);
    if (earlier !== undefined) return [{ at, what: `${what} (${formatPath(earlier)})` }];
    first.set(key, at);
    return [];
  });
}

function ports({ port, metricsPort }: Sketch): Finding[] {
  if (Number(port) === 0 || Number(port) !== Number(metricsPort)) return [];
  return [
    { at: ['gateway', 'metricsPort'], what: 'is the port of the webhooks; metrics are never on the public port' },
  ];
}

function references({ references, stores }: GoodsOwnerSketch): Finding[] {
  const ids = stores.flatMap(({ id }) => id ?? []);
  // With a store that has no readable id, the missing one may be just that.
  if (ids.length < stores.length) return [];
  return references
    .filter(({ store }) => !ids.includes(store))
    .map(({ at, store }) => ({ at, what: 'names no store of this goods owner', ...didYouMean(store, ids) }));
}

/**
 * Order numbers of different Centras overlap, and Ongoing knows an order by its number. Numbers begin with digits, so a
 * prefix that is another one with digits behind it can give the same number too.
 */
function orderNumberPrefixes({ stores }: GoodsOwnerSketch): Finding[] {
  return stores.flatMap((store, index) => {
    const other = stores.slice(0, index).find((earlier) => differInHost(earlier, store) && mayCollide(earlier, store));
    if (other === undefined) return [];
    return [
      {
        at: [...store.at, 'orderNumberPrefix'],
        what: `could give the same order numbers as ${formatPath(other.at)}, which is another Centra`,
        fix: 'give each of the two a prefix of its own that does not end in a digit, such as a letter and "-"',
      },
    ];
  });
}

function differInHost(one: StoreSketch, other: StoreSketch): boolean {
  if (one.baseUrl === undefined || other.baseUrl === undefined) return false;
  return new URL(one.baseUrl).host !== new URL(other.baseUrl).host;
}

function mayCollide({ prefix: one }: StoreSketch, { prefix: other }: StoreSketch): boolean {
  if (one === undefined || other === undefined) return false;
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  return long.startsWith(short) && /^\d*$/.test(long.slice(short.length));
}

const skuOrder = ['sku', 'variantSku', 'sizeSku'];

function articleNumber({ at, articleNumber: parts }: GoodsOwnerSketch): Finding[] {
  if (parts === undefined) return [];
  const place = [...at, 'articles', 'articleNumber'];
  const inOrder = skuOrder.filter((part) => parts.includes(part));
  const isEan = parts.length === 1 && parts[0] === 'ean';
  const isSkus = parts.length > 0 && parts.every((part, index) => part === inOrder[index]);
  if (isEan || isSkus) return [];
  const fix = inOrder.length > 0 && !parts.includes('ean') ? { fix: `write [${inOrder.join(', ')}]` } : {};
  return [{ at: place, what: 'must be [ean], or any of sku, variantSku, sizeSku in that order', ...fix }];
}

function statuses({ at, statuses: { cancellable, shipped, cancelled, picked } }: GoodsOwnerSketch): Finding[] {
  const place = [...at, 'ongoing', 'statuses'];
  const both = (one: number[], other: number[]) => one.some((status) => other.includes(status));
  return [
    both(cancelled, shipped) ? [{ at: [...place, 'cancelled'], what: 'has a status that is shipped, too' }] : [],
    both(cancelled, cancellable)
      ? [{ at: [...place, 'cancelled'], what: 'has a status that is cancellable, too' }]
      : [],
    both(cancellable, shipped) ? [{ at: [...place, 'cancellable'], what: 'has a status that is shipped, too' }] : [],
    picked !== undefined && cancellable.some((status) => status >= picked)
      ? [{ at: [...place, 'cancellable'], what: 'has a status in which picking is finished (picked, and above)' }]
      : [],
  ].flat();
}

function pickedIsInStock({ at, hasWarehouseId, pickedIsInStock: on }: GoodsOwnerSketch): Finding[] {
  if (!hasWarehouseId || !on) return [];
  return [
    {
      at: [...at, 'stock', 'pickedIsInStock'],
      what: 'cannot be used with ongoing.warehouseId: Ongoing has no such figure for one warehouse',
    },
  ];
}
