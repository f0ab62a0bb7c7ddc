import { existsSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { parse } from 'yaml';
import { run } from '../../../src/cli/program';
import { parseConfig } from '../../../src/config';
import { checkRules } from '../../../src/mapping';
import { eventually } from '../../support/eventually';
import { aFolder } from '../../support/temp-folder';
import { capturedIo } from '../support/captured';

/** Starts the command and waits for its data. */
async function started(...args: string[]) {
  const io = capturedIo();
  const ended = run(['simulators', ...args], io);
  await eventually(() => io.said.err.includes('Ctrl-C') || io.said.err.startsWith('bridge:'));
  return { io, ended, out: io.said.out, err: io.said.err };
}

describe('bridge simulators', () => {
  it('prints a bridge.yaml that fits, and says how to make things happen', async () => {
    const data = join(aFolder(), 'deep', 'simulators.jsonl');
    const { io, ended, out, err } = await started('--port', '0', '--data', data);
    const config = parseConfig(out, { file: 'bridge.yaml', env: {}, extraChecks: [checkRules] });
    expect(config.goodsOwners.flatMap(({ stores }) => stores.map(({ id }) => id))).toEqual(['retail', 'wholesale']);
    // Orders of the simulators are not paid: without a capture all of them would need a person.
    expect(config.goodsOwners.flatMap(({ stores }) => stores.map(({ capture }) => capture))).toEqual([
      'onImport',
      'onComplete',
    ]);
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(out) ?? [];
    // What it says is what can be typed.
    const [, target, body] = /curl -X POST (\S+) .* -d '(.*)'/.exec(err) ?? [];
    const reply = await fetch(target ?? '', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect(await reply.json()).toMatchObject({ store: 'retail', shipmentId: expect.any(String) });
    expect(target).toBe(`${url}/control/merchant/createOrder`);
    for (const [, path, input] of err.matchAll(/curl -X POST \S+(\/control\/\S+) .* -d '(.*)'/g)) {
      const headers = { 'content-type': 'application/json' };
      const { status } = await fetch(`${url}${path}`, { method: 'POST', headers, body: input });
      expect([path, status]).toEqual([path, 200]);
    }
    expect(existsSync(data)).toBe(true);
    io.stop();
    await expect(ended).resolves.toBe(0);
    await expect(fetch(url ?? '')).rejects.toThrow();
  });

  it('is one JSON document for a program', async () => {
    const { io, ended, out } = await started('--port', '0', '--data', join(aFolder(), 's.jsonl'), '--json');
    expect(parse(out)).toMatchObject({
      url: expect.stringMatching(/^http:/),
      control: expect.stringMatching(/\/control$/),
      centra: { retail: { secret: 'retail-secret' } },
      ongoing: { acme: { goodsOwnerId: 121 } },
    });
    io.stop();
    await ended;
  });

  it('lives by itself where that is wished, and says how to reach it from here when it listens everywhere', async () => {
    const data = join(aFolder(), 's.jsonl');
    const { io, ended, out } = await started('--port', '0', '--host', '0.0.0.0', '--data', data, '--life', '--json');
    const { url } = JSON.parse(out) as { url: string };
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(`${url}/control`)).status).toBe(200);
    await eventually(() => readFileSync(data, 'utf8').includes('shipmentId'));
    io.stop();
    await expect(ended).resolves.toBe(0);
  });

  it('does not share its file', async () => {
    const data = join(aFolder(), 's.jsonl');
    const first = await started('--port', '0', '--data', data);
    const second = await started('--port', '0', '--data', data);
    expect(second.err).toContain(`s.jsonl is in use by process ${process.pid}`);
    await expect(second.ended).resolves.toBe(1);
    first.io.stop();
    await first.ended;
    const third = await started('--port', '0', '--data', data);
    third.io.stop();
    await expect(third.ended).resolves.toBe(0);
  });

  it('says what to do when the port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { ended, err } = await started('--port', String(port), '--data', join(aFolder(), 's.jsonl'));
    expect(err).toContain(`port ${port} is in use by another program; choose another one with --port`);
    await expect(ended).resolves.toBe(1);
    server.close();
  });
});
