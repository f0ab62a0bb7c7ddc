import { readFileSync } from 'node:fs';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { parseConfig } from '../../../src/config';
import { dataConverterFor } from '../../../src/connection/encryption/data-converter';
import { checkRules } from '../../../src/mapping';
import { startWorker } from '../../../src/worker';

/** What `bridge-worker.ts` is told: where Temporal is, and where the files are. */
export interface WorkerProgram {
  readonly address: string;
  readonly namespace: string;
  readonly configFile: string;
  readonly workflowBundle: string;
}

/** The product's worker, which prints what happens to it and lives until it is killed: `bridge-worker.ts JSON`. */
async function main([json = '']: string[]): Promise<void> {
  const { address, namespace, configFile, workflowBundle } = JSON.parse(json) as WorkerProgram;
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
  const config = parseConfig(readFileSync(configFile, 'utf8'), {
    file: configFile,
    env: {},
    extraChecks: [checkRules],
  });
  const worker = await startWorker({
    config,
    client: new Client({
      ...{ connection: await Connection.connect({ address }), namespace },
      dataConverter: dataConverterFor(config.encryption),
    }),
    connection: await NativeConnection.connect({ address }),
    namespace,
    workflowBundle: { codePath: workflowBundle },
    identity: `worker-${process.pid}`,
    onEvent: (event) => say({ ...event, ...('error' in event ? { error: String(event.error) } : {}) }),
  });
  say({ event: 'polls' });
  await worker.running;
}

void main(process.argv.slice(2));
