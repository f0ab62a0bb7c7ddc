import type { Config } from '../../config';
import type { Connection } from '@temporalio/client';
import { tsToMs } from '@temporalio/common/lib/time';
import { connect, type Connected } from '../../connection/connect';
import { code, grpcFailure, TemporalNotConfigured, TemporalProblem, toTemporalProblem } from '../../connection/errors';
import type { WantedSearchAttribute } from '../../connection/search-attributes';
import { failureOf } from '../failure';
import { exit } from '../exit';
import { wantedSearchAttributes } from '../setup/set-up';
import { span } from '../times';
import { noFindings, type Findings, type Note } from './findings';

const where = 'Temporal';

/** Is it there, and has it what we need? Also with a configuration that cannot be used: `config` is only needed for the rest. */
export async function checkTemporal(
  config: Pick<Config, 'dataDir' | 'retentionMs' | 'encryption'> | undefined,
  env: NodeJS.ProcessEnv,
): Promise<Findings> {
  try {
    const connected = await connect({
      ...{ env, encryption: config?.encryption ?? { keys: [] } },
      ...(config ? { dataDir: config.dataDir } : {}),
    });
    try {
      return await look(connected, config?.retentionMs);
    } catch (error) {
      throw toTemporalProblem(error, { ...connected, operation: 'look' });
    } finally {
      await connected.close();
    }
  } catch (error) {
    if (error instanceof TemporalNotConfigured) return { problems: [], notes: [embedded] };
    if (!(error instanceof TemporalProblem)) throw error;
    const { code: exitCode, message } = failureOf(error);
    const fix =
      'TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_API_KEY, TEMPORAL_TLS… or TEMPORAL_PROFILE say where it is';
    return { problems: [{ where, what: message, fix, code: exitCode }], notes: [] };
  }
}

const embedded: Note = {
  where,
  what: 'no address is configured and no `bridge up` runs here: `bridge up` will run a Temporal of its own',
};

async function look(connected: Connected, retentionMs: number | undefined): Promise<Findings> {
  const { connection, namespace, address, from } = connected;
  const { serverVersion } = await connection.workflowService.getSystemInfo({});
  const missing = await missingSearchAttributes(connection, namespace);
  const { config } = await connection.workflowService.describeNamespace({ namespace });
  const keptMs = tsToMs(config?.workflowExecutionRetentionTtl);
  const notes: Note[] = [
    { where, what: `${address}, namespace ${namespace}, server ${serverVersion || 'of an unknown version'}` },
    ...priorities(serverVersion, from),
    ...(retentionMs === undefined || retentionMs === keptMs
      ? []
      : [
          {
            where,
            what: `closed histories are kept for ${span(keptMs)}; \`bridge setup\` makes it ${span(retentionMs)}`,
          },
        ]),
  ];
  if (missing.length === 0) return { ...noFindings, notes };
  const list = missing.map(({ name, type }) => `${name} (${type})`).join(', ');
  return {
    problems: [
      {
        where,
        what: `search attributes are missing: ${list}`,
        fix: '`bridge setup` or `bridge up` creates them',
        code: exit.found,
      },
    ],
    notes,
  };
}

/** What the server's version means for the order in which calls are made. */
export function priorities(serverVersion: string, from: 'configuration' | 'running up'): Note[] {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(serverVersion) ?? [];
  const isNew = major !== undefined && (Number(major) > 1 || Number(minor) >= 31);
  if (isNew || from === 'running up') return [];
  return [
    {
      where,
      what:
        `priorities have no effect on server ${serverVersion || '(unknown)'} unless its dynamic configuration has ` +
        'matching.useNewMatcher=true: then cancellations and orders do not wait behind stock and articles. From server ' +
        '1.31 on it is the default. With matching.enableFairness=true too, a flood of one store does not delay another. ' +
        'Nothing is lost without them; a cancellation may come later.',
    },
  ];
}

/** Which of ours a query may not use. Asked by queries, because the operator API is not for everybody (Temporal Cloud). */
async function missingSearchAttributes(
  connection: Connection,
  namespace: string,
): Promise<readonly WantedSearchAttribute[]> {
  const missing: WantedSearchAttribute[] = [];
  for (const attribute of wantedSearchAttributes) {
    const value = attribute.type === 'DATETIME' ? '2000-01-01T00:00:00Z' : 'none';
    const query = `\`${attribute.name}\` = '${value}'`;
    try {
      await connection.workflowService.countWorkflowExecutions({ namespace, query });
    } catch (error) {
      if (grpcFailure(error)?.code !== code.invalidArgument) throw error;
      missing.push(attribute);
    }
  }
  return missing;
}
