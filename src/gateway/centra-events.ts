import { z } from 'zod';
import type { StoreConfig } from '../config';
import { ordersSchedule, shipmentsSchedule } from '../protocol/names';
import type { Hints } from '../protocol/inbox';
import { noHints } from '../protocol/inbox';

/** Centra's ids are numbers that may come as texts. An id that is none is no reason to lose the event. */
const event = z.object({
  type: z.string(),
  id: z.union([z.number().int(), z.string()]).transform(String).optional().catch(undefined),
});
const integrationApi = z.object({ events: z.array(z.unknown()) });

/** What a scan may find out about. Others (customers, accounts, requests for stock) are not ours. */
const worthScanning = new Set(['order', 'shipment', 'return']);

/**
 * What a call of Centra's webhook plugin (version "Integration API") means. Not every action is documented, so none is
 * looked at: something about this order, or about some shipment, may have changed. A shipment's id here is not the one of
 * the Order API, so only orders can be named.
 *
 * @param body `payload=<url-encoded JSON>`
 * @returns nothing when it is not such a call
 */
export function centraHints(body: Buffer, { id, import: imported }: StoreConfig): Hints | undefined {
  const payload = new URLSearchParams(body.toString('utf8')).get('payload');
  const parsed = integrationApi.safeParse(json(payload ?? ''));
  if (!parsed.success) return undefined;
  const events = parsed.data.events.flatMap((one) => event.safeParse(one).data ?? []);
  if (!events.some(({ type }) => worthScanning.has(type))) return noHints;
  const orders = events.flatMap((one) => (one.type === 'order' && isNumber(one.id) ? [one.id] : []));
  return {
    ...noHints,
    centraOrders: [...new Set(orders)],
    schedules: [
      ...(imported === 'shipments' || imported === 'both' ? [shipmentsSchedule(id)] : []),
      ...(imported === 'orders' || imported === 'both' ? [ordersSchedule(id)] : []),
    ],
  };
}

const isNumber = (id: string | undefined): id is string => id !== undefined && /^\d{1,12}$/.test(id);

/** @returns nothing when it is none */
export function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
