import { z } from 'zod';
import type { Send } from '../http';
import type { Listed } from '../listed';
import { readAs } from '../reply';
import { isRecord } from '../values';
import { askCentra, listCentra } from './envelope';
import {
  additionalDelivery,
  supplierDelivery,
  supplierDeliveryHead,
  supplierOrder,
  type AdditionalDelivery,
  type SupplierDelivery,
  type SupplierDeliveryHead,
  type SupplierOrder,
} from './schema';

/** What has been received of a delivery, to be told once in its life. */
export interface Receipt {
  /** The delivery's `deliveryId` (`"957-1"`) or `id`. */
  readonly deliveryId: string;
  /** What the keys of `products` are: EANs, or product, variant and size SKU without separator. */
  readonly by: 'ean' | 'sku';
  /** Pieces received, by article. More or fewer than announced is fine. */
  readonly products: Readonly<Record<string, number>>;
  /** Whether Centra adds them to its stock. */
  readonly insertStock: boolean;
}

/** A delivery as it was at `observedAt`, the epoch milliseconds at which the request was sent. */
export interface SeenSupplierDelivery {
  readonly observedAt: number;
  readonly delivery: SupplierDelivery;
}

/** A supplier order as it was at `observedAt`, the epoch milliseconds at which the request was sent. */
export interface SeenSupplierOrder {
  readonly observedAt: number;
  readonly order: SupplierOrder;
}

/**
 * Goods on their way to the warehouse, in Centra's Order API. For the errors that every method throws see
 * {@link CentraShipments}.
 */
export interface CentraSupplies {
  /**
   * All deliveries that wait to be received by the plugin's warehouse, without their goods. One that was accepted or
   * cancelled is just not there any more.
   *
   * Source: `GET /supplier-deliveries`; there are no pages and no filters.
   *
   * @throws {ApiUnreadable} the envelope is wrong (a broken delivery is not: it is in `broken`)
   */
  listSupplierDeliveries(signal?: AbortSignal): Promise<Listed<SupplierDeliveryHead>>;

  /**
   * One delivery with its goods.
   *
   * Source: `GET /supplier-deliveries/{supplierDeliveryId}`.
   *
   * @param id `deliveryId` or `id`
   * @throws {ApiRefused} Centra does not show it (any more); how it says so is not documented
   * @throws {ApiUnreadable} the envelope or a row of goods is wrong
   */
  getSupplierDelivery(id: string, signal?: AbortSignal): Promise<SeenSupplierDelivery>;

  /**
   * One supplier order with its goods.
   *
   * Source: `GET /supplier-orders/{supplierOrderId}`.
   *
   * @param id the deliveries' `orderId`
   * @throws {ApiRefused} Centra does not show it: it shows confirmed ones only
   * @throws {ApiUnreadable} the envelope or a row of goods is wrong
   */
  getSupplierOrder(id: string, signal?: AbortSignal): Promise<SeenSupplierOrder>;

  /**
   * Reports what was received. Once in a delivery's life, never to be repeated: read whether it is still listed.
   *
   * Source: `POST /supplier-deliveries/{supplierDeliveryId}`, with `/sku` behind it when the keys are SKUs.
   *
   * @returns the delivery that Centra makes of what did not come, where it makes one
   * @throws {ApiRefused} an article that the delivery lacks, accepted before …
   * @throws {ApiUnclear} sent, no usable answer
   */
  acceptDelivery(receipt: Receipt, signal?: AbortSignal): Promise<{ additionalDeliveries: AdditionalDelivery[] }>;
}

export function createCentraSupplies(send: Send): CentraSupplies {
  return {
    listSupplierDeliveries(signal) {
      return listCentra(
        send,
        { path: '/supplier-deliveries', signal },
        { name: 'deliveries', schema: supplierDeliveryHead, idOf: (row) => row.deliveryId ?? row.id },
      );
    },

    getSupplierDelivery(id, signal) {
      return askCentra(
        send,
        one('/supplier-deliveries', 'supplierDeliveryId', id, signal),
        (_content, request, reply) => ({
          observedAt: reply.sentAt,
          ...readAs(z.object({ delivery: supplierDelivery }), request, reply),
        }),
      );
    },

    getSupplierOrder(id, signal) {
      return askCentra(send, one('/supplier-orders', 'supplierOrderId', id, signal), (_content, request, reply) => ({
        observedAt: reply.sentAt,
        ...readAs(z.object({ order: supplierOrder }), request, reply),
      }));
    },

    acceptDelivery({ deliveryId, by, products, insertStock }, signal) {
      const suffix = by === 'sku' ? '/sku' : '';
      return askCentra(
        send,
        {
          method: 'POST',
          path: `/supplier-deliveries/${encodeURIComponent(deliveryId)}${suffix}`,
          template: `/supplier-deliveries/{supplierDeliveryId}${suffix}`,
          body: { products, insertStock },
          write: true,
          signal,
        },
        // An object in Centra's document, a list in a client of it.
        ({ additionalDelivery: rest }) => ({
          additionalDeliveries: [rest]
            .flat()
            .filter(isRecord)
            .map((row) => additionalDelivery.parse(row)),
        }),
      );
    },
  };
}

const one = (path: string, idName: string, id: string, signal: AbortSignal | undefined) => ({
  method: 'GET' as const,
  path: `${path}/${encodeURIComponent(id)}`,
  template: `${path}/{${idName}}`,
  write: false,
  signal,
});
