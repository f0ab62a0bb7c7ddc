import type { Client, Connection } from '@temporalio/client';
import type { Config } from '../config';
import { heavy } from './heavy';
import type { Io } from './io';

/** What every command is given. */
export interface Given {
  readonly config?: string;
  readonly json?: boolean;
}

/**
 * The configuration: `--config`, else `BRIDGE_CONFIG`, else `./bridge.yaml`.
 *
 * @throws {ConfigError} with everything that is wrong, in one list
 */
export function readConfig(given: Given, io: Io): Config {
  return heavy.config().loadConfig(configFile(given, io), io.env, [heavy.mapping().checkRules]);
}

export const configFile = ({ config }: Given, { env }: Io) => config ?? (env.BRIDGE_CONFIG || 'bridge.yaml');

/** Temporal, for commands that ask it and end. */
export interface Temporal {
  readonly client: Client;
  readonly connection: Connection;
  readonly address: string;
  readonly namespace: string;
  readonly from: 'configuration' | 'running up';
}

export interface Context extends Temporal {
  readonly config: Config;
}

/**
 * Does a command's work with the configuration and a connection to Temporal, which is closed again.
 *
 * @throws {ConfigError} {@link TemporalProblem} as `connect`, also for what fails later; what `work` throws
 */
export async function withTemporal<T>(given: Given, io: Io, work: (context: Context) => Promise<T>): Promise<T> {
  const config = readConfig(given, io);
  const connected = await heavy
    .connect()
    .connect({ env: io.env, dataDir: config.dataDir, encryption: config.encryption });
  const { client, connection, address, namespace, from } = connected;
  try {
    return await work({ config, client, connection, address, namespace, from });
  } catch (error) {
    throw heavy.connectionErrors().toTemporalProblem(error, { address, namespace, operation: 'go on' });
  } finally {
    await connected.close();
  }
}
