import { createHmac } from 'node:crypto';
import type { SupplierDelivery } from '../../clients/centra/schema';
import type { PurchaseOrderDocument } from '../../clients/ongoing/documents';
import type { Written } from '../../lifecycle/purchase-order/facts';
import type { EffectResults } from '../../lifecycle/purchase-order/results';
import { MappingError, passesDeliveryFilter, toPurchaseOrder } from '../../mapping';
import { priorities } from '../../protocol/names';
import type { PurchaseOrderCall } from '../../protocol/purchase-order';
import type { Ends } from '../ends';
import { plainWords } from '../plain-words';
import type { GoodsOwnerRoom, Rooms, StoreRoom } from '../rooms';
import type { ArticlesFirst } from '../shipment/articles-first';
import type { StoreSlots } from '../shipment/store-slots';
import { listedDelivery } from './fresh';
import { lookByNumber } from './sights';

export interface PurchaseOrderDeps {
  readonly rooms: Rooms;
  readonly ends: Ends;
  readonly articles: ArticlesFirst;
  readonly slots: StoreSlots;
}

/** Something before the purchase order had no clear end; the purchase order itself was not sent. */
const notSent = { end: 'not-done', why: 'unavailable', system: 'ongoing' } as const;

/**
 * Reads the delivery fresh from Centra, maps it and writes it to Ongoing, in one go.
 *
 * Source: Centra as in `listedDelivery`; Ongoing `PUT /purchaseOrders`, and `GET /purchaseOrders` after a refusal.
 */
export function createImportPurchaseOrder({ rooms, ends, articles, slots }: PurchaseOrderDeps) {
  return async ({
    key,
    effect,
  }: PurchaseOrderCall<'importPurchaseOrder'>): Promise<EffectResults['importPurchaseOrder']> => {
    const store = rooms.store(key.store);
    const room = rooms.goodsOwner(key.goodsOwner);
    const ongoing = room.ongoing(priorities.shipment);
    const both = { store: key.store, goodsOwner: key.goodsOwner, systems: ['centra', 'ongoing'], write: true } as const;

    const fresh = await ends.attempt({ ...both, systems: ['centra'] }, (signal) =>
      slots.within(key.store, room, () => listedDelivery(store, key, true, signal)),
    );
    if ('end' in fresh) return fresh.end === 'not-done' ? fresh : notSent;
    if (!('delivery' in fresh)) return { end: 'not-ready', centra: fresh.sight };
    const { delivery, sight: centra } = fresh;
    if (!effect.rewrite) {
      const { passes, fault } = passesDeliveryFilter(delivery.raw, room.rules);
      if (fault) return { end: 'unmappable', reason: `${fault.at}: ${fault.what}`, centra };
      if (!passes) return { end: 'not-ready', centra, gate: 'filtered' };
    }

    const document = mapped(delivery, effect.number, store, room);
    if ('reason' in document) return { end: 'unmappable', reason: document.reason, centra };
    const { digests, pieces } = centra.row;
    const written: Written = { pieces, digests, documentDigest: digestOf(document, store) };
    if (effect.previousDocument === written.documentDigest) return { end: 'unchanged', written, centra };

    const scrubbed = (words: string) => plainWords(withoutSupplier(words, document));
    const prepared = await ends.attempt({ ...both, scrubbed }, async (signal) => {
      await articles.ensureDelivery(delivery, room, ongoing, signal);
      return { end: 'prepared' } as const;
    });
    if (prepared.end === 'refused') return { ...prepared, reason: `article: ${prepared.reason}`, centra };
    if (prepared.end === 'not-done') return prepared;
    if (prepared.end === 'unclear') return notSent;

    const put = await ends.attempt({ ...both, systems: ['ongoing'], scrubbed }, async (signal) => ({
      end: 'written' as const,
      ...(await ongoing.putPurchaseOrder(document, signal)),
    }));
    switch (put.end) {
      case 'written':
      case 'unclear':
        return { ...put, written, centra };
      case 'refused': {
        // The first answer may have been lost before this attempt: what is there counts, not what is said.
        const there = await ends.attempt({ ...both, systems: ['ongoing'], write: false }, async (signal) => ({
          end: 'seen' as const,
          ...(await lookByNumber(ongoing, key, effect.number, signal)),
        }));
        if (there.end !== 'seen') return { end: 'unclear', reason: put.reason, written, centra };
        return { ...put, centra, warehouse: there.sight };
      }
      default:
        return put;
    }
  };
}

function mapped(
  delivery: SupplierDelivery,
  number: string,
  { config }: StoreRoom,
  { config: { ongoing, articles } }: GoodsOwnerRoom,
): PurchaseOrderDocument | { reason: string } {
  try {
    const document = toPurchaseOrder(delivery, {
      goodsOwnerId: ongoing.goodsOwnerId,
      warehouseId: ongoing.warehouseId,
      articleNumber: articles.articleNumber,
      timezone: config.centra.timezone,
    });
    return { ...document, purchaseOrderNumber: number };
  } catch (error) {
    if (error instanceof MappingError) return { reason: error.message };
    throw error;
  }
}

const digestOf = (document: PurchaseOrderDocument, { digestKey }: StoreRoom) =>
  createHmac('sha256', digestKey).update(JSON.stringify(document)).digest('hex').slice(0, 16);

/** A supplier may be a person. */
function withoutSupplier(words: string, { supplierInfo }: PurchaseOrderDocument): string {
  const name = supplierInfo?.supplierName;
  return name ? words.replaceAll(name, '‹supplierInfo.supplierName›') : words;
}
