import { z } from 'zod';
import { defaultWarehouse } from '../centra/settings';
import { addDelivery, addSupplierOrder, supplyLines } from '../centra/supply/create';
import type { World } from '../world';
import { findStore, findSupplierOrder } from './find';
import { inStore, supplyLine, supplyTimes, thisSupplierOrder } from './inputs';
import { ControlRefused, look, verb } from './verb';

const dayMs = 86_400_000;

/** Orders to suppliers, as the merchant makes them in AMS. */
export function merchantSuppliers(world: World) {
  return {
    createSupplierOrder: verb(
      'makes an order to a supplier, with a delivery that brings all of it',
      z.strictObject({
        ...inStore,
        ...supplyTimes,
        supplierName: z.string().default('Example Mills'),
        supplierCountry: z.string().length(2).default('PT'),
        warehouse: z.string().default(defaultWarehouse),
        confirmed: z.boolean().default(true),
        lines: z.array(supplyLine).min(1).prefault([{}]),
        /** 0: none yet. More than one: the lines are dealt out to them. */
        deliveries: z.int().nonnegative().default(1),
      }),
      ({ store: storeId, deliveries: count, lines: wishes, confirmed, message = '', ...wish }) => {
        const store = findStore(world, storeId);
        const { supply } = store.host;
        return world.store.change(() => {
          const lines = supplyLines(wishes, store.host);
          if (count > lines.length) throw new ControlRefused('there are more deliveries than lines');
          const { etaAt = world.now() + 14 * dayMs, etdAt = etaAt + dayMs, ...head } = wish;
          const status = confirmed ? 'confirmed' : 'draft';
          const order = addSupplierOrder(supply, { ...head, etaAt, etdAt, message, status, lines });
          const dealt = Array.from({ length: count }, (_, n) => lines.filter((_line, m) => m % count === n));
          const [first] = dealt.map((share) => addDelivery(supply, order, structuredClone(share)));
          const { supplierOrderId } = order;
          return { store: store.id, supplierOrderId, id: String(first?.id ?? ''), deliveryId: first?.deliveryId ?? '' };
        });
      },
    ),
    changeSupplierOrder: verb(
      'changes who delivers where; takes a confirmation back, or confirms',
      z.strictObject({
        ...thisSupplierOrder,
        supplierName: z.string().optional(),
        supplierCountry: z.string().length(2).optional(),
        warehouse: z.string().optional(),
        confirmed: z.boolean().optional(),
      }),
      ({ confirmed, supplierName, supplierCountry, warehouse, ...which }) => {
        const { supply, order } = findSupplierOrder(world, which);
        if (order.status === 'cancelled') throw new ControlRefused('the supplier order is cancelled');
        world.store.change(() => {
          order.supplierName = supplierName ?? order.supplierName;
          order.supplierCountry = supplierCountry ?? order.supplierCountry;
          order.warehouse = warehouse ?? order.warehouse;
          if (confirmed !== undefined) order.status = confirmed ? 'confirmed' : 'draft';
          supply.putOrder(order);
        });
        return { supplierOrderId: order.supplierOrderId, status: order.status };
      },
    ),
    cancelSupplierOrder: verb(
      'cancels an order to a supplier: it is in no list any more, nor are its deliveries',
      z.strictObject(thisSupplierOrder),
      (which) => {
        const { supply, order } = findSupplierOrder(world, which);
        world.store.change(() => {
          order.status = 'cancelled';
          supply.putOrder(order);
        });
        return { supplierOrderId: order.supplierOrderId, status: order.status };
      },
    ),
    supplierOrder: look(
      'everything that is known of a supplier order, with its deliveries',
      z.strictObject(thisSupplierOrder),
      (which) => {
        const { supply, order } = findSupplierOrder(world, which);
        return structuredClone({ ...order, deliveries: supply.deliveriesOf(order) });
      },
    ),
  };
}
