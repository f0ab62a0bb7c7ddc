import type { Shipment, WholeOrder } from '../../clients/centra/schema';
import { ApiUnreadable } from '../../clients/errors';
import type {
  CentraSight,
  DocumentGate,
  Gate,
  OrderLine,
  ShipmentKey,
  ShipmentRow,
} from '../../lifecycle/shipment/facts';
import { MappingError, orderLinesOf, passesFilter, shipmentDigest } from '../../mapping';
import type { StoreRoom } from '../rooms';

const pageSize = 100;

/** The shipment in one of Centra's lists, and when that list was asked for. */
export async function findShipment(
  { centra }: StoreRoom,
  { orderNumber, shipmentId }: Pick<ShipmentKey, 'orderNumber' | 'shipmentId'>,
  status: 'goodtogo' | 'inprogress' | 'completed',
  signal: AbortSignal,
): Promise<{ shipment?: Shipment; observedAt: number }> {
  let observedAt: number | undefined;
  for (let offset = 0; ;) {
    const page = await centra.listShipments({ status, orderNumber, limit: pageSize, offset }, signal);
    observedAt ??= page.observedAt;
    const shipment = page.rows.find((row) => row.shipmentId === shipmentId);
    if (shipment) return { shipment, observedAt };
    const broken = page.broken.find((row) => row.id === shipmentId);
    if (broken) {
      const call = { system: 'centra', operation: 'GET /shipments' } as const;
      throw new ApiUnreadable(call, broken.what, { at: broken.at });
    }
    offset += page.received;
    if (page.received < pageSize) return { observedAt };
  }
}

/** Stopped in Centra; an order also by a payment that has not come. */
const isOnHold = (document: Shipment | WholeOrder) =>
  document.hold || ('kind' in document && document.waitingForPayment);

/** What the lifecycle remembers of a shipment, or of a whole order. No names, no addresses. */
export function rowOf(shipment: Shipment | WholeOrder, { config, goodsOwner, digestKey }: StoreRoom): ShipmentRow {
  const { combined: _, ...digests } = shipmentDigest(shipment, { key: digestKey, attributes: config.attributes });
  const { paid, shouldCapture, suspect } = shipment;
  const lines = linesOf(shipment, goodsOwner.articles.articleNumber);
  return { paid, shouldCapture, hold: isOnHold(shipment), suspect, digests, lines };
}

/** A line without article number is told when the order is mapped, with every other fault. */
function linesOf(shipment: Shipment, parts: StoreRoom['goodsOwner']['articles']['articleNumber']): OrderLine[] {
  try {
    return orderLinesOf(shipment, parts);
  } catch (error) {
    if (error instanceof MappingError) return [];
    throw error;
  }
}

/** Why it may not start its life now; `fault`: that cannot be said. */
export type Gated<Reason = Gate> = { readonly reason: Reason } | { readonly fault: string };

/** @returns nothing when it may go */
export function gateOf(shipment: Shipment | WholeOrder, { config, rules }: StoreRoom): Gated<DocumentGate> | undefined {
  if (isOnHold(shipment)) return { reason: 'hold' };
  if (shipment.suspect) return { reason: 'suspect' };
  if (config.importFrom !== null && (shipment.orderDate ?? '') < config.importFrom) return { reason: 'too-old' };
  const { passes, fault } = passesFilter(shipment, rules);
  if (fault) return { fault: `${fault.at}: ${fault.what}` };
  return passes ? undefined : { reason: 'filtered' };
}

/** Read fresh a moment ago, and may go; or what the lifecycle hears instead. */
export type Ready =
  | { readonly ready: Shipment; readonly sight: CentraSight }
  | { readonly result: { readonly end: 'not-ready'; readonly centra: CentraSight; readonly gate?: Gate } }
  | { readonly result: { readonly end: 'unmappable'; readonly centra: CentraSight; readonly reason: string } };

export async function readyShipment(store: StoreRoom, key: ShipmentKey, signal: AbortSignal): Promise<Ready> {
  const { shipment, observedAt } = await findShipment(store, key, 'goodtogo', signal);
  if (!shipment) return { result: { end: 'not-ready', centra: { kind: 'missing', observedAt } } };
  return readyUnless(gateOf(shipment, store), shipment, {
    kind: 'row',
    observedAt,
    row: rowOf(shipment, store),
  });
}

export function readyUnless(gate: Gated | undefined, ready: Shipment, sight: CentraSight): Ready {
  if (gate === undefined) return { ready, sight };
  if ('fault' in gate) return { result: { end: 'unmappable', centra: sight, reason: gate.fault } };
  return { result: { end: 'not-ready', centra: sight, gate: gate.reason } };
}
