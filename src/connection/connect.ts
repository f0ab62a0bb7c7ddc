import { Client, Connection } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import type { EncryptionConfig } from '../config';
import { dataConverterFor } from './encryption/data-converter';
import { toTemporalProblem } from './errors';
import { temporalTarget, type Target, type TargetOptions } from './target';

export interface ConnectOptions extends TargetOptions {
  /** Of the configuration: what is written is encrypted with the first key, what is read with any of them. */
  readonly encryption: Pick<EncryptionConfig, 'keys'>;
  /** How long to wait for the connection, milliseconds. Default 10 s. */
  readonly connectTimeoutMs?: number;
}

export interface Connected {
  readonly connection: Connection;
  readonly client: Client;
  readonly address: string;
  readonly namespace: string;
  readonly from: Target['from'];
  /** The same target for a worker's connection (`nativeConnect`). */
  readonly nativeOptions: Target['options'];
  /** What a worker must be given as well, so that it reads what the client writes. */
  readonly dataConverter: DataConverter;
  close(): Promise<void>;
}

/**
 * As much as a worker takes in one answer: a page of a history has more than gRPC's 4 MB now and then. The SDK's client
 * means to say the same, under a name that gRPC does not know (1.24).
 */
export const channelArgs = { 'grpc.max_receive_message_length': 128 * 1024 * 1024 };

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
export async function connect(options: ConnectOptions): Promise<Connected> {
  const { connectTimeoutMs = 10_000, encryption } = options;
  const target = temporalTarget(options);
  const { address, namespace, from } = target;
  const connection = Connection.lazy({ ...target.options, channelArgs, connectTimeout: connectTimeoutMs });
  try {
    await connection.ensureConnected();
    await connection.withDeadline(Date.now() + connectTimeoutMs, () =>
      connection.workflowService.describeNamespace({ namespace }),
    );
  } catch (error) {
    await connection.close();
    throw toTemporalProblem(error, { address, namespace, operation: 'connect' });
  }
  const dataConverter = dataConverterFor(encryption);
  return {
    ...{ connection, address, namespace, from, dataConverter, nativeOptions: target.options },
    client: new Client({ connection, namespace, dataConverter }),
    close: () => connection.close(),
  };
}
