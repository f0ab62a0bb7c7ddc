import type { WarehouseOrderFacts } from '../../lifecycle/shipment/facts';
import type { PurchaseOrderSeen } from '../../lifecycle/purchase-order/facts';
import { observedSignal } from '../../protocol/entity';
import type { History } from './history';
import { blankRow, type Placed } from './timeline';

/** What a scan, a webhook or a look of its own saw in Ongoing; see `WarehouseSight` of shipments and purchase orders. */
interface Sight {
  readonly orders?: readonly WarehouseOrderFacts[];
  readonly order?: PurchaseOrderSeen;
}

/**
 * What the warehouse did with it, as it was seen: one line whenever an order looks different from before. A life notes
 * only what it decides by; when the goods were picked stands in what it was told.
 */
export function warehouseSights({ activities, messages }: History): Placed[] {
  const told = messages
    .filter(({ is, name }) => is === 'signal' && name === observedSignal)
    .map(({ at, data }) => ({ at, sight: sightIn(data) }));
  const looked = activities.flatMap(({ end }) =>
    end.is === 'completed' ? [{ at: end.at, sight: sightIn(end.result) }] : [],
  );
  const last = new Map<string, string>();
  return [...told, ...looked]
    .sort((one, other) => one.at - other.at)
    .flatMap(({ at, sight }) =>
      linesOf(sight).flatMap(({ number, outcome }) => {
        if (last.get(number) === outcome) return [];
        last.set(number, outcome);
        return [{ at, row: { ...blankRow, ...row(at), outcome } }];
      }),
    );
}

const row = (at: number) => ({ at: new Date(at).toISOString(), kind: 'event', what: 'in the warehouse' }) as const;

/** Whatever was written down long ago, or by hand in Temporal's UI: what has another form shows nothing. */
function sightIn(data: unknown): Sight {
  const { warehouse } = (typeof data === 'object' && data !== null ? data : {}) as { warehouse?: unknown };
  return typeof warehouse === 'object' && warehouse !== null ? warehouse : {};
}

function linesOf({ orders = [], order }: Sight): { number: string; outcome: string }[] {
  return [
    ...orders.map((one) => told(one.orderNumber, one, counted(one, 'ordered', 'picked'), one.waybills)),
    ...(order ? [told(order.number, order, counted(order, 'advised', 'received'), [])] : []),
  ];
}

function told(
  number: string,
  { status, statusText }: { readonly status: number; readonly statusText?: string },
  pieces: string,
  waybills: readonly string[],
) {
  const named = waybills.length === 0 ? '' : `waybill ${waybills.join(', ')}`;
  const outcome = [`${number} ${statusText ?? ''} (${status})`.replace('  ', ' '), pieces, named];
  return { number, outcome: outcome.filter((text) => text !== '').join(', ') };
}

/** `3 of 5 picked`; nothing before the first one. */
function counted<Of extends string, Done extends string>(
  { lines }: { readonly lines: readonly Readonly<Record<Of | Done, number>>[] },
  of: Of,
  done: Done,
): string {
  const sum = (field: Of | Done) => lines.reduce((total, line) => total + line[field], 0);
  return sum(done) === 0 ? '' : `${sum(done)} of ${sum(of)} ${done}`;
}
