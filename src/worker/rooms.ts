import { hkdfSync } from 'node:crypto';
import { type GoodsOwnerRoom, NotConfigured, type Rooms, type StoreRoom } from '../activities/rooms';
import { NoTurn } from '../activities/turns';
import { centraSend, createCentra } from '../clients/centra';
import type { CallReport, Send } from '../clients/http';
import { createOngoing, ongoingSend } from '../clients/ongoing';
import type { Config, GoodsOwnerConfig, StoreConfig } from '../config';
import { configDigest } from '../config';
import { compileGoodsOwnerRules, compileRules } from '../mapping';
import type { Priority } from '../protocol/names';

/** How many activities of a goods owner run at once; one of them calls Ongoing. */
export const laneSlots = 4;

export interface RoomsOptions {
  /** Told of every call: for the log and for metrics. */
  readonly onCall?: (report: CallReport & { readonly connection: string }) => void;
  /** One call at a time per goods owner. */
  readonly lane: (goodsOwner: string, send: Send, priority: Priority) => Send;
}

/** Clients and rules of everything that is configured, made once per process. */
export function createRooms(config: Config, { onCall, lane }: RoomsOptions): Rooms {
  const told = (connection: string) =>
    onCall ? { onCall: (report: CallReport) => onCall({ ...report, connection }) } : {};
  const stores = new Map<string, StoreRoom>();
  const goodsOwners = new Map<string, GoodsOwnerRoom>();
  for (const goodsOwner of config.goodsOwners) {
    const { id, ongoing } = goodsOwner;
    const send = ongoingSend({ ...ongoing, password: ongoing.password.reveal() }, told(id));
    goodsOwners.set(id, {
      config: goodsOwner,
      rules: compileGoodsOwnerRules(goodsOwner).rules,
      slots: laneSlots,
      ongoing: (priority) => createOngoing(lane(id, send, priority), ongoing),
    });
    for (const store of goodsOwner.stores) stores.set(store.id, storeRoom(store, goodsOwner, told(store.id)));
  }
  return {
    store: (id) => stores.get(id) ?? notConfigured('store', id),
    goodsOwner: (id) => goodsOwners.get(id) ?? notConfigured('goods owner', id),
  };
}

function storeRoom(config: StoreConfig, goodsOwner: GoodsOwnerConfig, told: object): StoreRoom {
  const { baseUrl, timeoutMs } = config.centra;
  const secret = config.centra.secret.reveal();
  const { orderNumberPrefix, importFrom, filter, mapping, attributes, linePrice, type } = config;
  const { articles } = goodsOwner;
  return {
    config,
    goodsOwner,
    rules: compileRules(config).rules,
    centra: createCentra(finishingWrites(centraSend({ baseUrl, secret, timeoutMs }, told))),
    // Another secret is another key: then digests cannot be compared, and are taken anew.
    digestKey: Buffer.from(hkdfSync('sha256', secret, config.id, 'digests of shipments', 32)).toString('hex'),
    configuration: configDigest({
      baseUrl,
      orderNumberPrefix,
      importFrom,
      filter,
      mapping,
      attributes,
      linePrice,
      type,
      articles,
    }),
  };
}

/**
 * A write that nobody wants any more is not begun; one that is under way is not broken off, since its end would be
 * unclear. (Ongoing's lane does the same.)
 */
const finishingWrites =
  (send: Send): Send =>
  async ({ signal, ...request }) => {
    if (!request.write) return send({ ...request, ...(signal ? { signal } : {}) });
    if (signal?.aborted) throw new NoTurn(0);
    return send(request);
  };

function notConfigured(what: NotConfigured['what'], id: string): never {
  throw new NotConfigured(what, id);
}
