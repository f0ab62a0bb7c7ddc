import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { bridge } from '../cli/support/captured';
import { aFolder } from '../support/temp-folder';
import { root, textOf } from './support';

const run = promisify(execFile);

/** The Dockerfile's instructions, with their continued lines joined. */
const instructions = textOf('Dockerfile')
  .split('\n')
  .filter((line) => !line.startsWith('#'))
  .join('\n')
  .replaceAll(/\\\n\s*/g, ' ')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => {
    const [name = '', ...rest] = line.trim().split(/\s+/);
    return { name, rest: rest.join(' ') };
  });
const of = (wanted: string) => instructions.filter(({ name }) => name === wanted).map(({ rest }) => rest);

describe('the Dockerfile', () => {
  it('has two stages on one pinned image that has glibc', () => {
    expect(of('ARG')).toEqual([expect.stringMatching(/^NODE_IMAGE=node:2\d\.\d+\.\d+-bookworm-slim$/)]);
    expect(of('FROM')).toEqual(['${NODE_IMAGE} AS build', '${NODE_IMAGE}']);
  });

  it('copies what is there, and what .dockerignore lets through', () => {
    const allowed =
      textOf('.dockerignore')
        .match(/^!\S+/gm)
        ?.map((line) => line.slice(1).replace(/\/$/, '')) ?? [];
    const sources = of('COPY')
      .filter((copy) => !copy.startsWith('--from'))
      .flatMap((copy) => copy.split(' ').slice(0, -1))
      .map((source) => source.replace(/^\.\//, ''));
    expect(sources).toContain('src');
    for (const source of sources) {
      expect([source, existsSync(resolve(root, source)), allowed.includes(source)]).toEqual([source, true, true]);
    }
  });

  it('is nobody in particular, and runs the command that it is given', async () => {
    const last = instructions.slice(instructions.findLastIndex(({ name }) => name === 'FROM'));
    const value = (name: string) => last.findLast((one) => one.name === name)?.rest ?? '';
    expect(value('USER')).toBe('1000:1000');
    expect(JSON.parse(value('ENTRYPOINT'))).toEqual(['node', '/app/dist/cli/main.js']);
    expect((await bridge(JSON.parse(value('CMD')) as string[])).code).toBe(0);
    expect(value('STOPSIGNAL')).toBe('SIGTERM');
    expect(value('HEALTHCHECK')).toContain('/app/deploy/healthcheck.mjs');
  });
});

describe('scripts/prune-natives.mjs', () => {
  it('keeps the native core that would be loaded here, and no other', async () => {
    const folder = aFolder();
    const core = join(folder, 'node_modules/@temporalio/core-bridge');
    const real = resolve(root, 'node_modules/@temporalio/core-bridge');
    mkdirSync(join(core, 'releases'), { recursive: true });
    for (const name of readdirSync(join(real, 'releases'))) {
      mkdirSync(join(core, 'releases', name));
      writeFileSync(join(core, 'releases', name, 'index.node'), '');
    }
    for (const name of ['package.json', 'index.js', 'Cargo.toml']) writeFileSync(join(core, name), '{}');
    writeFileSync(join(folder, 'package.json'), '{}');
    await run(process.execPath, [resolve(root, 'scripts/prune-natives.mjs'), folder]);
    const [kept, ...others] = readdirSync(join(core, 'releases'));
    expect(others).toEqual([]);
    expect(textOf('node_modules/@temporalio/core-bridge/common.js')).toContain(kept);
    expect(kept).toContain({ x64: 'x86_64', arm64: 'aarch64' }[process.arch as 'x64']);
    expect(readdirSync(core).sort()).toEqual(['index.js', 'package.json', 'releases']);
  });
});

describe('the image’s health check', () => {
  const check = (url: string) =>
    run(process.execPath, [resolve(root, 'deploy/healthcheck.mjs')], { env: { BRIDGE_HEALTH_URL: url } }).then(
      () => 'healthy',
      ({ code }: { code: number }) => `exit code ${code}`,
    );

  it.each([
    [200, 'healthy'],
    [503, 'exit code 1'],
  ])('with an answer %d: %s', async (status, end) => {
    const server = createServer((_request, reply) => reply.writeHead(status).end()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await expect(check(`http://127.0.0.1:${port}/livez`)).resolves.toBe(end);
    server.close();
    server.closeAllConnections();
    await expect(check(`http://127.0.0.1:${port}/livez`)).resolves.toBe('exit code 1');
  });
});
