import { loadClientConfigProfile, toClientOptions, type ClientConnectConfig } from '@temporalio/envconfig';
import { TemporalNotConfigured, TemporalSettingsInvalid } from './errors';
import { readAddress } from './running-up';

export interface TargetOptions {
  /** Default: the environment of this process. */
  readonly env?: NodeJS.ProcessEnv;
  /** Where a running `up` may have written its address (setting `dataDir`). */
  readonly dataDir?: string;
}

/** Which Temporal to talk to. */
export interface Target {
  readonly address: string;
  readonly namespace: string;
  readonly from: 'configuration' | 'running up';
  /** For the client's connection and for the worker's alike: address, TLS, key, headers. */
  readonly options: ClientConnectConfig['connectionOptions'] & { readonly address: string };
}

/** Whether the environment or a profile names an address; if not, `up` and `sandbox` run a server of their own. */
export function isTemporalConfigured(env: NodeJS.ProcessEnv = process.env): boolean {
  return configured(env).connectionOptions.address !== undefined;
}

/** The namespace that the environment or a profile names, else `default`. */
export function configuredNamespace(env: NodeJS.ProcessEnv = process.env): string {
  return configured(env).namespace ?? 'default';
}

/**
 * The address of the environment or the profile, else that of a running `up`.
 *
 * @throws {TemporalNotConfigured} neither is there
 * @throws {TemporalSettingsInvalid} they cannot be read
 */
export function temporalTarget({ env = process.env, dataDir }: TargetOptions): Target {
  const { connectionOptions, namespace } = configured(env);
  const { address } = connectionOptions;
  if (address !== undefined) {
    return {
      address,
      namespace: namespace ?? 'default',
      from: 'configuration',
      options: { ...connectionOptions, address },
    };
  }
  const up = dataDir === undefined ? undefined : readAddress(dataDir);
  if (up) {
    // A server of this machine: a key that is meant for another one is not sent to it.
    return {
      address: up.address,
      namespace: namespace ?? up.namespace,
      from: 'running up',
      options: { address: up.address },
    };
  }
  const lookedAt = dataDir === undefined ? '' : ` and no \`bridge up\` runs with ${dataDir}`;
  throw new TemporalNotConfigured(
    `No Temporal: TEMPORAL_ADDRESS is not set${lookedAt}. Start \`bridge up\`, or set TEMPORAL_ADDRESS (or TEMPORAL_PROFILE).`,
  );
}

function configured(env: NodeJS.ProcessEnv): ClientConnectConfig {
  try {
    return toClientOptions(loadClientConfigProfile({ overrideEnvVars: withoutBlanks(env) }));
  } catch (error) {
    throw unreadable(error);
  }
}

/** `TEMPORAL_ADDRESS=` in a compose file means that it is not set. (An empty header removes the profile's header.) */
function withoutBlanks(env: NodeJS.ProcessEnv): Record<string, string> {
  const given = Object.entries(env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && (entry[1] !== '' || entry[0].startsWith('TEMPORAL_GRPC_META_')),
  );
  return Object.fromEntries(given);
}

/** The parser's own message quotes the file, and with it perhaps a key: only the line number leaves here. */
function unreadable(error: unknown): TemporalSettingsInvalid {
  const { code, path, line, message } = error as Partial<Record<'code' | 'path' | 'line' | 'message', unknown>>;
  const because = (reason: string) =>
    new TemporalSettingsInvalid(`The settings for Temporal cannot be read: ${reason}`);
  if (typeof line === 'number') return because(`line ${line} of the configuration file is not valid TOML`);
  if (typeof code === 'string') return because(`${typeof path === 'string' ? path : 'a file'} (${code})`);
  const profile = /^Profile '[\w.-]+' not found/.exec(String(message));
  return because(profile ? `${profile[0]} in the configuration file` : 'a value has the wrong form');
}
