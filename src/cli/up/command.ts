import { join } from 'node:path';
import type { WorkerOptions } from '@temporalio/worker';
import type { Config } from '../../config';
import { readAddress } from '../../connection/running-up';
import { openBoundedLog } from '../../devserver/bounded-log';
import { DevServerFailed, HeldByAnother, TemporalNotFound } from '../../devserver/errors';
import { readConfig, type Given } from '../context';
import { CliProblem, exit, type ExitCode } from '../exit';
import type { Io } from '../io';
import { createOutput } from '../output';
import { span } from '../times';
import { workflowBundle } from '../worker/bundle';
import { roleLog, type RoleLogLevel } from '../worker/role-log';
import { runUp, type RunningBridge } from './run-up';

export interface UpCommandOptions extends Given {
  /** How long what is under way may take at the end, ms. */
  readonly grace: number;
  readonly logLevel: RoleLogLevel;
  /** A file, or `stderr`. Default: `stderr`, or a file in the data directory when a person sits before it. */
  readonly log?: string;
  /** Default: what the build has made. */
  readonly workflowBundle?: NonNullable<WorkerOptions['workflowBundle']>;
}

/** `bridge up`: runs until it is stopped. */
export async function up(options: UpCommandOptions, io: Io): Promise<ExitCode> {
  const output = createOutput(options, io);
  const config = readConfig(options, io);
  const bundle = options.workflowBundle ?? workflowBundle(config.encryption);
  const file = logFile(options, config, io);
  const lines = file === undefined ? undefined : openBoundedLog(file);
  try {
    await runUp({
      config,
      env: io.env,
      log: roleLog(options.logLevel, lines?.fd, [DevServerFailed, HeldByAnother, TemporalNotFound]),
      say: output.say,
      signal: io.stopSignal(),
      workflowBundle: bundle,
      graceMs: options.grace,
      onReady: (bridge) => {
        output.data(documentOf(bridge), () => '');
        output.say(readySentence(config, file));
      },
    });
    return exit.fine;
  } catch (error) {
    if (error instanceof HeldByAnother) throw heldBy(error.message, config.dataDir);
    // The first thing that a second one does not get is a port.
    const running = error instanceof CliProblem ? readAddress(config.dataDir) : undefined;
    throw running ? heldBy(`${config.dataDir} is in use by process ${running.pid}`, config.dataDir) : error;
  } finally {
    lines?.close();
  }
}

/** Sentences for a person and lines for a machine do not share a terminal. */
function logFile({ log }: UpCommandOptions, { dataDir }: Config, { isTerminal }: Io): string | undefined {
  if (log !== undefined) return log === 'stderr' ? undefined : log;
  return isTerminal ? join(dataDir, 'bridge.log') : undefined;
}

const documentOf = ({ address, namespace, uiUrl, setup }: RunningBridge) => ({
  ...{ address, namespace, uiUrl: uiUrl ?? null, setup },
});

function readySentence(config: Config, file: string | undefined): string {
  const intervals = config.goodsOwners.flatMap(({ ongoing, stores }) => [
    ongoing.everyMs,
    ...stores.map(({ everyMs }) => everyMs),
  ]);
  const often = [...new Set(intervals)].sort((one, other) => one - other).map(span);
  return [
    `Ready: Centra and Ongoing are read every ${often.join(', ')}.`,
    ...(file === undefined ? [] : [`Log: ${file}`]),
    'Elsewhere: bridge shipments, bridge shipment ID, bridge sync shipments. Ctrl-C stops it.',
  ].join('\n');
}

/** Who runs there already, and how to see it. */
function heldBy(what: string, dataDir: string): CliProblem {
  const running = readAddress(dataDir);
  const see = running
    ? `Temporal is at ${running.address}${running.uiUrl ? `, its UI at ${running.uiUrl}` : ''}; \`bridge shipments\` and the other commands find it.`
    : 'It is not ready yet, or runs on another machine.';
  return new CliProblem(exit.failed, `${what}: a \`bridge up\` runs there already. ${see}`);
}
