import type { Connection } from '@temporalio/client';
import { msNumberToTs, tsToMs } from '@temporalio/common/lib/time';
import { toTemporalProblem } from './errors';

/**
 * Makes the namespace keep closed histories for this long (at least an hour, on most servers).
 *
 * @throws {TemporalUnauthorized} we may not change it; it must then be set where the server is administered
 * @throws {TemporalRefused} the server does not allow this value
 * @throws {TemporalUnreachable} {@link NamespaceMissing}
 */
export async function ensureRetention(
  connection: Connection,
  namespace: string,
  retentionMs: number,
): Promise<'unchanged' | 'changed'> {
  try {
    const { config } = await connection.workflowService.describeNamespace({ namespace });
    if (tsToMs(config?.workflowExecutionRetentionTtl) === retentionMs) return 'unchanged';
    // Only what is named is changed; the search attributes, for instance, are part of the same configuration.
    const workflowExecutionRetentionTtl = msNumberToTs(retentionMs);
    await connection.workflowService.updateNamespace({ namespace, config: { workflowExecutionRetentionTtl } });
    return 'changed';
  } catch (error) {
    throw toTemporalProblem(error, {
      ...{ namespace, address: connection.options.address },
      operation: 'set how long closed histories are kept (retention)',
    });
  }
}
