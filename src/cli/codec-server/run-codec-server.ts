import { once } from 'node:events';
import { configuredNamespace } from '../../connection/target';
import { startCodecServer } from '../../gateway/codec-server';
import { readConfig, type Given } from '../context';
import { CliProblem, exit, wrongUsage, type ExitCode } from '../exit';
import type { Io } from '../io';
import { createOutput } from '../output';
import { roleLog, type RoleLogLevel } from '../worker/role-log';

export interface CodecServerRoleOptions extends Given {
  /** Default: as configured. */
  readonly port?: number;
  readonly host?: string;
  readonly logLevel: RoleLogLevel;
}

/** `bridge codec-server`: runs until it is stopped. It needs no Temporal. */
export async function runCodecServer(options: CodecServerRoleOptions, io: Io): Promise<ExitCode> {
  const { encryption } = readConfig(options, io);
  const { say } = createOutput(options, io);
  if (encryption.keys.length === 0) throw wrongUsage('encryption.keys is empty: nothing is encrypted');
  const { codecServer } = encryption;
  if (codecServer === null) {
    throw wrongUsage('encryption.codecServer is not set: it needs a token, so that not everybody can decrypt');
  }
  const { host = codecServer.host, port = codecServer.port } = options;
  const log = roleLog(options.logLevel);
  const stop = io.stopSignal();
  log.info('process.started', { role: 'codec-server', pid: process.pid });
  const namespace = configuredNamespace(io.env);
  const settings = { ...codecServer, host, port };
  const served = await startCodecServer({ encryption, settings, namespace, log }).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EACCES' && code !== 'EADDRNOTAVAIL') throw error;
    throw new CliProblem(exit.failed, `port ${port} of ${host} cannot be opened (${code}): choose another with --port`);
  });
  say(`Codec server: ${served.url} (namespace ${namespace})`);
  say(
    codecServer.origins.length === 0
      ? "No page may ask it: encryption.codecServer.origins names the addresses of Temporal's UI."
      : `For Temporal's UI at ${codecServer.origins.join(', ')}: sign in at ${served.url} with the token first.`,
  );
  try {
    if (!stop.aborted) await once(stop, 'abort');
  } finally {
    log.info('process.stopping', { role: 'codec-server' });
    await served.close();
  }
  log.info('process.stopped', { role: 'codec-server' });
  return exit.fine;
}
