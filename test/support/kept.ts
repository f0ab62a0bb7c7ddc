import type { Client } from '@temporalio/client';

/**
 * Everything that Temporal keeps about every workflow and every schedule of a namespace, as text: ids, whole histories,
 * search attributes, memos, summaries, and what can be asked of those that live.
 *
 * @param query only workflows that it finds
 */
export async function everythingKept(client: Client, query?: string): Promise<string> {
  const kept: string[] = [];
  for await (const { workflowId, runId } of client.workflow.list(query === undefined ? {} : { query })) {
    const handle = client.workflow.getHandle(workflowId, runId);
    kept.push(workflowId, readable(await handle.fetchHistory()), readable((await handle.describe()).raw));
    for (const query of ['__temporal_workflow_metadata', ...(standing.test(workflowId) ? ['state'] : [])]) {
      kept.push(readable(await handle.query(query).catch((error: unknown) => String(error))));
    }
  }
  for await (const { scheduleId } of client.schedule.list()) {
    kept.push(scheduleId, readable((await client.schedule.getHandle(scheduleId).describe()).raw));
  }
  return kept.join('\n');
}

const standing = /^(?:shipment|order|return|purchase-order|connection)\//;

/** With every payload as the text that it is. */
const readable = (document: unknown): string =>
  JSON.stringify(document, (name, value: unknown) => {
    const bytes = value as { type?: string; data?: number[] };
    if (bytes?.type === 'Buffer' && bytes.data) return Buffer.from(bytes.data).toString('utf8');
    // The protocol's own JSON has bytes in base 64.
    if (name === 'data' && typeof value === 'string' && isBase64.test(value)) {
      return Buffer.from(value, 'base64').toString('utf8');
    }
    return value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value;
  }) ?? '';

const isBase64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The words around every trace that is in a text, in whatever spelling of letters, so that one sees where it was kept. */
export function tracesIn(text: string, traces: readonly string[]): string[] {
  const lower = text.toLowerCase();
  return traces.flatMap((trace) => {
    const at = lower.indexOf(trace.toLowerCase());
    return at < 0 ? [] : [`${trace}: ${text.slice(Math.max(0, at - 300), at + 100)}`];
  });
}
