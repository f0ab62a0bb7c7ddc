import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { ConnectionStage } from '../lifecycle/words';
import type { ConnectionFailure, ConnectionInput } from '../protocol/connection';
import { connectionStateMaxAgeMs, endpointWorks, failed } from '../protocol/connection';
import { connectionStart } from '../protocol/connection-start';
import { connectionId, searchAttributes, taskQueues, workflowTypes } from '../protocol/names';

/** What every activity asks before it calls a system, and tells when all calls do not work. */
export interface Connections {
  /** The connection's stage, at most a few seconds old. */
  stage(id: string): Promise<ConnectionStage>;
  /** A call got through. */
  worked(id: string): void;
  /** An operation was answered: if it was switched off, it is no more. */
  answered(id: string, operation: string): void;
  /** No call gets through: the third time in a row, or a refused credential at once, is told to the connection. */
  failed(connection: ConnectionInput, failure: ConnectionFailure): Promise<void>;
}

/** So many failures in a row, and the connection is told. */
const inARow = 3;

/** Connections as Temporal knows them: their workflows hold the state, this remembers it for a moment. */
export function createConnections(client: Client, now: () => number = Date.now): Connections {
  const known = new Map<string, { at: number; stage: Promise<ConnectionStage> }>();
  const failures = new Map<string, number>();
  /** Endpoints that this process has found switched off: `retail PUT /shipment`. */
  const off = new Set<string>();

  async function ask(id: string): Promise<ConnectionStage> {
    try {
      const { typedSearchAttributes } = await client.workflow.getHandle(connectionId(id)).describe();
      return (typedSearchAttributes.get(searchAttributes.stage) as ConnectionStage | undefined) ?? 'working';
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return 'working';
      throw error;
    }
  }

  return {
    stage(id) {
      const remembered = known.get(id);
      if (remembered && now() - remembered.at < connectionStateMaxAgeMs) return remembered.stage;
      // Asked by time of asking: what is remembered is never older than it says.
      const stage = ask(id);
      known.set(id, { at: now(), stage });
      stage.catch(() => known.delete(id));
      return stage;
    },
    worked(id) {
      failures.delete(id);
    },
    answered(id, operation) {
      const endpoint = `${id} ${operation}`;
      if (!off.delete(endpoint)) return;
      // Not heard: the next answer tells it again.
      const told = client.workflow.getHandle(connectionId(id)).signal(endpointWorks, { operation });
      told.catch(() => off.add(endpoint));
    },
    async failed(connection, failure) {
      if (failure.endpointOff) off.add(`${connection.id} ${failure.operation}`);
      const count = (failures.get(connection.id) ?? 0) + 1;
      failures.set(connection.id, count);
      if (failure.why === 'unreachable' && count < inARow) return;
      failures.delete(connection.id);
      await client.workflow.signalWithStart(workflowTypes.connection, {
        workflowId: connectionId(connection.id),
        taskQueue: taskQueues.bridge,
        args: [connection],
        signal: failed,
        signalArgs: [failure],
        ...connectionStart(connection),
      });
      known.delete(connection.id);
    },
  };
}
