import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { HeldByAnother } from '../../devserver/errors';
import { tryLock, type Lock } from '../../devserver/lock-file';
import { startSimulators, type Simulators } from '../../sandbox';
import type { Given } from '../context';
import { CliProblem, exit, type ExitCode } from '../exit';
import type { Io } from '../io';
import { createOutput } from '../output';
import { liveOn } from '../sandbox/life';
import { snippet } from './snippet';

export interface SimulatorsOptions extends Given {
  /** The network interface to listen on. */
  readonly host: string;
  /** 0: a free one. */
  readonly port: number;
  /** Where everything is kept. */
  readonly data: string;
  /** Orders arrive and the warehouse works, by themselves. */
  readonly life?: boolean;
}

/** `bridge simulators`: runs until it is stopped. */
export async function runSimulators(options: SimulatorsOptions, io: Io): Promise<ExitCode> {
  const output = createOutput(options, io);
  const stop = io.stopSignal();
  const dataFile = resolve(options.data);
  const lock = takeFile(dataFile);
  try {
    const simulators = await start(options, dataFile);
    const { url, centra, ongoing } = simulators;
    output.data({ url, control: `${url}/control`, dataFile, centra, ongoing }, () => snippet(simulators));
    output.say(guide(simulators, dataFile));
    if (options.life) await liveOn(simulators, stop);
    else if (!stop.aborted) await once(stop, 'abort');
    await simulators.close();
  } finally {
    lock.release();
  }
  return exit.fine;
}

/** Two programs that write the same file would each lose the other's. */
function takeFile(dataFile: string): Lock {
  mkdirSync(dirname(dataFile), { recursive: true });
  const taken = tryLock(`${dataFile}.lock`);
  if ('holder' in taken) throw new HeldByAnother(dataFile, taken.holder);
  return taken.lock;
}

async function start({ host, port }: SimulatorsOptions, dataFile: string): Promise<Simulators> {
  try {
    return await startSimulators({ host, port, dataFile });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new CliProblem(exit.usage, `${host} is no address of this machine; see --host`);
    }
    if (code !== 'EADDRINUSE') throw error;
    throw new CliProblem(exit.failed, `port ${port} is in use by another program; choose another one with --port`);
  }
}

function guide({ url, centra, ongoing }: Simulators, dataFile: string): string {
  const post = (verb: string, input: object) =>
    `  curl -X POST ${url}/control/${verb} -H 'content-type: application/json' -d '${JSON.stringify(input)}'`;
  return [
    `Simulators at ${url}; they keep what happens in ${dataFile}`,
    ...Object.entries(centra).map(([id, { baseUrl, secret }]) => `  Centra, store ${id}: ${baseUrl}, secret ${secret}`),
    ...Object.entries(ongoing).map(
      ([id, { baseUrl, goodsOwnerId, username, password }]) =>
        `  Ongoing, goods owner ${id} (${goodsOwnerId}): ${baseUrl}, user ${username}, password ${password}`,
    ),
    'On standard output is a bridge.yaml for them. To make things happen:',
    post('merchant/createOrder', { store: Object.keys(centra)[0], lines: [{ quantity: 2 }] }),
    post('warehouse/settings', { set: { life: { enabled: true } } }),
    post('faults/add', { system: 'ongoing', kind: 'throttled', retryAfter: 5, times: 3 }),
    `  curl ${url}/control            all that can be done, and how`,
    'Ctrl-C stops them.',
  ].join('\n');
}
