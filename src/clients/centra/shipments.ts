import type { Listed } from '../listed';
import type { Send } from '../http';
import { askCentra, listCentra } from './envelope';
import { shipment, type Shipment } from './schema';

export interface ShipmentFilter {
  /** Default, Centra's too: `goodtogo`, everything that may be shipped and is not, oldest first. */
  readonly status?: 'goodtogo' | 'inprogress' | 'completed';
  readonly orderNumber?: string;
  /** At most 100 for `inprogress` and `completed`. */
  readonly limit: number;
  /** Rows to skip; the list may shift between two pages. */
  readonly offset: number;
}

/** What to tell Centra about a shipment that has left the warehouse. */
export interface Completion {
  readonly orderNumber: string;
  readonly shipmentId: string;
  /** Whether Centra is to capture the payment now; it ignores it when that was done before. */
  readonly capture: boolean;
  readonly carrier?: string;
  readonly service?: string;
  /** The number of outbound parcels. */
  readonly packages?: number;
  /** One waybill: there is no list. */
  readonly tracking?: string;
  readonly returnSlipTracking?: string;
  /** Appended to the order's comment, which customers do not see. */
  readonly internalComment?: string;
  /** Default: the store's setting. */
  readonly sendEmail?: boolean;
}

/** New quantities by the shipment's `lineId`; several serial numbers of a line are joined by commas. */
export type LineChanges = Readonly<Record<string, number | { readonly serialNumber: string; readonly qty: number }>>;

/**
 * Shipments, in Centra's Order API. Beside what a method names, every one of them throws
 * {@link ApiUnauthorized} (the secret; `endpointOff`: the plugin's list of endpoints), {@link ApiThrottled} and
 * {@link ApiUnavailable} (not sent; of reads also: no answer).
 */
export interface CentraShipments {
  /**
   * One page of shipments. Orders on hold, of other markets or in other statuses than the plugin shows are not in it.
   *
   * Source: `GET /shipments`.
   *
   * @throws {ApiUnreadable} the envelope is wrong (a broken shipment is not: it is in `broken`)
   */
  listShipments(filter: ShipmentFilter, signal?: AbortSignal): Promise<Listed<Shipment>>;

  /**
   * Captures the shipment's payment. After anything but success the goods must not leave.
   * Not to be repeated: what a second call does is not documented. Read `paid` back instead.
   *
   * Source: `PUT /capture`.
   *
   * @throws {ApiRefused} `capture failed`, or a payment that Centra does not capture
   * @throws {ApiUnclear} sent, no usable answer
   */
  capture(shipmentId: string, signal?: AbortSignal): Promise<void>;

  /**
   * Completes the shipment: the customer's e-mail goes out, the stock falls, the shipment leaves the list.
   * Not to be repeated: a second call would send a second e-mail.
   *
   * Source: `PUT /shipment`. Always with order, shipment, good-to-go, shipped and an explicit capture, because the
   * default of `capture` is to capture.
   *
   * @throws {ApiRefused} also when it should capture and could not; it is not completed then
   * @throws {ApiUnclear} sent, no usable answer
   */
  completeShipment(completion: Completion, signal?: AbortSignal): Promise<void>;

  /**
   * Changes quantities, or sets serial numbers. The same figures again do no harm.
   *
   * Source: `PUT /shipments/{shipmentId}`. What happens to lines that are not named is not documented: name them all.
   *
   * @throws {ApiRefused} sent, paid, captured or refunded already (serial numbers can be set at any time)
   * @throws {ApiUnclear} sent, no usable answer
   */
  updateShipment(shipmentId: string, change: { readonly products: LineChanges }, signal?: AbortSignal): Promise<void>;
}

export function createCentraShipments(send: Send): CentraShipments {
  return {
    listShipments({ status, orderNumber, limit, offset }, signal) {
      return listCentra(
        send,
        { path: '/shipments', query: { status, order: orderNumber, limit, offset }, signal },
        { name: 'shipments', schema: shipment, idOf: (row) => row.shipmentId },
      );
    },

    async capture(shipmentId, signal) {
      const body = { shipment: shipmentId };
      await askCentra(send, { method: 'PUT', path: '/capture', body, write: true, signal }, done);
    },

    async completeShipment({ orderNumber, shipmentId, capture, ...told }, signal) {
      const { carrier, service, packages, tracking, returnSlipTracking, internalComment, sendEmail } = told;
      const body = {
        order: orderNumber,
        shipment: shipmentId,
        gtg: 1,
        shipped: 1,
        capture: capture ? 1 : 0,
        carrier,
        service,
        packages,
        tracking,
        returnSlipTracking,
        internalComment,
        sendEmail,
      };
      await askCentra(send, { method: 'PUT', path: '/shipment', body, write: true, signal }, done);
    },

    async updateShipment(shipmentId, { products }, signal) {
      await askCentra(
        send,
        {
          method: 'PUT',
          path: `/shipments/${encodeURIComponent(shipmentId)}`,
          template: '/shipments/{shipmentId}',
          body: { products },
          write: true,
          signal,
        },
        done,
      );
    },
  };
}

/** The envelope's "ok" is all that we need to know. */
function done(): void {}
