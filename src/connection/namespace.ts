import { setTimeout as pause } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { msNumberToTs } from '@temporalio/common/lib/time';
import { code, grpcFailure, toTemporalProblem } from './errors';
import { temporalTarget, type TargetOptions } from './target';

export interface NamespaceOptions extends TargetOptions {
  /** How long a new namespace keeps closed histories, ms. */
  readonly retentionMs: number;
  /** Servers learn of a new namespace some ten seconds later. Default 1 minute. */
  readonly usableWithinMs?: number;
}

/**
 * Makes sure that the server has the namespace that is configured, and waits until it can be used. Safe to repeat.
 *
 * @returns whether it was made now
 * @throws {TemporalProblem} as `connect`; `TemporalUnauthorized` where namespaces are made by somebody else (Temporal Cloud)
 */
export async function ensureNamespace(options: NamespaceOptions): Promise<boolean> {
  const { retentionMs, usableWithinMs = 60_000 } = options;
  const { address, namespace, options: connectionOptions } = temporalTarget(options);
  const connection = Connection.lazy({ ...connectionOptions, connectTimeout: 10_000 });
  const workflowExecutionRetentionPeriod = msNumberToTs(retentionMs);
  const service = connection.workflowService;
  try {
    await connection.ensureConnected();
    if (await answers(() => service.describeNamespace({ namespace }))) return false;
    // Another one that makes it at this moment is as good.
    await service
      .registerNamespace({ namespace, workflowExecutionRetentionPeriod })
      .catch((error: unknown) => accept(code.alreadyExists, error));
    for (const deadline = performance.now() + usableWithinMs; performance.now() < deadline; await pause(500)) {
      if (await answers(() => service.countWorkflowExecutions({ namespace, query: '' }))) break;
    }
    return true;
  } catch (error) {
    throw toTemporalProblem(error, { address, namespace, operation: `create namespace ${namespace}` });
  } finally {
    await connection.close();
  }
}

/** @returns false when the server does not know the namespace */
async function answers(call: () => Promise<unknown>): Promise<boolean> {
  try {
    await call();
    return true;
  } catch (error) {
    return accept(code.notFound, error);
  }
}

function accept(expected: number, error: unknown): false {
  if (grpcFailure(error)?.code !== expected) throw error;
  return false;
}
