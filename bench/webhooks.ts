import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import autocannon from 'autocannon';
import { stringify } from 'yaml';
import { workflowTypes } from '../src/protocol/names';
import type { BenchBridge } from './bridge';
import type { RemoteSimulators } from './control';
import { cpuSeconds, memoryMb, round } from './measure';

const secret = 'hush';
const seconds = 20;
const connections = 50;
/** Signed beforehand, so that the generator has nothing else to do; a signature is good for five minutes. */
const different = 500;

/**
 * So many signed webhooks a second against a gateway in a process of its own, each answered when Temporal has it; and,
 * just before and just after, the same load against a bare web server, which shows what the machine and the generator
 * cost at that moment.
 */
export async function webhooks(bridge: BenchBridge, simulators: RemoteSimulators, rate: number): Promise<object> {
  const [store] = Object.keys(simulators.centra);
  const gateway = await startGateway(bridge, simulators);
  const bare = await startBare();
  try {
    const path = `/webhooks/centra/${store}`;
    await load(`${gateway.url}${path}`, rate / 4, 5);
    const before = await load(bare.url, rate, seconds / 2);
    const cpu = { gateway: cpuSeconds(gateway.pid), temporal: cpuSeconds(bridge.server.pid) };
    const figures = await load(`${gateway.url}${path}`, rate, seconds);
    const used = (since: number, pid: number) => round((cpuSeconds(pid) - since) / seconds, 2);
    const cores = { gateway: used(cpu.gateway, gateway.pid), temporal: used(cpu.temporal, bridge.server.pid) };
    const after = await load(bare.url, rate, seconds / 2);
    const { count: scans } = await bridge.client.workflow.count(`WorkflowType = '${workflowTypes.inbox}'`);
    return {
      webhooks: figures,
      bareServer: { before, after },
      cores,
      inboxes: scans,
      gatewayMemoryMb: memoryMb(gateway.pid),
      loadAverage: round(loadavg()[0] ?? 0),
    };
  } finally {
    bare.server.close();
    await gateway.stop();
  }
}

async function load(url: string, rate: number, duration: number): Promise<object> {
  const requests = Array.from({ length: different }, (_, index) => signed(2_000 + index));
  // Every answer counts once: its correction for requests that were sent late takes 1 ms for the time between two of them,
  // and would add 49 invented answers to each that took 50 ms.
  const ignoreCoordinatedOmission = true;
  const options = { url, connections, overallRate: rate, duration, requests, timeout: 10, ignoreCoordinatedOmission };
  const result = await autocannon(options);
  const { p50, p99, max } = result.latency;
  return {
    ...{ askedPerSecond: rate, answeredPerSecond: round(result.requests.average), p50, p99, max },
    ...{ answered: result['2xx'], notAnswered: result.non2xx + result.errors },
  };
}

function signed(order: number): autocannon.Request {
  const events = [{ type: 'order', action: 'update', id: order }];
  const body = new URLSearchParams({ payload: JSON.stringify({ events }) }).toString();
  const time = Math.floor(Date.now() / 1_000);
  const digest = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-centra-signature': `t=${time},v1=${digest}`,
  };
  return { method: 'POST', body, headers };
}

async function startGateway({ server }: BenchBridge, { centra, ongoing }: RemoteSimulators) {
  const register = resolve(__dirname, '../test/support/register-ts.cjs');
  const main = resolve(__dirname, '../src/cli/main.ts');
  const folder = mkdtempSync(join(tmpdir(), 'bridge-bench-'));
  const stores = Object.entries(centra).map(([id, { baseUrl, secret: key, timezone, type }]) => ({
    ...{ id, type, centra: { baseUrl, secret: key, timezone, webhookSecrets: [secret] } },
  }));
  const goodsOwners = Object.entries(ongoing).map(([id, { baseUrl, goodsOwnerId, username, password }]) => ({
    ...{ id, ongoing: { baseUrl, goodsOwnerId, username, password }, stores },
  }));
  writeFileSync(join(folder, 'bridge.yaml'), stringify({ gateway: { port: 0, metricsPort: 0 }, goodsOwners }));
  const child = spawn(process.execPath, ['-r', register, main, 'gateway'], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TEMPORAL_ADDRESS: server.address },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<void>((done) => child.once('close', () => done()));
  let said = '';
  const url = await new Promise<string>((done, fail) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const [, at] = /Gateway: (http:\S+)/.exec(said) ?? [];
      if (at && said.includes('temporal.connected')) done(at);
    });
    child.once('close', () => fail(new Error(said)));
  });
  return {
    url,
    pid: child.pid ?? 0,
    async stop() {
      child.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Reads what comes, and says yes. */
async function startBare(): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.end('{}'));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
