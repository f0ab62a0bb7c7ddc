import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { configText } from '../support/config-for';
import { eventually } from '../support/eventually';
import { ownProcess, type OwnProcess } from '../support/own-process';
import type { WorkerProgram } from '../support/programs/bridge-worker';
import { aFolder } from '../support/temp-folder';
import { workflowBundle } from '../support/workflow-bundle';
import { useStories } from './support/use-stories';

/** The workers are processes of their own; both want the goods owner's lane. */
const stories = useStories({ worker: false });

const configFile = join(aFolder(), 'bridge.yaml');

async function aWorkerProcess(): Promise<OwnProcess> {
  const { address, namespace } = stories.temporal;
  const told: WorkerProgram = { address, namespace, configFile, workflowBundle: await workflowBundle() };
  const worker = ownProcess(resolve(__dirname, '../support/programs/bridge-worker.ts'), JSON.stringify(told));
  await hears(worker, 'polls');
  return worker;
}

async function hears(worker: OwnProcess, event: string): Promise<void> {
  while (((await worker.nextLine()) as { event: string }).event !== event);
}

describe('two worker processes', () => {
  it('share a goods owner’s lane, call by call, also when one of them is killed in the middle of its work', async () => {
    writeFileSync(configFile, configText(stories.simulators));
    const first = await aWorkerProcess();
    await hears(first, 'lease.taken');
    const second = await aWorkerProcess();
    const sent = Array.from({ length: 10 }, () => stories.ordered());
    await stories.scan();
    for (const shipment of sent) await shipment.reaches('in-warehouse');

    // Every write takes its time: there is a queue, of all kinds of them.
    stories.warehouse.settings({ set: { writeMs: 150 } });
    const [cancelled, reported] = [sent.slice(0, 3), sent.slice(3)];
    const found = Array.from({ length: 25 }, () => stories.ordered());
    for (const shipment of cancelled) stories.merchant.cancel({ orderNumber: shipment.order });
    for (const shipment of reported) shipment.ships();
    await Promise.all([stories.scan(), stories.scanWarehouse()]);
    await eventually(() => found.some(({ ordersInOngoing }) => ordersInOngoing.length > 0));
    await first.killHard();
    expect(found.filter(({ ordersInOngoing }) => ordersInOngoing.length > 0).length).toBeLessThan(found.length);
    stories.warehouse.settings({ set: { writeMs: 20 } });
    await hears(second, 'lease.taken');

    for (const shipment of cancelled) {
      await expect(shipment.end()).resolves.toMatchObject({ end: 'cancelled' });
      expect(shipment.ordersInOngoing).toEqual([[shipment.id, 1000]]);
    }
    for (const shipment of found) {
      await shipment.reaches('in-warehouse');
      shipment.ships();
    }
    await stories.scanWarehouse();
    for (const shipment of [...reported, ...found]) {
      await expect(shipment.end()).resolves.toMatchObject({ end: 'completed' });
      expect(shipment.inOngoing().lines).toMatchObject([{ reported: 1 }]);
      expect(shipment.inCentra.counts).toMatchObject({ completions: 1, emails: 1 });
    }
    const { ongoing } = stories.simulators.control.counters().calls;
    expect(ongoing?.acme?.parallel).toBe(1);
  }, 150_000);
});
