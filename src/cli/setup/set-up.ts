import type { Client, Connection } from '@temporalio/client';
import type { Config } from '../../config';
import { TemporalRefused, TemporalUnauthorized } from '../../connection/errors';
import { ensureRetention } from '../../connection/retention';
import { ensureSearchAttributes, type WantedSearchAttribute } from '../../connection/search-attributes';
import type { Log } from '../../log';
import { searchAttributes } from '../../protocol/names';
import {
  ensureConnections,
  leftBehind,
  reconcileSchedules,
  type ConnectionsEnsured,
  type LeftBehind,
  type Reconciled,
} from '../../schedules';
import { ensureLeases, type LeasesEnsured } from './leases';

/** What setting up has done: `bridge setup --json`. */
export interface SetupReport {
  readonly searchAttributes: { readonly created: readonly string[] };
  /** How long closed histories are kept. `refused`: the server does not let us set it, and says why in `problems`. */
  readonly retention: 'changed' | 'unchanged' | 'refused';
  readonly schedules: Reconciled;
  readonly connections: ConnectionsEnsured;
  readonly lanes: LeasesEnsured;
  /** Shipments under way whose store is no longer configured. */
  readonly leftBehind: readonly LeftBehind[];
  /** What could not be done, and hinders nothing else. */
  readonly problems: readonly string[];
}

export interface SetUpOptions {
  readonly client: Client;
  readonly connection: Connection;
  readonly namespace: string;
  readonly config: Config;
  readonly log?: Log;
}

/** Search attributes, in the words of `ensureSearchAttributes`. */
export const wantedSearchAttributes: readonly WantedSearchAttribute[] = Object.values(searchAttributes).map(
  ({ name, type }) => ({ name, type }),
);

/**
 * Makes Temporal equal to the configuration. Safe to repeat, also at the same time.
 *
 * @throws {TemporalProblem} {@link ScheduleProblem} Temporal's own errors
 */
export async function setUp({ client, connection, namespace, config, log }: SetUpOptions): Promise<SetupReport> {
  // First, because everything that follows is started with them.
  const created = await ensureSearchAttributes(connection, namespace, wantedSearchAttributes);
  if (created.length > 0) log?.info('setup.search-attributes', { count: created.length });
  const problems: string[] = [];
  const retention = await retain(connection, namespace, config, problems);
  if (retention === 'changed') log?.info('setup.retention');
  const connections = await ensureConnections(client, config);
  const lanes = await ensureLeases(client, config);
  const schedules = await reconcileSchedules(client, config, log ? { log } : {});
  return {
    searchAttributes: { created },
    retention,
    schedules,
    connections,
    lanes,
    leftBehind: await leftBehind(client, config),
    problems,
  };
}

/** Where somebody else administers the namespace, everything else works all the same. */
async function retain(
  connection: Connection,
  namespace: string,
  { retentionMs }: Config,
  problems: string[],
): Promise<SetupReport['retention']> {
  try {
    return await ensureRetention(connection, namespace, retentionMs);
  } catch (error) {
    if (!(error instanceof TemporalUnauthorized || error instanceof TemporalRefused)) throw error;
    problems.push(error.message);
    return 'refused';
  }
}
