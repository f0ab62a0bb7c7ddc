import { ok, type Answer, type Dialect } from '../http/call';
import type { Order, Shipment } from './model';
import type { CentraStore } from './store';

/** A refusal by the shop's rules: HTTP 200 and `status: "no"`. */
export const refused = (msg: string, echo: Record<string, unknown> = {}): Answer => ok({ status: 'no', msg, ...echo });

export const done = (payload: Record<string, unknown> = {}): Answer => ok({ status: 'ok', ...payload });

/** What an action echoes: the order number as a number here, whereas lists have it as a string. */
export const echo = ({ orderNumber, shipmentId }: Shipment) => ({ order: orderNumber, shipment: shipmentId });

/** Only the 403 of an endpoint that is switched off is known; the other bodies are guesses. */
export const centraDialect: Dialect = {
  unauthorized: () => ({ status: 401, body: { status: 'Unauthorized' } }),
  broken: (status) => ({ status, body: { status: 'error', msg: 'Internal server error' } }),
  throttled: () => ({ status: 429, body: { status: 'no', msg: 'Too many requests' } }),
  refused: (words, status = 200) => ({ status, body: { status: 'no', msg: words } }),
  notFound: () => ({ status: 404, body: { status: 'Not Found' } }),
  unreadable: (status) => ({ status, body: { status: 'no', msg: 'Invalid request body' } }),
};

export const switchedOff: Answer = { status: 403, body: { status: 'Not Allowed' } };

/** Input takes `true`, `1`, `"1"` and `"true"` for yes. */
export const isYes = (value: unknown): boolean => value === true || value === 1 || value === '1' || value === 'true';

/** An id or number that may come as a string or a number; anything else is empty. */
export const idOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : idOf(value));

/** The members of a body, whatever was sent. */
export const membersOf = (body: unknown): Record<string, unknown> =>
  typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Record<string, unknown>) : {};

/** The shipment of this id that this plugin may act on, with its order, or the refusal. */
export function findShipment(store: CentraStore, id: unknown): { shipment: Shipment; order: Order } | Answer {
  const shipment = store.host.shipments.get(idOf(id));
  const order = shipment && store.host.orders.get(shipment.orderNumber);
  if (!order || shipment.store !== store.id) return refused('shipment does not exist', { shipment: idOf(id) });
  if (store.settings.hiddenMarkets.includes(order.marketId)) return refused('order in wrong market', echo(shipment));
  return { shipment, order };
}

export const isAnswer = (found: object): found is Answer => 'body' in found;
