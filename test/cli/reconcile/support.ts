import type { ReconcileDocument } from '../../../src/cli/reconcile/reconcile';
import { createOngoing, ongoingSend, type Ongoing } from '../../../src/clients/ongoing';
import type { OrderDocument } from '../../../src/clients/ongoing/documents';
import { goodToGoSum } from '../../../src/lifecycle/reconcile/shipments';
import type { Simulators } from '../../../src/sandbox';

/** Ongoing as somebody else uses it, who writes what the bridge did not. */
export function anotherOngoing({ ongoing }: Pick<Simulators, 'ongoing'>, goodsOwner = 'acme'): Ongoing {
  const its = ongoing[goodsOwner];
  if (!its) throw new Error(`no goods owner ${goodsOwner}`);
  return createOngoing(ongoingSend({ ...its, timeoutMs: 5_000 }), its);
}

/** An order of a goods owner, by another program. */
export const anOrder = (orderNumber: string, more: Partial<OrderDocument> = {}): OrderDocument => ({
  goodsOwnerId: 121,
  ...{ orderNumber, deliveryDate: '2026-05-04', goodsOwnerOrderId: orderNumber },
  consignee: { name: 'Runa Exempel', address1: 'Provgatan 12', countryCode: 'SE' },
  orderLines: [{ rowNumber: '1', articleNumber: 'TEE-BLUE-M', numberOfItems: 1 }],
  ...more,
});

/** Every sum's states add up to its total: what `bridge reconcile` promises. */
export function assertAddsUp({ counts }: ReconcileDocument): void {
  for (const [what, { total, states }] of Object.entries(counts.sums)) {
    const sum = Object.values(states).reduce((before, count) => before + count, 0);
    expect([what, sum]).toEqual([what, total]);
  }
}

export const statesOf = ({ counts }: ReconcileDocument, store: string) => counts.sums[goodToGoSum(store)]?.states;

/** `kind id`, sorted. */
export const namesOf = (list: ReconcileDocument['differences']) => list.map(({ kind, id }) => `${kind} ${id}`).sort();
