import type { GoodsOwner } from '../goods-owner';
import { purchaseStatus } from '../settings';
import { received, type PurchaseOrder, type ReceivingPlan } from './model';
import { arrive, findDeviation, finishReceiving, receive } from './receive';

/**
 * Takes up to so many steps that are due, of purchase orders: they arrive, are received, and end; with a deviation in
 * between when something else came than was advised.
 *
 * @returns how many were taken
 */
export function receiveSome(goodsOwner: GoodsOwner, steps: number): number {
  const { purchases, settings, store } = goodsOwner;
  const dueBefore = goodsOwner.now() - settings.life.stepMs;
  let taken = 0;
  const { deflection, inbound, arrivalSpace, notified } = purchaseStatus;
  for (const number of [deflection, inbound, arrivalSpace, notified]) {
    for (const order of purchases.byStatus.of(number).slice(0)) {
      if (taken === steps) return taken;
      const plan = purchases.plans.get(order.purchaseOrderNumber);
      if (order.statusChangedAt > dueBefore || plan?.enabled === false) continue;
      store.change(() => step(goodsOwner, order, plan));
      taken += 1;
    }
  }
  return taken;
}

function step(goodsOwner: GoodsOwner, order: PurchaseOrder, plan: ReceivingPlan | undefined): void {
  switch (order.status) {
    case purchaseStatus.notified:
      return arrive(goodsOwner, order);
    case purchaseStatus.arrivalSpace:
      return receive(goodsOwner, order, planned(order, plan));
    case purchaseStatus.inbound: {
      const isAsAdvised = order.lines.every((line) => received(line) === line.advised);
      return isAsAdvised ? finishReceiving(goodsOwner, order) : findDeviation(goodsOwner, order);
    }
    case purchaseStatus.deflection:
      return finishReceiving(goodsOwner, order);
  }
}

/** Everything but the last pieces, which are missing, and so many of the first row too many. */
function planned({ lines }: PurchaseOrder, plan: ReceivingPlan | undefined) {
  let missing = plan?.missing ?? 0;
  const wishes = lines.toReversed().map((line) => {
    const left = Math.max(0, line.advised - received(line));
    const notThere = Math.min(missing, left);
    missing -= notThere;
    const extra = line === lines[0] ? (plan?.extra ?? 0) : 0;
    return { lineId: line.id, quantity: left - notThere + extra, serials: [], locked: false };
  });
  return wishes.toReversed();
}
