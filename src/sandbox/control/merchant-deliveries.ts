import { z } from 'zod';
import { addDelivery, supplyLines, undelivered } from '../centra/supply/create';
import { pieces, type SupplierDelivery, type SupplyLine } from '../centra/supply/model';
import { accept } from '../centra/supply/receive';
import type { World } from '../world';
import { findDelivery, findSupplierOrder } from './find';
import { supplyLine, supplyTimes, thisDelivery, thisSupplierOrder } from './inputs';
import { ControlRefused, look, verb } from './verb';

/** What suppliers send, as the merchant handles it in AMS. */
export function merchantDeliveries(world: World) {
  return {
    createDelivery: verb(
      'makes a delivery of a supplier order: of these lines, or of all that no delivery brings',
      z.strictObject({ ...thisSupplierOrder, ...supplyTimes, lines: z.array(supplyLine).min(1).optional() }),
      ({ lines: wishes, etdAt, etaAt, message, ...which }) => {
        const { supply, order } = findSupplierOrder(world, which);
        return world.store.change(() => {
          const lines = wishes ? supplyLines(wishes, supply.host) : undelivered(supply, order);
          if (lines.length === 0) throw new ControlRefused('everything of the supplier order is in a delivery');
          const delivery = addDelivery(supply, order, lines);
          setTimes(delivery, { etdAt, etaAt, message });
          return numbersOf(supply.deliveries.put(delivery));
        });
      },
    ),
    changeDelivery: verb(
      'changes dates, message or pieces of a delivery that nobody has accepted; the supplier order’s pieces follow',
      z.strictObject({
        ...thisDelivery,
        ...supplyTimes,
        /** By EAN or SKUs joined; 0 takes a line out. */
        quantities: z.record(z.string(), z.int().nonnegative()).default({}),
        add: z.array(supplyLine).default([]),
        changesOrder: z.boolean().default(true),
        /** Pieces of it that customers' orders wait for. */
        reservations: z
          .array(z.strictObject({ orderNumber: z.int(), product: z.string(), quantity: z.int().positive() }))
          .optional(),
      }),
      ({ quantities, add, changesOrder, reservations, etdAt, etaAt, message, ...which }) => {
        const { supply, order, delivery } = findOpenDelivery(world, which);
        const { host } = supply;
        const named = (name: string) => {
          const product = host.productsByName.get(name);
          if (!product) throw new ControlRefused(`there is no product ${name}`);
          return product.stockItemId;
        };
        const wanted = Object.entries(quantities).map(([name, quantity]) => ({ stockItemId: named(name), quantity }));
        const reserved = reservations?.map(({ product, ...one }) => ({ ...one, stockItemId: named(product) }));
        return world.store.change(() => {
          const by = wanted.map((one) => ({ ...one, quantity: one.quantity - piecesOf(delivery, one.stockItemId) }));
          const changes = [...by, ...supplyLines(add, host)];
          setTimes(delivery, { etdAt, etaAt, message });
          delivery.lines = changed(delivery.lines, changes);
          delivery.reservations = reserved ?? delivery.reservations;
          if (changesOrder) order.lines = changed(order.lines, changes);
          supply.deliveries.put(delivery);
          supply.putOrder(order);
          return { ...numbersOf(delivery), productsQty: pieces(delivery.lines) };
        });
      },
    ),
    cancelDelivery: verb(
      'cancels a delivery that nobody has accepted; the supplier order is reduced by it',
      z.strictObject({ ...thisDelivery, reducesOrder: z.boolean().default(true) }),
      ({ reducesOrder, ...which }) => {
        const { supply, order, delivery } = findOpenDelivery(world, which);
        const less = delivery.lines.map((line) => ({ ...line, quantity: -line.quantity }));
        world.store.change(() => {
          delivery.status = 'cancelled';
          if (reducesOrder) order.lines = changed(order.lines, less);
          supply.deliveries.put(delivery);
          supply.putOrder(order);
        });
        return numbersOf(delivery);
      },
    ),
    acceptElsewhere: verb(
      'accepts a delivery as a person does in AMS: all of it, or so many pieces by EAN or SKUs joined',
      z.strictObject({
        ...thisDelivery,
        quantities: z.record(z.string(), z.int().nonnegative()).optional(),
        insertStock: z.boolean().default(true),
      }),
      ({ quantities, insertStock, ...which }) => {
        const { supply, delivery } = findOpenDelivery(world, which);
        const lines = delivery.lines.map(({ stockItemId, quantity }) => {
          if (!quantities) return { stockItemId, quantity };
          const named = Object.entries(quantities).filter(([name]) =>
            supply.host.productsByName.all(name).some((product) => product.stockItemId === stockItemId),
          );
          return { stockItemId, quantity: named.reduce((sum, [, one]) => sum + one, 0) };
        });
        return world.store.change(() => {
          const rest = accept(supply, delivery, { by: 'elsewhere', insertStock, lines }, true);
          return { ...numbersOf(delivery), ...(rest ? { additionalDelivery: numbersOf(rest) } : {}) };
        });
      },
    ),
    delivery: look('everything that is known of a delivery', z.strictObject(thisDelivery), (which) =>
      structuredClone(findDelivery(world, which).delivery),
    ),
  };
}

const numbersOf = ({ id, deliveryId }: SupplierDelivery) => ({ id: String(id), deliveryId });

function findOpenDelivery(world: World, which: Parameters<typeof findDelivery>[1]) {
  const found = findDelivery(world, which);
  if (found.delivery.status !== 'open') throw new ControlRefused(`the delivery is ${found.delivery.status}`);
  return found;
}

const piecesOf = ({ lines }: SupplierDelivery, stockItemId: number): number =>
  pieces(lines.filter((line) => line.stockItemId === stockItemId));

function setTimes(
  delivery: SupplierDelivery,
  { etdAt, etaAt, message }: { etdAt?: number | undefined; etaAt?: number | undefined; message?: string | undefined },
): void {
  delivery.etdAt = etdAt ?? delivery.etdAt;
  delivery.etaAt = etaAt ?? delivery.etaAt;
  delivery.message = message ?? delivery.message;
}

/** The lines with so many more, or fewer, of some; what is left of nothing is gone. */
function changed(
  lines: readonly SupplyLine[],
  by: readonly (Partial<SupplyLine> & Pick<SupplyLine, 'stockItemId' | 'quantity'>)[],
): SupplyLine[] {
  const after = lines.map((line) => ({ ...line }));
  for (const { stockItemId, quantity, cost = '0.00', costCurrency = 'SEK' } of by) {
    const line = after.find((candidate) => candidate.stockItemId === stockItemId);
    if (line) line.quantity += quantity;
    else after.push({ stockItemId, quantity, cost, costCurrency });
  }
  return after.filter(({ quantity }) => quantity > 0);
}
