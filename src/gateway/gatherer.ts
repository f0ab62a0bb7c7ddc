import type { Client } from '@temporalio/client';
import { workflowTypes, inboxId, taskQueues } from '../protocol/names';
import type { Hints, InboxInput } from '../protocol/inbox';
import { arrived, isEmpty, mergeHints, noHints } from '../protocol/inbox';

/** One call per event could not pass 200 a second; gathered for a moment, one call carries them all. */
const gatherMs = 25;
/** Centra gives up after five seconds. */
const withinMs = 3_000;
/** More callers than these at once are sent away, to come again. */
const mostWaiting = 5_000;

/** Temporal could not be reached in time: nothing is lost, the sender tries again, and the next scan sees it anyway. */
export class NotAccepted extends Error {
  constructor(options?: ErrorOptions) {
    super('the webhook could not be handed to Temporal', options);
    this.name = 'NotAccepted';
  }
}

interface Batch {
  readonly input: InboxInput;
  hints: Hints;
  readonly sent: Promise<void>;
}

/** Gathers what webhooks say, and hands it to Temporal. */
export class Gatherer {
  private readonly batches = new Map<string, Batch>();
  private waiting = 0;

  constructor(private readonly client: () => Client | undefined) {}

  /**
   * Resolves when Temporal has it durably.
   *
   * @throws {NotAccepted}
   */
  async add(input: InboxInput, hints: Hints): Promise<void> {
    if (isEmpty(hints)) return;
    if (this.waiting >= mostWaiting) throw new NotAccepted();
    this.waiting += 1;
    try {
      await this.batchOf(input, hints).sent;
    } finally {
      this.waiting -= 1;
    }
  }

  private batchOf(input: InboxInput, hints: Hints): Batch {
    const id = inboxId(input.store ?? input.goodsOwner);
    let batch = this.batches.get(id);
    if (!batch) {
      const sent = new Promise<void>((settle) => setTimeout(settle, gatherMs)).then(() => {
        const { hints: gathered } = this.batches.get(id) ?? { hints: noHints };
        this.batches.delete(id);
        return this.send(id, input, gathered);
      });
      batch = { input, hints: noHints, sent };
      this.batches.set(id, batch);
    }
    batch.hints = mergeHints(batch.hints, hints);
    return batch;
  }

  private async send(workflowId: string, input: InboxInput, hints: Hints): Promise<void> {
    const client = this.client();
    if (!client) throw new NotAccepted();
    const start = () =>
      client.workflow.signalWithStart(workflowTypes.inbox, {
        workflowId,
        taskQueue: taskQueues.bridge,
        args: [input],
        signal: arrived,
        signalArgs: [hints],
        staticSummary: `Webhooks of ${input.store ?? input.goodsOwner}, gathered`,
      });
    try {
      await client.withDeadline(Date.now() + withinMs, start);
    } catch (error) {
      throw new NotAccepted({ cause: error });
    }
  }
}
