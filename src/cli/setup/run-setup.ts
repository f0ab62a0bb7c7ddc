import { setCurrentBuild } from '../../connection/current-build';
import { ensureNamespace } from '../../connection/namespace';
import type { Given } from '../context';
import { readConfig, withTemporal } from '../context';
import { exit, type ExitCode } from '../exit';
import type { Io } from '../io';
import { createOutput } from '../output';
import { changes, warnings } from './sentences';
import { setUp } from './set-up';

export interface SetupOptions extends Given {
  /** Make the namespace where the server does not have it. */
  readonly createNamespace?: boolean;
  /** The build that takes the work from now on; `none`: workers without a build id. */
  readonly currentBuild?: string;
}

/** `bridge setup` */
export async function runSetup(options: SetupOptions, io: Io): Promise<ExitCode> {
  const { createNamespace, currentBuild } = options;
  const output = createOutput(options, io);
  if (createNamespace) {
    const { dataDir, retentionMs } = readConfig(options, io);
    if (await ensureNamespace({ env: io.env, dataDir, retentionMs })) output.say('The namespace is created.');
  }
  return withTemporal(options, io, async ({ client, connection, namespace, config }) => {
    const report = await setUp({ client, connection, namespace, config });
    const builds = currentBuild === undefined ? undefined : await handOver(currentBuild);
    const changed = [...changes(report), ...(builds?.isNew ? [`current build: ${builds.current ?? 'none'}`] : [])];
    const document = builds ? { ...report, builds: { current: builds.current, before: builds.before } } : report;
    output.data(document, () => changed.map((line) => `${line}\n`).join(''));
    if (changed.length === 0) output.say('Everything is as the configuration asks for.');
    for (const warning of warnings(report)) output.say(warning);
    return report.problems.length > 0 ? exit.remote : exit.fine;

    async function handOver(wanted: string) {
      const build = wanted === 'none' ? undefined : wanted;
      const before = await setCurrentBuild(connection, namespace, build);
      return { current: build ?? null, before: before ?? null, isNew: before !== build };
    }
  });
}
