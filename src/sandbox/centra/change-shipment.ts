import type { Answer, Call } from '../http/call';
import { followShipments } from './complete';
import type { CentraHost } from './host';
import type { Order, Shipment, ShipmentLine } from './model';
import { done, findShipment, isAnswer, isYes, membersOf, refused } from './reply';
import { showShipment } from './show-shipment';
import type { CentraStore } from './store';

interface Wish {
  line: ShipmentLine;
  quantity: number;
  serialNumber: string | null;
}

/**
 * `PUT /shipments/{id}`: quantities, good-to-go, serial numbers.
 *
 * Quantities of what is sent, captured, paid or returned stay as they are; good-to-go and serial numbers can be set at
 * any time.
 */
export function changeShipment(store: CentraStore, call: Call): Answer {
  const found = findShipment(store, call.params.shipmentId);
  if (isAnswer(found)) return found;
  const { shipment, order } = found;
  const echoed = { shipment: shipment.shipmentId };
  const body = membersOf(call.body);
  const wishes = body.products === undefined ? [] : readWishes(membersOf(body.products), shipment, store);
  if (typeof wishes === 'string') return refused(wishes, echoed);
  const quantities = newQuantities(wishes, body.products !== undefined, shipment, store);
  if (quantities.some(([line, quantity]) => line.quantity !== quantity)) {
    const reason = whyFixed(shipment, store.host) ?? whyTooMany(quantities, order);
    if (reason !== undefined) return refused(reason, echoed);
  }
  return store.host.store.change(() => {
    if (body.gtg !== undefined) shipment.goodToGo = isYes(body.gtg);
    for (const { line, serialNumber } of wishes) if (serialNumber !== null) line.serialNumber = serialNumber;
    for (const [line, quantity] of quantities) setQuantity(line, quantity, shipment, order);
    shipment.lines = shipment.lines.filter((line) => line.quantity > 0);
    store.host.putOrder(order);
    return done({ shipment: showShipment(shipment, store) });
  });
}

/** `DELETE /shipments/{id}`. */
export function deleteShipment(store: CentraStore, call: Call): Answer {
  const found = findShipment(store, call.params.shipmentId);
  if (isAnswer(found)) return found;
  const { shipment, order } = found;
  if (!isDeletable(shipment, store.host)) {
    const msg = 'shipment has invoices or creditnotes and could not be deleted.';
    return refused(msg, { shipment: shipment.shipmentId });
  }
  store.host.store.change(() => removeShipment(shipment, order, store.host));
  return done({ msg: 'shipment removed', order: order.orderNumber, shipment: shipment.shipmentId });
}

export const isDeletable = (shipment: Shipment, host: CentraHost): boolean =>
  whyFixed(shipment, host) === undefined && shipment.invoices.length === 0;

/** Its goods are the order's again, which is Confirmed when it has no shipment left. */
export function removeShipment(shipment: Shipment, order: Order, host: CentraHost): void {
  host.shipments.delete(shipment.shipmentId);
  followShipments(order, host);
  host.putOrder(order);
}

function readWishes(products: Record<string, unknown>, shipment: Shipment, store: CentraStore): Wish[] | string {
  const wishes: Wish[] = [];
  for (const [lineId, wish] of Object.entries(products)) {
    const line = shipment.lines.find((candidate) => isMeant(candidate, lineId, store));
    if (!line) return 'product line does not exist in shipment';
    const { qty, serialNumber } = typeof wish === 'object' ? membersOf(wish) : { qty: wish, serialNumber: undefined };
    const quantity = qty === undefined ? line.quantity : Number(qty);
    if (!Number.isInteger(quantity) || quantity < 0) return 'invalid quantity';
    wishes.push({ line, quantity, serialNumber: typeof serialNumber === 'string' ? serialNumber : null });
  }
  return wishes;
}

function isMeant(line: ShipmentLine, lineId: string, { settings }: CentraStore): boolean {
  const own = String(line.lineId) === lineId;
  const ordered = String(line.orderLineId) === lineId;
  if (settings.changeTakesLineIds === 'either') return own || ordered;
  return settings.changeTakesLineIds === 'order' ? ordered : own;
}

function newQuantities(
  wishes: readonly Wish[],
  given: boolean,
  shipment: Shipment,
  { settings }: CentraStore,
): [ShipmentLine, number][] {
  const asked = wishes.map(({ line, quantity }): [ShipmentLine, number] => [line, quantity]);
  if (!given || settings.omittedLines === 'keep') return asked;
  const others = shipment.lines.filter((line) => !asked.some(([mentioned]) => mentioned === line));
  return [...asked, ...others.map((line): [ShipmentLine, number] => [line, 0])];
}

function whyFixed(shipment: Shipment, host: CentraHost): string | undefined {
  if (shipment.shippedAt !== null) return 'shipment is sent and can not be updated';
  if (host.returnsByShipment.of(shipment.shipmentId).length > 0) return 'shipment has refunds and can not be updated';
  if (shipment.captured) return 'shipment is captured and can not be updated';
  return shipment.paid ? 'shipment is paid and can not be updated' : undefined;
}

function whyTooMany(quantities: readonly [ShipmentLine, number][], order: Order): string | undefined {
  const ordered = (id: number) => order.lines.find((line) => line.lineId === id)?.quantity ?? 0;
  return quantities.some(([line, quantity]) => quantity > ordered(line.orderLineId))
    ? 'quantity is larger than the order allows'
    : undefined;
}

/** A bundle's items follow the number of bundles. */
function setQuantity(line: ShipmentLine, quantity: number, shipment: Shipment, order: Order): void {
  const before = line.quantity;
  line.quantity = quantity;
  if (before === 0 || before === quantity) return;
  const items = order.lines.filter((item) => item.bundleLineId === line.orderLineId).map((item) => item.lineId);
  for (const item of shipment.lines) {
    if (items.includes(item.orderLineId)) item.quantity = (item.quantity / before) * quantity;
  }
}
