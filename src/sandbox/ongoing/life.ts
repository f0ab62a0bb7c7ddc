import type { GoodsOwner } from './goods-owner';
import type { WarehouseOrder } from './model';
import { pick, pickShort } from './pick';
import { receiveSome } from './purchase/life';
import { status } from './settings';
import { pack, ship } from './ship';
import { allocate, release } from './work';

/** How often the warehouse looks for work. */
const tickMs = 100;

/**
 * A warehouse that works by itself: releases, allocates, picks, packs and sends open orders, and receives purchase
 * orders, a step at a time.
 * Orders that somebody else has a plan for go by that plan; what a person does to an order is never undone.
 */
export class Life {
  private readonly timer: NodeJS.Timeout;
  private readonly budgets = new Map<string, number>();

  constructor(private readonly goodsOwners: () => Iterable<GoodsOwner>) {
    this.timer = setInterval(() => this.tick(), tickMs).unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private tick(): void {
    for (const goodsOwner of this.goodsOwners()) {
      const { enabled, stepsPerSecond } = goodsOwner.settings.life;
      if (!enabled) continue;
      const saved = Math.min(stepsPerSecond, (this.budgets.get(goodsOwner.id) ?? 0) + (stepsPerSecond * tickMs) / 1000);
      const steps = Math.floor(saved);
      this.budgets.set(goodsOwner.id, saved - live(goodsOwner, steps));
    }
  }
}

/** Takes up to so many steps that are due. @returns how many were taken */
export function live(goodsOwner: GoodsOwner, steps: number): number {
  const { receives, stepMs } = goodsOwner.settings.life;
  const dueBefore = goodsOwner.now() - stepMs;
  // Goods that come in are few, and may not wait for all that go out.
  let taken = receives ? receiveSome(goodsOwner, Math.ceil(steps / 2)) : 0;
  // What has come furthest goes first, so that orders end and do not pile up half done.
  for (const number of [status.picked, status.allocated, status.released, status.open]) {
    for (const order of goodsOwner.byStatus.of(number).slice(0)) {
      if (taken === steps) return taken;
      if (order.statusChangedAt > dueBefore || goodsOwner.plans.get(order.orderNumber)?.enabled === false) continue;
      goodsOwner.store.change(() => step(goodsOwner, order));
      taken += 1;
    }
  }
  return taken;
}

function step(goodsOwner: GoodsOwner, order: WarehouseOrder): void {
  const plan = goodsOwner.plans.get(order.orderNumber);
  switch (order.status) {
    case status.open:
      return release(goodsOwner, order);
    case status.released:
      return allocate(goodsOwner, order);
    case status.allocated:
      return plan?.short ? pickShort(goodsOwner, order, plan.short) : pick(goodsOwner, order, undefined, true);
    case status.picked: {
      if (order.parcels.length === 0) {
        pack(
          goodsOwner,
          order,
          Array.from({ length: plan?.parcels ?? 1 }, () => ({ isReturn: false })),
        );
      }
      const { shippedStatus } = goodsOwner.settings.life;
      return ship(goodsOwner, order, { status: shippedStatus, ...(plan?.waybill === false ? { waybill: null } : {}) });
    }
  }
}
