import { z } from 'zod';
import type { GoodsOwner } from '../ongoing/goods-owner';
import type { PurchaseOrder } from '../ongoing/purchase/model';
import {
  arrive,
  cancelAdvised,
  correct,
  findDeviation,
  finishReceiving,
  receive,
  type ReceiveLine,
  type WhichLine,
} from '../ongoing/purchase/receive';
import { WorkRefused } from '../ongoing/work';
import type { World } from '../world';
import { findGoodsOwner, findPurchaseOrder, type WhichPurchaseOrder } from './find';
import { inHouse } from './inputs';
import { ControlRefused, look, verb, whole } from './verb';

/** By number, or by Ongoing's own id. */
const which = { ...inHouse, purchaseOrderNumber: z.string().optional(), purchaseOrderId: whole.optional() };
const line = { rowNumber: z.string().optional(), lineId: z.int().optional(), articleNumber: z.string().optional() };

/** What the warehouse does with goods that come in. */
export function warehouseReceiving(world: World) {
  const work =
    <Input extends WhichPurchaseOrder>(does: (goodsOwner: GoodsOwner, order: PurchaseOrder, input: Input) => void) =>
    (input: Input) => {
      const goodsOwner = findGoodsOwner(world, input.goodsOwner);
      const order = findPurchaseOrder(goodsOwner, input);
      try {
        world.store.change(() => does(goodsOwner, order, input));
        const { purchaseOrderId, purchaseOrderNumber, status } = order;
        return { purchaseOrderId, purchaseOrderNumber, status };
      } catch (error) {
        throw error instanceof WorkRefused ? new ControlRefused(error.message) : error;
      }
    };

  return {
    arrive: verb('the goods of a purchase order are there', z.strictObject(which), work(arrive)),
    receive: verb(
      'receives lines, as often as wanted, or all that is left; an article that nobody advised gets a row',
      z.strictObject({
        ...which,
        lines: z
          .array(
            z.strictObject({
              ...line,
              quantity: z.number().positive().optional(),
              serials: z.array(z.string()).default([]),
              batchNumber: z.string().optional(),
              comment: z.string().optional(),
              locked: z.boolean().default(false),
            }),
          )
          .min(1)
          .optional(),
      }),
      work((goodsOwner, order, { lines }: WhichPurchaseOrder & { lines?: ReceiveLine[] | undefined }) =>
        receive(goodsOwner, order, lines),
      ),
    ),
    correctReceived: verb(
      'says how many of a line were received after all, also when receiving has ended',
      z.strictObject({ ...which, ...line, received: z.number().nonnegative() }),
      work((goodsOwner, order, input: WhichPurchaseOrder & WhichLine & { received: number }) =>
        correct(goodsOwner, order, input, input.received),
      ),
    ),
    deviation: verb(
      'finds that not what was advised has come (status 400)',
      z.strictObject(which),
      work(findDeviation),
    ),
    finishReceiving: verb('ends receiving, whatever came (status 500)', z.strictObject(which), work(finishReceiving)),
    cancelAdvised: verb('cancels what was advised in the warehouse', z.strictObject(which), work(cancelAdvised)),
    setPurchaseOrderStatus: verb(
      'sets a status, one of the warehouse’s own too',
      z.strictObject({ ...which, status: z.int() }),
      work((goodsOwner, order, { status }: WhichPurchaseOrder & { status: number }) =>
        goodsOwner.purchases.setStatus(order, status),
      ),
    ),
    purchaseOrder: look('everything that is known of a purchase order', z.strictObject(which), (input) =>
      structuredClone(findPurchaseOrder(findGoodsOwner(world, input.goodsOwner), input)),
    ),
    purchaseOrders: look(
      'numbers and statuses of the purchase orders, oldest first',
      z.strictObject({ ...inHouse, status: whole.optional() }),
      ({ goodsOwner: id, status }) => {
        const { purchases } = findGoodsOwner(world, id);
        const orders = status === undefined ? purchases.all : purchases.byStatus.of(status);
        return {
          purchaseOrders: [...orders].map(({ purchaseOrderId, purchaseOrderNumber, status }) => ({
            purchaseOrderId,
            purchaseOrderNumber,
            status,
          })),
        };
      },
    ),
    planReceiving: verb(
      'says what the little life does with a purchase order, which need not be there yet',
      z.strictObject({
        ...inHouse,
        purchaseOrderNumber: z.string(),
        enabled: z.boolean().default(true),
        missing: z.int().nonnegative().default(0),
        extra: z.int().nonnegative().default(0),
      }),
      ({ goodsOwner: id, ...plan }) => {
        const { purchases } = findGoodsOwner(world, id);
        return structuredClone(world.store.change(() => purchases.plans.put(plan)));
      },
    ),
  };
}
