import { tsToMs } from '@temporalio/common/lib/time';
import type { temporal } from '@temporalio/proto';
import { attentions, connectionStages, shipmentStages } from '../../lifecycle/words';
import { workflowTypes } from '../../protocol/names';
import type { AskedTemporal } from './asked';

/** One that is under way, in words and ids that may label a metric. */
export interface OpenDocument {
  readonly kind: 'shipment' | 'order' | 'purchase-order' | 'return' | 'connection';
  readonly goodsOwner: string;
  /** Empty: of no store. */
  readonly store: string;
  readonly stage: string;
  /** Epoch ms. */
  readonly startedAt: number;
  readonly attention?: { readonly is: string; readonly since: number };
}

const kinds: Readonly<Record<string, OpenDocument['kind']>> = {
  [workflowTypes.shipment]: 'shipment',
  [workflowTypes.order]: 'order',
  [workflowTypes.purchaseOrder]: 'purchase-order',
  [workflowTypes.return]: 'return',
  [workflowTypes.connection]: 'connection',
};
const query = `ExecutionStatus = 'Running' AND WorkflowType IN (${Object.keys(kinds)
  .map((type) => `'${type}'`)
  .join(', ')})`;

/** 15 ms of this process's time each: webhooks do not notice. */
const pageSize = 500;

/**
 * Everything that is under way, page by page: servers count by status only, so this is the one way to know stages and
 * ages. Read from the answer as it comes; the SDK's own list decodes much more, and takes four times as long.
 *
 * Source: Temporal `ListWorkflowExecutions`. About a second of the server's for a thousand of them, when it is busy.
 */
export async function* openDocuments({ connection, namespace }: AskedTemporal): AsyncGenerator<OpenDocument> {
  let nextPageToken: Uint8Array | undefined;
  do {
    const page = await connection.workflowService.listWorkflowExecutions({
      ...{ namespace, query, pageSize },
      ...(nextPageToken ? { nextPageToken } : {}),
    });
    for (const info of page.executions) {
      const kind = kinds[info.type?.name ?? ''];
      if (kind) yield read(info, kind);
    }
    ({ nextPageToken } = page);
  } while (nextPageToken?.length);
}

function read(info: temporal.api.workflow.v1.IWorkflowExecutionInfo, kind: OpenDocument['kind']): OpenDocument {
  const attribute = (name: string): string => {
    const data = info.searchAttributes?.indexedFields?.[name]?.data;
    return data?.length ? String(JSON.parse(Buffer.from(data).toString('utf8'))) : '';
  };
  const startedAt = info.startTime ? tsToMs(info.startTime) : Date.now();
  const attention = attribute('Attention');
  const since = Date.parse(attribute('AttentionSince'));
  return {
    ...{ kind, startedAt },
    goodsOwner: attribute('GoodsOwner'),
    store: attribute('Store'),
    stage: known(attribute('Stage') || 'importing', kind === 'connection' ? connectionStages : shipmentStages),
    ...(attention === ''
      ? {}
      : { attention: { is: known(attention, attentions), since: Number.isNaN(since) ? startedAt : since } }),
  };
}

/** Whoever may start workflows could write anything there. */
const known = (word: string, words: readonly string[]) => (words.includes(word) ? word : 'other');
