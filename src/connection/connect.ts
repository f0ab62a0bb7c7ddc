import { Client, Connection, type ClientOptions } from '@temporalio/client';
import type { PayloadCodec } from '@temporalio/common';
import { toTemporalProblem } from './errors';
import { temporalTarget, type Target, type TargetOptions } from './target';

export interface ConnectOptions extends TargetOptions {
  /** Applied to every payload on its way to the server (encryption). Default: none. */
  readonly payloadCodecs?: readonly PayloadCodec[];
  /** How long to wait for the connection, milliseconds. Default 10 s. */
  readonly connectTimeoutMs?: number;
}

/** What a worker must be given as well, so that it reads what the client writes. Failures are converted as by default. */
export type DataConverter = NonNullable<ClientOptions['dataConverter']>;

export interface Connected {
  readonly connection: Connection;
  readonly client: Client;
  readonly address: string;
  readonly namespace: string;
  readonly from: Target['from'];
  /** The same target for a worker's connection (`nativeConnect`). */
  readonly nativeOptions: Target['options'];
  readonly dataConverter: DataConverter | undefined;
  close(): Promise<void>;
}

/**
 * Connects to the configured Temporal, or to that of a running `up`, and makes sure that it answers, accepts us and
 * knows the namespace. Later interruptions are the connection's own business: it comes back by itself.
 *
 * @throws {TemporalNotConfigured} no address, no running `up`
 * @throws {TemporalSettingsInvalid} variables or profile cannot be used
 * @throws {TemporalUnreachable} no answer in time
 * @throws {TemporalUnauthorized} it does not accept us
 * @throws {NamespaceMissing} it does not know the namespace
 */
export async function connect(options: ConnectOptions = {}): Promise<Connected> {
  const { connectTimeoutMs = 10_000, payloadCodecs = [] } = options;
  const target = temporalTarget(options);
  const { address, namespace, from } = target;
  const connection = Connection.lazy({ ...target.options, connectTimeout: connectTimeoutMs });
  try {
    await connection.ensureConnected();
    await connection.withDeadline(Date.now() + connectTimeoutMs, () =>
      connection.workflowService.describeNamespace({ namespace }),
    );
  } catch (error) {
    await connection.close();
    throw toTemporalProblem(error, { address, namespace, operation: 'connect' });
  }
  const dataConverter = payloadCodecs.length > 0 ? { payloadCodecs: [...payloadCodecs] } : undefined;
  return {
    ...{ connection, address, namespace, from, dataConverter, nativeOptions: target.options },
    client: new Client({ connection, namespace, dataConverter }),
    close: () => connection.close(),
  };
}
