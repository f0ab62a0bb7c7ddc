import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Simulators } from '../src/sandbox';

export interface RemoteSimulators extends Pick<Simulators, 'url' | 'centra' | 'ongoing'> {
  readonly process: ChildProcess;
  /** `control('merchant/createOrders', { count: 10 })` */
  control(verb: string, input?: object): Promise<unknown>;
}

/** Starts the simulators in a process of their own. */
export async function startRemoteSimulators(): Promise<RemoteSimulators> {
  const register = resolve(__dirname, '../test/support/register-ts.cjs');
  const child = spawn(process.execPath, ['-r', register, resolve(__dirname, 'simulators-process.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  const first = await new Promise<string>((done) => lines.once('line', done));
  const addresses = JSON.parse(first) as Pick<Simulators, 'url' | 'centra' | 'ongoing'>;
  return {
    ...addresses,
    process: child,
    async control(verb, input = {}) {
      const reply = await fetch(`${addresses.url}/control/${verb}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(input),
      });
      if (!reply.ok) throw new Error(`${verb}: ${reply.status} ${await reply.text()}`);
      return reply.json();
    },
  };
}
