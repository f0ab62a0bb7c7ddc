import { useBridge } from '../support/bridge';

describe('a shipment that goes its quiet way', () => {
  const bridge = useBridge();

  it('becomes an order, is shipped, and is completed and acknowledged', async () => {
    const { merchant, warehouse } = bridge.simulators.control;
    const { shipmentId } = merchant.createOrder({ payment: 'prepaid', lines: [{ quantity: 2 }] }) as { shipmentId: string };
    await bridge.scan();
    await bridge.until(shipmentId, ({ decision }) => decision.stage === 'in-warehouse');
    warehouse.pick({ orderNumber: shipmentId });
    warehouse.pack({ orderNumber: shipmentId, parcels: [{}] });
    warehouse.ship({ orderNumber: shipmentId });
    console.log(await bridge.scanWarehouse());
    console.log(JSON.stringify(await bridge.result(shipmentId)));
    console.log(JSON.stringify(warehouse.order({ orderNumber: shipmentId })));
    console.log(JSON.stringify(merchant.shipment({ shipmentId })).slice(0, 600));
    console.log(JSON.stringify(bridge.simulators.control.counters({})));
    const handle = bridge.client.workflow.getHandle(`shipment/retail/${shipmentId}`);
    const history = await handle.fetchHistory();
    console.log(history.events?.map((event) => `${event.eventId} ${event.eventType}`).join('\n'));
    const { raw } = await handle.describe();
    console.log(raw.workflowExecutionInfo?.historySizeBytes?.toString(), raw.workflowExecutionInfo?.historyLength?.toString());
  });
});
