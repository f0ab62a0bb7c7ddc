import { z } from 'zod';
import { faultRule } from '../faults/rule';
import type { World } from '../world';
import { countersOf } from './counters';
import { merchantOrders } from './merchant-orders';
import { merchantShipments } from './merchant-shipments';
import { merchantShop } from './merchant-shop';
import { nothing, verb } from './verb';
import { warehouseHouse } from './warehouse-house';
import { warehouseWork } from './warehouse-work';

/** Everything that can be done to the simulators from outside; `GET /control` lists it with its inputs. */
export function createControl(world: World) {
  return {
    merchant: { ...merchantOrders(world), ...merchantShipments(world), ...merchantShop(world) },
    warehouse: { ...warehouseWork(world), ...warehouseHouse(world) },
    faults: {
      add: verb('lets something go wrong', faultRule, (rule) => structuredClone(world.faults.add(rule))),
      list: verb('the faults in force, and what they have hit', nothing, () => structuredClone(world.faults.list())),
      clear: verb('takes one fault away, or all', z.strictObject({ id: z.string().optional() }), ({ id }) => ({
        removed: world.faults.remove(id),
      })),
    },
    counters: verb('what was called, captured and e-mailed, and what must never be seen', nothing, () =>
      countersOf(world),
    ),
    reset: verb('forgets everything', nothing, () => {
      world.reset();
      return { reset: true };
    }),
  };
}

export type Control = ReturnType<typeof createControl>;
