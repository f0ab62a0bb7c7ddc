import { z } from 'zod';
import { addOrder, addShipment, orderLines } from '../centra/create-order';
import type { World } from '../world';
import { findOrder, findShipment, findStore } from './find';
import { address, line, newOrder, payment, thisOrder, thisShipment } from './inputs';
import { ControlRefused, verb } from './verb';

/** Orders, as the merchant and the customers make and change them. */
export function merchantOrders(world: World) {
  const create = (input: z.output<typeof newOrder>) => {
    const { servicePoint, shippingMethod, attributes, preferredDeliveryAt, estimatedDeliveryAt, cancelAt, ...wish } =
      input;
    const store = findStore(world, wish.store);
    const order = world.store.change(() =>
      addOrder(store, {
        ...wish,
        dates: { preferredDeliveryAt, estimatedDeliveryAt, cancelAt },
        attributes: {
          ...(servicePoint === undefined ? {} : { shipwallet_pickup: servicePoint }),
          ...(shippingMethod === undefined ? {} : { shipwallet_method: shippingMethod }),
          ...attributes,
        },
      }),
    );
    const [shipment] = store.host.shipmentsOf(order);
    return { store: store.id, orderNumber: order.orderNumber, shipmentId: shipment?.shipmentId ?? '' };
  };

  const change = (which: { orderNumber: number; store?: string | undefined }, work: (found: FoundOrder) => void) => {
    const found = findOrder(world, which.orderNumber, which.store);
    world.store.change(() => {
      work(found);
      found.host.putOrder(found.order);
    });
    return { orderNumber: found.order.orderNumber };
  };
  type FoundOrder = ReturnType<typeof findOrder>;

  return {
    createOrder: verb('makes an order with a shipment', newOrder, create),
    createOrders: verb(
      'makes many orders that are alike',
      newOrder.omit({ orderNumber: true }).extend({ count: z.int().positive() }),
      ({ count, ...wish }) => ({ orders: Array.from({ length: count }, () => create(wish)) }),
    ),
    changeOrder: verb(
      'changes address, comments, delivery options or the payment of an order',
      z.strictObject({
        ...thisOrder,
        delivery: address.optional(),
        shippingList: z.string().optional(),
        carrier: z.string().optional(),
        service: z.string().optional(),
        otherComment: z.string().optional(),
        payment: payment.optional(),
        suspect: z.boolean().optional(),
        waitingForPayment: z.boolean().optional(),
        marketId: z.int().optional(),
        attributes: z.record(z.string(), z.unknown()).optional(),
      }),
      ({ store, orderNumber, shipmentId: _its, delivery, attributes, ...members }) =>
        change({ store, orderNumber }, ({ order }) => {
          Object.assign(order, present(members));
          Object.assign(order.delivery, delivery);
          Object.assign(order.attributes, attributes);
        }),
    ),
    changeLines: verb(
      'changes the quantities of a shipment that is not sent (0 removes a line), and adds lines to it',
      z.strictObject({
        ...thisShipment,
        quantities: z.record(z.string(), z.int().nonnegative()).default({}),
        add: z.array(line).default([]),
      }),
      ({ store, shipmentId, quantities, add }) => {
        const { host, order, shipment } = findShipment(world, shipmentId, store);
        if (shipment.shippedAt !== null) throw new ControlRefused('the shipment is sent');
        const changes = Object.entries(quantities).map(([lineId, quantity]) => {
          const shipped = shipment.lines.find((candidate) => String(candidate.lineId) === lineId);
          const ordered = order.lines.find((candidate) => candidate.lineId === shipped?.orderLineId);
          if (!shipped || !ordered) throw new ControlRefused(`the shipment has no line ${lineId}`);
          return { shipped, ordered, quantity };
        });
        return world.store.change(() => {
          for (const { shipped, ordered, quantity } of changes) {
            ordered.quantity += quantity - shipped.quantity;
            shipped.quantity = quantity;
          }
          shipment.lines = shipment.lines.filter((candidate) => candidate.quantity > 0);
          for (const added of add.flatMap((wish) => orderLines(wish, host))) {
            order.lines.push(added);
            const lineId = host.store.next('centra/shipmentLine', 700_001);
            shipment.lines.push({ lineId, orderLineId: added.lineId, quantity: added.quantity, serialNumber: null });
          }
          host.putOrder(order);
          return { shipmentId, lineIds: shipment.lines.map((candidate) => String(candidate.lineId)) };
        });
      },
    ),
    hold: verb('puts an order on hold', z.strictObject(thisOrder), (which) =>
      change(which, ({ order }) => {
        order.hold = true;
      }),
    ),
    unhold: verb('takes an order off hold', z.strictObject(thisOrder), (which) =>
      change(which, ({ order }) => {
        order.hold = false;
      }),
    ),
    cancel: verb(
      'cancels an order that is not captured; with `refunded` also one that was, and was paid back',
      z.strictObject({ ...thisOrder, refunded: z.boolean().default(false) }),
      ({ refunded, ...which }) =>
        change(which, ({ order, host }) => {
          const shipments = host.shipmentsOf(order);
          if (shipments.some(({ shippedAt }) => shippedAt !== null)) throw new ControlRefused('the order is sent');
          if (shipments.some(({ captured }) => captured) && !refunded)
            throw new ControlRefused('the order is captured');
          order.status = 6;
        }),
    ),
    restore: verb('brings a cancelled order back', z.strictObject(thisOrder), (which) =>
      change(which, ({ order, host }) => {
        if (order.status !== 6) throw new ControlRefused('the order is not cancelled');
        order.status = host.shipmentsOf(order).length > 0 ? 3 : 2;
      }),
    ),
    newShipment: verb(
      'makes a shipment of what no shipment of the order has',
      z.strictObject({ ...thisOrder, goodToGo: z.boolean().default(true) }),
      ({ goodToGo, ...which }) => {
        const { host, order } = findOrder(world, which.orderNumber, which.store);
        if (order.status === 6) throw new ControlRefused('the order is cancelled');
        const shipment = world.store.change(() => addShipment(order, host, goodToGo));
        if (!shipment) throw new ControlRefused('every item of the order is in a shipment');
        return { shipmentId: shipment.shipmentId };
      },
    ),
  };
}

const present = (members: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
