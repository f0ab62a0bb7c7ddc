import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';

/** What is kept of a workflow: enough to replay it. */
export interface RecordedHistory {
  readonly workflowId: string;
  readonly history: object;
}

/** Where every story leaves its histories at its end; set by `npm run record-histories`. */
export const recordingFolder = process.env.BRIDGE_RECORD_HISTORIES;

/** Writes the histories of all workflows of a namespace, one file each. */
export async function recordHistories(client: Client, folder: string): Promise<void> {
  for await (const { workflowId, runId } of client.workflow.list()) {
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    const recorded: RecordedHistory = { workflowId, history: JSON.parse(historyToJSON(history)) as object };
    writeFileSync(join(folder, `${randomUUID()}.json`), JSON.stringify(recorded));
  }
}
