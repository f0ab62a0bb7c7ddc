import { Accounting, type Account } from './account';
import type { Verdict } from './difference';

/** An order with returned items that nobody has acknowledged. */
export interface ReturnedOrder {
  readonly orderId: number;
  readonly orderNumber: string;
  /** Absent: it is not one of this bridge's shipments; `leftAlone` says why. */
  readonly shipment?: string;
  readonly leftAlone?: string;
  /** Returned and not acknowledged. */
  readonly items: number;
  /** Items without a line of the shipment, which no return can name. */
  readonly nameless: number;
}

/** A return's workflow that is under way. */
export interface ReturnLife {
  readonly stage: string;
  readonly attention?: string;
}

export interface ReturnsSeen {
  readonly goodsOwner: string;
  readonly orders: readonly ReturnedOrder[];
  readonly unreadable: readonly string[];
  /** By the order's id in Ongoing. */
  readonly lives: ReadonlyMap<number, ReturnLife>;
  readonly paused?: string;
  /** Why no scan will take up what is new. */
  readonly noScan?: string;
}

export const returnsSum = (goodsOwner: string) => `orders of ${goodsOwner} with returned items to acknowledge`;

/** Every order with something that came back and is not acknowledged, in exactly one named state. */
export function reconcileReturns(seen: ReturnsSeen, before?: ReadonlySet<string>): Account {
  const accounting = new Accounting(before);
  const sum = returnsSum(seen.goodsOwner);
  accounting.expect(sum, seen.orders.length + seen.unreadable.length);
  for (const order of seen.orders) accounting.count(sum, ofOrder(order, seen));
  for (const id of seen.unreadable) {
    const difference = {
      kind: 'unreadable',
      id: `${seen.goodsOwner}/${id}`,
      centra: '',
      reason: 'unreadable',
    } as const;
    accounting.count(sum, { state: 'unreadable', difference: { ...difference, ongoing: 'cannot be read' } });
  }
  return accounting.account();
}

function ofOrder(order: ReturnedOrder, { lives, paused, noScan }: ReturnsSeen): Verdict {
  if (order.shipment === undefined) return { state: 'not of a shipment of this bridge' };
  const life = lives.get(order.orderId);
  const pieces = `${order.items} returned item${order.items === 1 ? '' : 's'} to acknowledge`;
  const named = {
    kind: 'return-not-reported',
    id: order.shipment,
    centra: '',
    ongoing: `${order.orderNumber}: ${pieces}`,
  } as const;
  const different = (reason: string): Verdict => ({ state: 'not reported', difference: { ...named, reason } });
  const wanted = (reason: string): Verdict => ({
    state: 'held back',
    difference: { ...named, reason, expected: true },
  });
  if (life) {
    if (life.attention !== undefined) return different(`attention: ${life.attention}`);
    if (life.stage === 'held') return wanted('held by an operator');
    if (life.stage === 'abandoned') return different('an operator has abandoned it: nobody follows it');
    if (paused !== undefined) return wanted(paused);
    return { state: 'being reported', underWay: { ...named, reason: 'it is being reported' } };
  }
  if (order.nameless > 0 && order.nameless >= order.items) {
    return different('no line of the shipment has them, so no return can name them');
  }
  if (noScan !== undefined) return different(noScan);
  return { state: 'new', underWay: { ...named, reason: 'the next scan of returns takes it up' } };
}
