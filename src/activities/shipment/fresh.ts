import type { Shipment } from '../../clients/centra/schema';
import { ApiUnreadable } from '../../clients/errors';
import type { CentraSight, OrderLine, ShipmentKey, ShipmentRow } from '../../lifecycle/shipment/facts';
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

/** What the lifecycle remembers of a shipment. No names, no addresses. */
export function rowOf(shipment: Shipment, { config, goodsOwner, digestKey }: StoreRoom): ShipmentRow {
  const { combined: _, ...digests } = shipmentDigest(shipment, { key: digestKey, attributes: config.attributes });
  const { paid, shouldCapture, hold, suspect } = shipment;
  return { paid, shouldCapture, hold, suspect, digests, lines: linesOf(shipment, goodsOwner.articles.articleNumber) };
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

/** Why a shipment may not start its life now; `fault`: that cannot be said. */
export function gateOf(
  shipment: Shipment,
  { config, rules }: StoreRoom,
): { reason: 'hold' | 'suspect' | 'filtered' | 'too-old' } | { fault: string } | undefined {
  if (shipment.hold) return { reason: 'hold' };
  if (shipment.suspect) return { reason: 'suspect' };
  if (config.importFrom !== null && (shipment.orderDate ?? '') < config.importFrom) return { reason: 'too-old' };
  const { passes, fault } = passesFilter(shipment, rules);
  if (fault) return { fault: `${fault.at}: ${fault.what}` };
  return passes ? undefined : { reason: 'filtered' };
}

/** Good-to-go a moment ago, and may go; or what the lifecycle hears instead. */
export async function readyShipment(
  store: StoreRoom,
  key: ShipmentKey,
  signal: AbortSignal,
): Promise<
  | { ready: Shipment; sight: CentraSight }
  | { result: { end: 'not-ready'; centra: CentraSight; gate?: 'hold' | 'suspect' | 'filtered' | 'too-old' } }
  | { result: { end: 'unmappable'; centra: CentraSight; reason: string } }
> {
  const { shipment, observedAt } = await findShipment(store, key, 'goodtogo', signal);
  if (!shipment) return { result: { end: 'not-ready', centra: { kind: 'missing', observedAt } } };
  const sight: CentraSight = { kind: 'row', observedAt, row: rowOf(shipment, store) };
  const gate = gateOf(shipment, store);
  if (gate === undefined) return { ready: shipment, sight };
  if ('fault' in gate) return { result: { end: 'unmappable', centra: sight, reason: gate.fault } };
  return { result: { end: 'not-ready', centra: sight, gate: gate.reason } };
}
