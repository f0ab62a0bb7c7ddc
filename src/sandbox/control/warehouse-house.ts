import { z } from 'zod';
import { goodsOwnerSettings } from '../ongoing/settings';
import type { World } from '../world';
import { findGoodsOwner, findWarehouseOrder } from './find';
import { inHouse } from './inputs';
import { look, someOf, verb, whole } from './verb';

/** Settings, the little life, and a look at orders. */
export function warehouseHouse(world: World) {
  return {
    order: look(
      'everything that is known of an order',
      z.strictObject({ ...inHouse, orderNumber: z.string().optional(), orderId: whole.optional() }),
      (which) => structuredClone(findWarehouseOrder(findGoodsOwner(world, which.goodsOwner), which)),
    ),
    orders: look(
      'numbers and statuses of the orders, oldest first',
      z.strictObject({ ...inHouse, status: whole.optional() }),
      ({ goodsOwner: id, status }) => {
        const goodsOwner = findGoodsOwner(world, id);
        const orders = status === undefined ? goodsOwner.allOrders : goodsOwner.byStatus.of(status);
        return { orders: [...orders].map(({ orderId, orderNumber, status }) => ({ orderId, orderNumber, status })) };
      },
    ),
    settings: verb(
      'changes settings of a goods owner (the little life among them); answers with all of them',
      z.strictObject({ ...inHouse, set: someOf(goodsOwnerSettings).prefault({}) }),
      ({ goodsOwner, set }) => world.changeGoodsOwner(findGoodsOwner(world, goodsOwner), set),
    ),
    plan: verb(
      'says what the little life does with an order, which need not be there yet',
      z.strictObject({
        ...inHouse,
        orderNumber: z.string(),
        enabled: z.boolean().default(true),
        short: z.int().nonnegative().default(0),
        parcels: z.int().positive().default(1),
        waybill: z.boolean().default(true),
      }),
      ({ goodsOwner: id, ...plan }) => {
        const goodsOwner = findGoodsOwner(world, id);
        return structuredClone(world.store.change(() => goodsOwner.plans.put(plan)));
      },
    ),
  };
}
