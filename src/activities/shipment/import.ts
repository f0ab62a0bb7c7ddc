import { createHmac } from 'node:crypto';
import type { Shipment } from '../../clients/centra/schema';
import type { OrderDocument } from '../../clients/ongoing/documents';
import type { CentraSight, ShipmentKey, Written } from '../../lifecycle/shipment/facts';
import type { EffectResults } from '../../lifecycle/shipment/results';
import { MappingError, scrub, toOrder } from '../../mapping';
import type { EffectCall } from '../../protocol/effects';
import { priorities } from '../../protocol/names';
import type { Ends } from '../ends';
import type { Rooms, StoreRoom } from '../rooms';
import type { ArticlesFirst } from './articles-first';
import { readyShipment } from './fresh';
import { readyOrder } from './whole-order';
import { orderContext } from './order-context';
import type { StoreSlots } from './store-slots';
import { lookByNumber } from './warehouse-sight';

export interface ImportDeps {
  readonly rooms: Rooms;
  readonly ends: Ends;
  readonly articles: ArticlesFirst;
  readonly slots: StoreSlots;
}

/**
 * Reads the shipment fresh from Centra (which also sees a cancellation that came a second ago), maps it and writes it to
 * Ongoing, in one go: no name and no address enters a history.
 *
 * Source: Centra `GET /shipments`; Ongoing `PUT /orders`, and `GET /orders` after a refusal.
 */
export function createImport({ rooms, ends, articles, slots }: ImportDeps) {
  return async ({ key, effect }: EffectCall<'import'>): Promise<EffectResults['import']> => {
    const store = rooms.store(key.store);
    const room = rooms.goodsOwner(key.goodsOwner);
    const ongoing = room.ongoing(priorities.shipment);
    const both = { store: key.store, goodsOwner: key.goodsOwner, systems: ['centra', 'ongoing'], write: true } as const;
    const read = { ...both, systems: ['centra'] } as const;

    const fresh = await ends.attempt(read, (signal) =>
      slots.within(key.store, room, () =>
        key.kind === 'order' ? readyOrder(store, key, !effect.rewrite, signal) : readyShipment(store, key, signal),
      ),
    );
    if ('end' in fresh) return fresh.end === 'not-done' ? fresh : notSent;
    if ('result' in fresh) return fresh.result;
    const { ready: shipment, sight: centra } = fresh;

    const document = mapped(shipment, store, effect, room.config.ongoing);
    if ('reason' in document) return { end: 'unmappable', reason: document.reason, centra };
    const written = contentOf(document, centra, store.digestKey);
    if (effect.previousDocument === written.documentDigest) return { end: 'unchanged', written, centra };

    // A customer's own name may not be part of what was sent, and be known there all the same.
    const scrubbed = (words: string) => scrub(scrub(words, document), customerOf(shipment.raw));
    // Nothing of the order is sent before its articles are there: whatever their end, the order is not written.
    const prepared = await ends.attempt({ ...both, scrubbed }, async (signal) => {
      await articles.ensure(shipment, room, ongoing, signal);
      return { end: 'prepared' } as const;
    });
    if (prepared.end === 'refused') return { ...prepared, reason: `article: ${prepared.reason}`, centra };
    if (prepared.end === 'not-done') return prepared;
    if (prepared.end === 'unclear') return notSent;

    const put = await ends.attempt({ ...both, systems: ['ongoing'], scrubbed }, async (signal) => ({
      end: 'written' as const,
      ...(await ongoing.putOrder(document, signal)),
    }));
    switch (put.end) {
      case 'written':
        return { ...put, written, centra };
      case 'unclear':
        return { ...put, written, centra };
      case 'refused': {
        // The first answer may have been lost before this attempt: what is there counts, not what is said.
        const there = await ends.attempt({ ...both, systems: ['ongoing'], write: false }, async (signal) => ({
          end: 'seen' as const,
          warehouse: await lookByNumber(ongoing, room, key, effect.number, [], signal),
        }));
        if (there.end !== 'seen') return { end: 'unclear', reason: put.reason, written, centra };
        return { ...put, centra, warehouse: there.warehouse };
      }
      default:
        return put;
    }
  };
}

/** Something before the order had no clear end; the order itself was not sent. */
const notSent = { end: 'not-done', why: 'unavailable', system: 'ongoing' } as const;

function mapped(
  shipment: Shipment,
  store: StoreRoom,
  effect: Pick<EffectCall<'import'>['effect'], 'number' | 'firstImportAt'>,
  ongoing: StoreRoom['goodsOwner']['ongoing'],
): OrderDocument | { reason: string } {
  try {
    return toOrder(shipment, orderContext(store, ongoing, effect.number, effect.firstImportAt));
  } catch (error) {
    if (error instanceof MappingError) return { reason: error.message };
    throw error;
  }
}

/** Whether the shipment can be mapped at all: asked before its money is taken. */
export const isMappable = (
  shipment: Shipment,
  store: StoreRoom,
  key: ShipmentKey,
  now: number,
): { reason: string } | undefined => {
  const document = mapped(shipment, store, { number: key.shipmentId, firstImportAt: now }, store.goodsOwner.ongoing);
  return 'reason' in document ? document : undefined;
};

function contentOf(document: OrderDocument, centra: CentraSight, digestKey: string): Written {
  const documentDigest = createHmac('sha256', digestKey).update(JSON.stringify(document)).digest('hex').slice(0, 16);
  if (centra.kind !== 'row') throw new Error('a shipment that is written has been read');
  return { lines: centra.row.lines, digests: centra.row.digests, documentDigest };
}

/** What Centra's document says of its customer. */
const customerOf = (raw: object) =>
  Object.fromEntries(Object.entries(raw).filter(([field]) => /^(?:delivery|billing)(?!Country)/.test(field)));
