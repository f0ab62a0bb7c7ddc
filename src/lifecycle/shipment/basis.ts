import type { Part, ShipmentDigests, ShipmentFacts } from './facts';
import type { ShipmentSettings } from './settings';

/** A refused cancellation is tried again at most once an hour: Ongoing limits consecutive failures. */
export const cancelAgainMs = 3_600_000;

/** What a refused cancellation was about: while this is the same, asking again gives the same answer. */
export const cancelBasis = (parts: readonly Part[], settings: ShipmentSettings) =>
  JSON.stringify(
    parts.map((part) => [
      part.orderId,
      settings.statuses.cancellable.includes(part.status),
      part.lines.map((line) => line.picked),
    ]),
  );

/** What a refusal of the shipment's data was about: a change of the data is worth another try. */
export const dataBasis = (digests: ShipmentDigests | undefined) =>
  digests
    ? JSON.stringify([
        digests.lines,
        digests.consignee,
        digests.servicePoint,
        digests.carrier,
        digests.other,
        digests.attributes,
      ])
    : '';

/** What a refused rewrite was about: the data, and how far the warehouse was. */
export function rewriteBasis({ centra, order, parts }: ShipmentFacts): string {
  const status = parts.find((part) => part.orderId === order?.orderId)?.status ?? '';
  return `${dataBasis(centra.digests)}@${status}`;
}

/** The lines of a return: one with the same lines that was not there before is ours. */
export const refundBasis = (products: Readonly<Record<string, number>>) =>
  JSON.stringify(Object.entries(products).sort(([a], [b]) => (a < b ? -1 : 1)));
