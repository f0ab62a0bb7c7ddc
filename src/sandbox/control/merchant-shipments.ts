import { z } from 'zod';
import { settle } from '../centra/capture';
import { isDeletable, removeShipment } from '../centra/change-shipment';
import { followShipments, shipOut } from '../centra/complete';
import type { World } from '../world';
import { findOrder, findShipment } from './find';
import { thisOrder, thisShipment } from './inputs';
import { ControlRefused, look, verb } from './verb';

type Found = ReturnType<typeof findShipment>;

/** Shipments and their money, as the merchant handles them in AMS. */
export function merchantShipments(world: World) {
  const change = (which: { shipmentId: string; store?: string | undefined }, work: (found: Found) => void) => {
    const found = findShipment(world, which.shipmentId, which.store);
    world.store.change(() => {
      work(found);
      followShipments(found.order, found.host);
      found.host.putOrder(found.order);
    });
    return { shipmentId: found.shipment.shipmentId };
  };

  return {
    goodToGo: verb(
      'sets or removes good-to-go',
      z.strictObject({ ...thisShipment, goodToGo: z.boolean().default(true) }),
      ({ goodToGo, ...which }) =>
        change(which, ({ shipment }) => {
          shipment.goodToGo = goodToGo;
        }),
    ),
    markPaid: verb(
      'marks a shipment as paid, or as unpaid, without a capture',
      z.strictObject({ ...thisShipment, paid: z.boolean().default(true) }),
      ({ paid, ...which }) =>
        change(which, ({ shipment }) => {
          shipment.paid = paid;
          if (paid) shipment.shouldCapture = false;
        }),
    ),
    settlePayment: verb(
      'says how a capture ended that was accepted and not settled (payment `async`)',
      z.strictObject({ ...thisShipment, succeeds: z.boolean().default(true) }),
      ({ succeeds, ...which }) =>
        change(which, ({ shipment }) => {
          if (!shipment.captured || shipment.paid) throw new ControlRefused('no capture of the shipment is pending');
          if (succeeds) settle(shipment);
          else {
            shipment.captured = false;
            shipment.shouldCapture = true;
          }
        }),
    ),
    complete: verb(
      'completes a shipment by hand',
      z.strictObject({ ...thisShipment, tracking: z.string().default('') }),
      ({ tracking, ...which }) =>
        change(which, ({ shipment, order, store }) => {
          if (shipment.shippedAt !== null) throw new ControlRefused('the shipment is sent');
          shipment.paid = true;
          shipment.shouldCapture = false;
          shipment.goodToGo = true;
          shipOut(shipment, order, store, { tracking });
        }),
    ),
    deleteShipment: verb('deletes a shipment that is not captured', z.strictObject(thisShipment), (which) => {
      const { host, order, shipment } = findShipment(world, which.shipmentId, which.store);
      if (!isDeletable(shipment, host)) throw new ControlRefused('the shipment is captured, paid, sent or returned');
      world.store.change(() => removeShipment(shipment, order, host));
      return { shipmentId: shipment.shipmentId };
    }),
    shipment: look('everything that is known of a shipment', z.strictObject(thisShipment), (which) => {
      const { shipment, order } = findShipment(world, which.shipmentId, which.store);
      return structuredClone({ ...shipment, order });
    }),
    order: look('everything that is known of an order', z.strictObject(thisOrder), (which) => {
      const { order, host } = findOrder(world, which.orderNumber, which.store);
      const shipments = host.shipmentsOf(order);
      const returns = shipments.flatMap(({ shipmentId }) => host.returnsByShipment.of(shipmentId).slice(0));
      return structuredClone({ ...order, shipments, returns });
    }),
  };
}
