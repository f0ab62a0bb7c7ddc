import { NativeConnection } from '@temporalio/worker';
import { connect, type Connected, type ConnectOptions } from './connect';
import { TemporalUnreachable } from './errors';

export interface NativeConnected extends Pick<Connected, 'address' | 'namespace' | 'from' | 'dataConverter'> {
  readonly connection: NativeConnection;
  close(): Promise<void>;
}

/**
 * The connection that workers need, with the same options and errors as `connect`. (Kept apart from it because it
 * loads the SDK's native part, which the gateway does without.)
 *
 * @throws as `connect`
 */
export async function nativeConnect(options: ConnectOptions): Promise<NativeConnected> {
  // The native connection says why it failed in prose only; a first look with the other one gives the typed errors.
  const plain = await connect(options);
  await plain.close();
  const { address, namespace, from, dataConverter, nativeOptions } = plain;
  const connection = await NativeConnection.connect(nativeOptions).catch((error: unknown) => {
    // Its own message may quote what it was given.
    throw new TemporalUnreachable(`Temporal at ${address}: cannot connect a worker (${(error as Error).name})`);
  });
  return { connection, address, namespace, from, dataConverter, close: () => connection.close() };
}
