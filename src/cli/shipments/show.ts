import type { PurchaseOrderFacts } from '../../lifecycle/purchase-order/facts';
import type { ReturnFacts } from '../../lifecycle/return/facts';
import type { ShipmentFacts } from '../../lifecycle/shipment/facts';
import { workflowTypes } from '../../protocol/names';
import type { PurchaseOrderOutcome } from '../../protocol/purchase-order';
import type { ReturnOutcome } from '../../protocol/returns';
import type { ShipmentOutcome } from '../../protocol/shipment';
import { exit, type ExitCode } from '../exit';
import type { Given } from '../context';
import { withTemporal } from '../context';
import { noWorkerHelp } from '../answers';
import type { Io } from '../io';
import { createOutput } from '../output';
import { connectionDocument, connectionForPeople } from './connection-document';
import { lifeDocument } from './document';
import { forPeople } from './for-people';
import { purchaseOrderRows, returnRows, shipmentRows } from './head-rows';
import { resolveId, type Resolved } from './resolve-id';

export interface ShowOptions extends Given {
  /** How long a worker may take to answer, ms. */
  readonly timeout?: number;
  /** The whole timeline, however long. */
  readonly all?: boolean;
}

/** `bridge shipment ID` */
export async function show(text: string, options: ShowOptions, io: Io): Promise<ExitCode> {
  const output = createOutput(options, io);
  return withTemporal(options, io, async ({ client, config }) => {
    const target = await resolveId(client, config, text);
    if (target.kind === 'missing') {
      output.say(`${text}: ${target.message}`);
      return exit.failed;
    }
    const now = Date.now();
    const look = { paint: output.paint, width: output.width, all: options.all };
    if (target.kind === 'connection') {
      const document = await connectionDocument(client, target.description, options.timeout);
      output.data(document, () => connectionForPeople(document, now, look));
      if (document.answeredBy === 'lists') output.say(fromLists);
      return exit.fine;
    }
    const { answeredBy } = await shown();
    if (answeredBy === 'lists') output.say(fromLists);
    return exit.fine;

    async function shown() {
      const { description } = target as Resolved;
      if (description.type === workflowTypes.purchaseOrder) {
        const document = await lifeDocument<PurchaseOrderFacts, PurchaseOrderOutcome>(
          client,
          description,
          options.timeout,
        );
        output.data(document, () => forPeople(document, purchaseOrderRows(document, now), now, look));
        return document;
      }
      if (description.type === workflowTypes.return) {
        const document = await lifeDocument<ReturnFacts, ReturnOutcome>(client, description, options.timeout);
        output.data(document, () => forPeople(document, returnRows(document, now), now, look));
        return document;
      }
      const document = await lifeDocument<ShipmentFacts, ShipmentOutcome>(client, description, options.timeout);
      output.data(document, () => forPeople(document, shipmentRows(document, now), now, look));
      return document;
    }
  });
}

const fromLists = `No worker answers: this is what Temporal's lists show, which may be older; ${noWorkerHelp}`;
