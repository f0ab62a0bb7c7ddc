import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Simulators } from '../../../src/sandbox';
import { encryptionOfRun } from '../../support/encryption-of-run';
import { aFolder } from '../../support/temp-folder';
import { bridge, type Said } from './captured';

/** What differs from a configuration with short times. */
export interface FileOptions {
  readonly top?: Record<string, unknown>;
  readonly ongoing?: Record<string, unknown>;
  readonly store?: Record<string, unknown>;
  readonly articles?: Record<string, unknown>;
  readonly returns?: Record<string, unknown>;
}

/** The text of a `bridge.yaml` for simulators. */
export function yamlFor(simulators: Pick<Simulators, 'centra' | 'ongoing'>, options: FileOptions = {}): string {
  const { top = {}, ongoing = {}, store = {}, articles = {}, returns = {} } = options;
  const stores = Object.entries(simulators.centra).map(([id, { baseUrl, secret, timezone, type }]) => ({
    ...{ id, type, centra: { baseUrl, secret, timezone, timeout: '2s' }, settle: '200ms' },
    ...store,
  }));
  const goodsOwners = Object.entries(simulators.ongoing).map(([id, { baseUrl, goodsOwnerId, username, password }]) => ({
    ...{ id, ongoing: { baseUrl, goodsOwnerId, username, password, timeout: '2s', ...ongoing } },
    ...{ articles, returns, stores },
  }));
  return stringify({
    ...{ every: '1h', gateway: { port: 0, metricsPort: 0 }, encryption: encryptionOfRun, goodsOwners },
    ...top,
  });
}

/** Writes it to a folder of its own. @returns the file's path */
export function configFile(simulators: Pick<Simulators, 'centra' | 'ongoing'>, options: FileOptions = {}): string {
  const file = join(aFolder(), 'bridge.yaml');
  writeFileSync(file, yamlFor(simulators, options));
  return file;
}

/** `bridge` with a configuration for these simulators and the Temporal of the test. */
export interface Cli {
  (...args: string[]): Promise<Said>;
  /** With `--json`, parsed; whatever the exit code. */
  json<T>(...args: string[]): Promise<{ code: number; document: T; err: string }>;
}

/** @param prepare called at the first use: the simulators are there only when the tests run */
export function aCli(prepare: () => { file: string; env: NodeJS.ProcessEnv }): Cli {
  let prepared: ReturnType<typeof prepare> | undefined;
  const cli = (...args: string[]) => {
    prepared ??= prepare();
    return bridge([...args, '--config', prepared.file], prepared.env);
  };
  return Object.assign(cli, {
    async json<T>(...args: string[]) {
      const { code, out, err } = await cli(...args, '--json');
      return { code, document: JSON.parse(out) as T, err };
    },
  });
}
