import { Context } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import type { Shipment } from '../../clients/centra/schema';
import { shipmentId } from '../../protocol/names';
import type { ScanActivities } from '../../protocol/scans';
import type { Ends } from '../ends';
import type { Rooms } from '../rooms';
import { gateOf, rowOf } from '../shipment/fresh';
import { pass } from './pass';
import { readPages } from './read-pages';
import { runningShipments, whatToTell } from './running';
import { orThrow } from './unread';

/**
 * A pass over the shipments that are good-to-go.
 *
 * Source: Centra `GET /shipments`, Temporal's visibility.
 */
export function createReadGoodToGo(rooms: Rooms, ends: Ends, client: Client): ScanActivities['readGoodToGo'] {
  return async (reading) => {
    const { store: storeId, goodsOwner, settings, lastMissing } = reading;
    const store = rooms.store(storeId);
    const { configuration } = store;
    const beat = (count: number) => Context.current().heartbeat(count);
    const call = { store: storeId, goodsOwner, systems: ['centra'], write: false } as const;
    const workflowId = (id: string) => shipmentId(storeId, id);
    const read = async (signal: AbortSignal) => ({
      end: 'read' as const,
      ...(await readPages(
        (page) => store.centra.listShipments(page, signal),
        (one) => one.shipmentId,
        beat,
      )),
    });
    return pass(
      {
        list: 'shipments',
        workflowId,
        read: async () => orThrow(await ends.attempt(call, read)),
        running: () => runningShipments(client, storeId, beat),
        news: (id, known, { row: shipment, observedAt }) => {
          const row = { row: rowOf(shipment, store), observedAt };
          return whatToTell(client, workflowId(id), known, row, settings, lastMissing.includes(id));
        },
        gates: () => Promise.resolve((_id, shipment: Shipment) => gateOf(shipment, store)),
        begin: (id, { row: shipment, observedAt }) => {
          const { paid, shouldCapture, digests } = rowOf(shipment, store);
          return { shipmentId: id, orderNumber: shipment.orderId, observedAt, paid, shouldCapture, digests };
        },
      },
      reading,
      { client, beat, configuration },
    );
  };
}
