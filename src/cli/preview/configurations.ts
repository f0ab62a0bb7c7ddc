import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Config } from '../../config';
import { configFile, readConfig } from '../context';
import type { Io } from '../io';
import type { PreviewOptions } from './options';

/** With what a document is mapped, and with what that is compared. */
export interface Configurations {
  readonly after: Config;
  /** Absent: nothing is compared. */
  readonly before?: Config;
  /** Why nothing is compared although another file was named. */
  readonly note?: string;
}

/**
 * `--config` names the changed configuration. What it is compared with is the one that every other command takes without
 * `--config`: `BRIDGE_CONFIG`, else `./bridge.yaml`; or what `--against` says.
 *
 * @throws {ConfigError} either has problems
 */
export function configurations(options: PreviewOptions, io: Io): Configurations {
  const after = readConfig(options, io);
  const named = options.against ?? (options.config === undefined ? undefined : io.env.BRIDGE_CONFIG);
  const file = named || (options.config === undefined ? undefined : 'bridge.yaml');
  if (file === undefined || resolve(file) === resolve(configFile(options, io))) return { after };
  if (!named && !existsSync(file)) {
    const note =
      'nothing to compare with: there is no ./bridge.yaml here and no BRIDGE_CONFIG; name a file with --against';
    return { after, note };
  }
  return { after, before: readConfig({ config: file }, io) };
}
