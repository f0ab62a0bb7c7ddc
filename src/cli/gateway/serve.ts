import { toTemporalProblem } from '../../connection/errors';
import type { Connected } from '../../connection/connect';
import type { Config } from '../../config';
import { allStores } from '../../config';
import type { Log } from '../../log';
import { startGateway } from '../../gateway';
import { CliProblem, exit } from '../exit';

/** The gateway of this process: it listens from the start, and becomes ready piece by piece. */
export interface Served {
  readonly url: string;
  /** From now on webhooks are accepted. */
  temporalIs(connected: Connected): void;
  /** Not ready before this is true. */
  readyWhen(otherwise: string, isTrue: () => boolean): void;
  /** Answers what has come, and takes no more. */
  close(): Promise<void>;
}

const answersWithinMs = 2_000;

/**
 * Starts the gateway before Temporal is there: whoever asks is told what is still missing, and senders are told to come
 * again.
 *
 * @throws {CliProblem} its port is taken
 */
export async function serve(config: Config, log: Log): Promise<Served> {
  let temporal: Connected | undefined;
  const conditions: { otherwise: string; isTrue: () => boolean }[] = [];

  async function readiness(): Promise<readonly string[]> {
    const reasons = conditions.filter(({ isTrue }) => !isTrue()).map(({ otherwise }) => otherwise);
    const problem = temporal ? await problemOf(temporal) : 'Temporal has not answered yet';
    return problem ? [problem, ...reasons] : reasons;
  }

  const { host, port } = config.gateway;
  const listening = await startGateway({ config, log, readiness, client: () => temporal?.client }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES' && error.code !== 'EADDRNOTAVAIL') throw error;
      const why = error.code === 'EADDRINUSE' ? 'is in use by another program' : `cannot be opened (${error.code})`;
      throw new CliProblem(exit.failed, `port ${port} of ${host} ${why}: set gateway.host and gateway.port`);
    },
  );
  return {
    url: listening.url,
    temporalIs(connected) {
      temporal = connected;
    },
    readyWhen(otherwise, isTrue) {
      conditions.push({ otherwise, isTrue });
    },
    close: () => listening.close(),
  };
}

async function problemOf({ connection, address, namespace }: Connected): Promise<string | undefined> {
  const ask = () => connection.workflowService.describeNamespace({ namespace });
  try {
    await connection.withDeadline(Date.now() + answersWithinMs, ask);
    return undefined;
  } catch (error) {
    const problem = toTemporalProblem(error, { address, namespace, operation: 'work' });
    return problem instanceof Error ? problem.message : 'Temporal does not answer';
  }
}

/** The addresses to paste into both systems, of what is configured to accept them. */
export function webhookUrls(config: Config, url: string): string[] {
  const start = config.gateway.publicUrl ?? url;
  return [
    ...allStores(config)
      .filter(({ store }) => store.centra.webhookSecrets.length > 0)
      .map(({ store: { id } }) => `Centra, store ${id}: ${start}/webhooks/centra/${id}`),
    ...config.goodsOwners
      .filter(({ ongoing }) => ongoing.webhookToken !== null)
      .map(({ id }) => `Ongoing, goods owner ${id}: ${start}/webhooks/ongoing/${id}`),
  ];
}
