import { setTimeout as pause } from 'node:timers/promises';
import type { Connection } from '@temporalio/client';
import { deploymentName } from '../protocol/names';
import { code, grpcFailure, TemporalRefused, toTemporalProblem } from './errors';

/** Which builds (`bridge worker --build-id B`) the server has heard of. */
export interface Builds {
  /** The one that takes the work; undefined: workers without a build id. */
  readonly current: string | undefined;
  readonly known: readonly string[];
}

/** @throws {TemporalProblem} */
export async function readBuilds(connection: Connection, namespace: string): Promise<Builds> {
  try {
    const { workerDeploymentInfo: info } = await connection.workflowService.describeWorkerDeployment({
      namespace,
      deploymentName,
    });
    const summaries = info?.versionSummaries ?? [];
    return {
      current: info?.routingConfig?.currentDeploymentVersion?.buildId || undefined,
      known: summaries.flatMap(({ deploymentVersion }) => deploymentVersion?.buildId ?? []),
    };
  } catch (error) {
    const failed = grpcFailure(error)?.code;
    // No worker with a build id has ever polled here; or the server knows nothing of builds.
    if (failed === code.notFound || failed === code.unimplemented) return { current: undefined, known: [] };
    throw toTemporalProblem(error, { ...where(connection, namespace), operation: 'ask for the current build' });
  }
}

export interface SetOptions {
  /** How long to wait until a worker of this build polls. Default 1 minute. */
  readonly pollsWithinMs?: number;
}

/**
 * Gives the work to this build: from now on it runs what is new, and every running shipment goes on with it. The server
 * refuses a build without workers.
 *
 * @param build undefined: workers without a build id
 * @returns the build that had the work before
 * @throws {TemporalRefused} no worker of this build polls
 * @throws {TemporalProblem}
 */
export async function setCurrentBuild(
  connection: Connection,
  namespace: string,
  build: string | undefined,
  { pollsWithinMs = 60_000 }: SetOptions = {},
): Promise<string | undefined> {
  const { current, known } = await readBuilds(connection, namespace);
  if (current === build && (build === undefined || known.includes(build))) return current;
  for (const deadline = performance.now() + pollsWithinMs; ; await pause(500)) {
    try {
      await connection.workflowService.setWorkerDeploymentCurrentVersion({
        ...{ namespace, deploymentName, buildId: build ?? '' },
        // Back to workers without a build id: the server cannot see whether they poll.
        ...(build === undefined ? { ignoreMissingTaskQueues: true } : {}),
      });
      return current;
    } catch (error) {
      const notYet = [code.notFound, code.failedPrecondition].includes(grpcFailure(error)?.code as never);
      if (!notYet) {
        throw toTemporalProblem(error, { ...where(connection, namespace), operation: 'set the current build' });
      }
      if (performance.now() < deadline) continue;
      throw new TemporalRefused(
        `no worker of build ${build} polls in namespace ${namespace}: start \`bridge worker --build-id ${build}\` first`,
      );
    }
  }
}

const where = (connection: Connection, namespace: string) => ({ address: connection.options.address, namespace });
