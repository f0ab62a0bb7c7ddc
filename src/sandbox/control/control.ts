import { z } from 'zod';
import { faultRule } from '../faults/rule';
import type { World } from '../world';
import { countersOf } from './counters';
import { merchantDeliveries } from './merchant-deliveries';
import { merchantOrders } from './merchant-orders';
import { merchantProducts } from './merchant-products';
import { merchantShipments } from './merchant-shipments';
import { merchantShop } from './merchant-shop';
import { merchantSuppliers } from './merchant-suppliers';
import { nothing, look, verb } from './verb';
import { warehouseHouse } from './warehouse-house';
import { warehouseReceiving } from './warehouse-receiving';
import { warehouseStock } from './warehouse-stock';
import { warehouseWork } from './warehouse-work';

/**
 * Everything that can be done to the simulators from outside: `POST /control/<area>/<verb>` with the input as JSON,
 * or `control.<area>.<verb>(input)` in the same process. `GET /control` lists every verb with its input.
 *
 * | area | verbs |
 * | --- | --- |
 * | `merchant` | orders: `createOrder`, `createOrders`, `changeOrder`, `changeLines`, `hold`, `unhold`, `cancel`, `restore`, `newShipment`; shipments: `goodToGo`, `markPaid`, `settlePayment`, `complete`, `deleteShipment`; registry: `addProduct`, `addProducts`, `changeProduct`, `changeProducts`, `collideProducts`, `setStock`; suppliers: `createSupplierOrder`, `changeSupplierOrder`, `cancelSupplierOrder`, `createDelivery`, `changeDelivery`, `cancelDelivery`, `acceptElsewhere`; plugin: `hideMarket`, `settings`; to look: `order`, `shipment`, `supplierOrder`, `delivery` |
 * | `warehouse` | orders: `release`, `allocate`, `pick`, `shortPick`, `overPick`, `pack`, `ship`, `addTracking`, `open`, `annul`, `setStatus`, `backOrder`, `addForeignRow`, `addSubLines`, `takeBack`; purchase orders: `arrive`, `receive`, `correctReceived`, `deviation`, `finishReceiving`, `cancelAdvised`, `setPurchaseOrderStatus`; shelves: `moveStock`, `adjustStock`, `lockStock`, `unlockStock`, `moveBetweenWarehouses`; `settings`, `plan` and `planReceiving` (the little life); to look: `order`, `orders`, `purchaseOrder`, `purchaseOrders` |
 * | `faults` | `add`, `list`, `clear` |
 * | | `counters`, `reset` |
 *
 * What `createOrder` and `createSupplierOrder` answer with can be handed to any verb about what they made. Without `store` or
 * `goodsOwner` the first one is meant. Verbs that only look can be called with `GET` and a query string too.
 */
export function createControl(world: World) {
  return {
    merchant: {
      ...merchantOrders(world),
      ...merchantShipments(world),
      ...merchantProducts(world),
      ...merchantSuppliers(world),
      ...merchantDeliveries(world),
      ...merchantShop(world),
    },
    warehouse: {
      ...warehouseWork(world),
      ...warehouseReceiving(world),
      ...warehouseStock(world),
      ...warehouseHouse(world),
    },
    faults: {
      add: verb('lets something go wrong', faultRule, (rule) => structuredClone(world.faults.add(rule))),
      list: look('the faults in force, and what they have hit', nothing, () => structuredClone(world.faults.list())),
      clear: verb('takes one fault away, or all', z.strictObject({ id: z.string().optional() }), ({ id }) => ({
        removed: world.faults.remove(id),
      })),
    },
    counters: look('what was called, captured and e-mailed, and what must never be seen', nothing, () =>
      countersOf(world),
    ),
    reset: verb('forgets everything', nothing, () => {
      world.reset();
      return { reset: true };
    }),
  };
}

export type Control = ReturnType<typeof createControl>;
