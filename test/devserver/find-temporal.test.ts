import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { TemporalNotFound } from '../../src/devserver/errors';
import { defaultCacheDir, findTemporal, type FindTemporalOptions } from '../../src/devserver/find-temporal';
import { goInstall } from '../../src/devserver/go-install';
import { keptCopy } from '../../src/devserver/install-temporal';
import { tryLock } from '../../src/devserver/lock-file';
import { eventually } from '../support/eventually';
import { ownProcess } from '../support/own-process';
import { aFolder } from '../support/temp-folder';

const good = 'echo "temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)"';
const systemPath = ['/usr/bin', '/bin'];

/** A shell script that stands for a program. */
function aProgram(folder: string, name: string, script: string): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

/** A machine where nothing is installed, and whose network is refused unless the test says otherwise. */
function aMachine() {
  const home = aFolder();
  const bin = join(home, 'bin');
  const cacheDir = join(home, 'cache');
  const said: string[] = [];
  const find = (options: FindTemporalOptions & { env?: NodeJS.ProcessEnv } = {}) =>
    findTemporal({
      cacheDir,
      progress: (message) => said.push(message),
      downloadFrom: 'http://127.0.0.1:1',
      ...options,
      env: { HOME: home, PATH: [bin, ...systemPath].join(':'), ...options.env },
    });
  return { home, bin, cacheDir, said, find, kept: keptCopy(cacheDir) };
}

const servers: Server[] = [];

async function aSource(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A `go` that writes the executable to GOBIN, and what it was asked for beside itself. */
const builds = (program = good) =>
  `echo "$@" > "$(dirname "$0")/asked"; printf '#!/bin/sh\\n%s\\n' '${program}' > "$GOBIN/temporal"; chmod 755 "$GOBIN/temporal"`;

describe('the lookup of Temporal’s command', () => {
  it('takes what TEMPORAL_CLI_PATH names before everything else', async () => {
    const { home, bin, find } = aMachine();
    aProgram(bin, 'temporal', good);
    const named = aProgram(join(home, 'mine'), 'my-temporal', good);
    await expect(find({ env: { TEMPORAL_CLI_PATH: named } })).resolves.toEqual({
      path: named,
      how: 'TEMPORAL_CLI_PATH',
    });
  });

  it.each<[why: string, script: string | undefined, reason: string]>([
    ['it does not exist', undefined, 'does not exist'],
    ['it ends with an error', 'exit 3', 'cannot be run (exit code 3)'],
    ['it is something else', 'echo hello', 'does not answer --version like the Temporal CLI'],
    ['it is too old', 'echo "temporal version 1.0.0 (Server 1.24.2, UI 2.28.0)"', 'is too old: its server is 1.24'],
  ])('does not look further when TEMPORAL_CLI_PATH cannot be used: %s', async (_why, script, reason) => {
    const { home, bin, find } = aMachine();
    aProgram(bin, 'temporal', good);
    const named = script === undefined ? join(home, 'nothing') : aProgram(home, 'temporal', script);
    await expect(find({ env: { TEMPORAL_CLI_PATH: named } })).rejects.toThrow(`TEMPORAL_CLI_PATH: ${named} ${reason}`);
  });

  it('takes temporal on PATH next', async () => {
    const { bin, kept, cacheDir, find } = aMachine();
    const path = aProgram(bin, 'temporal', good);
    mkdirSync(cacheDir);
    aProgram(cacheDir, kept.slice(cacheDir.length + 1), good);
    await expect(find()).resolves.toEqual({ path, how: 'PATH' });
  });

  it('passes over what is on PATH and cannot be used', async () => {
    const { home, bin, find } = aMachine();
    aProgram(bin, 'temporal', 'echo "temporal version 0.9.0 (Server 1.20.0, UI 2.0.0)"');
    const better = join(home, 'later');
    const path = aProgram(better, 'temporal', good);
    const env = { PATH: [bin, better, ...systemPath].join(':') };
    await expect(find({ env })).resolves.toEqual({ path, how: 'PATH' });
  });

  it('accepts a build that does not name its server', async () => {
    const { bin, find } = aMachine();
    aProgram(bin, 'temporal', 'echo "temporal version 9.0.0"');
    await expect(find()).resolves.toMatchObject({ how: 'PATH' });
  });

  it('takes the copy kept from an earlier run next', async () => {
    const { kept, cacheDir, find } = aMachine();
    aProgram(cacheDir, kept.slice(cacheDir.length + 1), good);
    await expect(find()).resolves.toEqual({ path: kept, how: 'kept copy' });
  });

  it('keeps copies where the user’s caches are', () => {
    expect(defaultCacheDir({ HOME: '/home/someone' })).toBe('/home/someone/.cache/centra-ongoing-bridge');
    expect(defaultCacheDir({ HOME: '/home/someone', XDG_CACHE_HOME: '/caches' })).toBe('/caches/centra-ongoing-bridge');
  });

  it('says what it tried and what to install when nothing helps', async () => {
    const { find } = aMachine();
    const failure = await find().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(TemporalNotFound);
    expect((failure as TemporalNotFound).tried).toEqual([
      'no temporal on PATH',
      expect.stringMatching(/temporal-1\.5\.1-.* does not exist$/),
      'download: no connection (ECONNREFUSED)',
      'go install: no go on PATH',
    ]);
    expect((failure as TemporalNotFound).message).toContain('https://docs.temporal.io/cli');
  });

  it('says so when nothing can be kept', async () => {
    const { home, find } = aMachine();
    writeFileSync(join(home, 'cache'), 'a file is in the way');
    await expect(find()).rejects.toThrow(
      /nothing can be kept in .*cache \(EEXIST\); XDG_CACHE_HOME names another place/,
    );
  });
});

describe('the download', () => {
  /** Answers like the official source: first where the archive is, then the archive. */
  const serving = async (script: string): Promise<{ from: string; asked: string[] }> => {
    const folder = aFolder();
    aProgram(folder, 'temporal', script);
    writeFileSync(join(folder, 'LICENSE'), 'MIT');
    const asked: string[] = [];
    const from = await aSource((request, reply) => {
      asked.push(request.url ?? '');
      if (request.url?.startsWith('/cli/')) {
        reply.setHeader('content-type', 'application/json');
        reply.end(JSON.stringify({ archiveUrl: `${from}/temporal.tar.gz`, fileToExtract: 'temporal' }));
      } else {
        spawn('tar', ['-czf', '-', '-C', folder, 'LICENSE', 'temporal']).stdout.pipe(reply);
      }
    });
    return { from, asked };
  };

  it('is kept for the next run', async () => {
    const { find, kept, said } = aMachine();
    const { from, asked } = await serving(good);
    await expect(find({ downloadFrom: from })).resolves.toEqual({ path: kept, how: 'download' });
    expect(asked[0]).toMatch(/^\/cli\/v1\.5\.1\?arch=(amd64|arm64)&platform=(linux|darwin)&format=tar\.gz$/);
    expect(said[0]).toMatch(/^downloading Temporal 1\.5\.1 from 127\.0\.0\.1/);
    await expect(find()).resolves.toEqual({ path: kept, how: 'kept copy' });
  });

  it('replaces a kept copy that cannot be run any more', async () => {
    const { find, kept, cacheDir } = aMachine();
    aProgram(cacheDir, kept.slice(cacheDir.length + 1), 'exit 1');
    const { from } = await serving(good);
    await expect(find({ downloadFrom: from })).resolves.toEqual({ path: kept, how: 'download' });
  });

  it.each<[what: string, answer: RequestListener, reason: RegExp]>([
    ['a refusal', (_, reply) => void reply.writeHead(403).end(), /^download: the source answered 403$/],
    ['a login page', (_, reply) => void reply.end('<html>'), /^download: the answer does not name an archive$/],
    ['silence', () => undefined, /^download: nothing arrived for 0.2 s$/],
    ['a broken line', (request) => void request.socket.destroy(), /^download: no connection \(ECONNRESET\)$/],
    [
      'an archive that anybody could have changed on the way',
      (_, reply) =>
        void reply.end(JSON.stringify({ archiveUrl: 'http://example.com/a.tar.gz', fileToExtract: 'temporal' })),
      /^download: the archive is not on https$/,
    ],
    [
      'a file outside the folder',
      (_, reply) =>
        void reply.end(JSON.stringify({ archiveUrl: 'https://example.com/a', fileToExtract: '../../bin/sh' })),
      /^download: the answer does not name an archive$/,
    ],
  ])('that meets %s is given up, and Go is tried', async (_what, answer, reason) => {
    const { find, bin, kept, said } = aMachine();
    aProgram(bin, 'go', builds());
    const from = await aSource(answer);
    const found = await find({ downloadFrom: from, downloadStallMs: 200 });
    expect(found).toEqual({ path: kept, how: 'go install' });
    expect(said).toContainEqual(expect.stringMatching(reason));
  });

  it.each<[what: string, send: RequestListener, reason: RegExp]>([
    [
      'is cut off',
      (_, reply) => reply.write('half', () => reply.destroy()),
      /archive cannot be unpacked|aborted|ECONNRESET/,
    ],
    ['stops coming', (_, reply) => void reply.write('half'), /nothing arrived for 0.2 s/],
    ['is not an archive', (_, reply) => void reply.end('hello'), /the archive cannot be unpacked/],
    ['is not there', (_, reply) => void reply.writeHead(404).end(), /the source answered 404/],
  ])('whose archive %s leaves nothing behind', async (_what, send, reason) => {
    const { find, cacheDir } = aMachine();
    const from: string = await aSource((request, reply) => {
      if (!request.url?.startsWith('/cli/')) send(request, reply);
      else reply.end(JSON.stringify({ archiveUrl: `${from}/archive`, fileToExtract: 'temporal' }));
    });
    const failure = (await find({ downloadFrom: from, downloadStallMs: 200 }).catch(
      (error: unknown) => error,
    )) as TemporalNotFound;
    expect(failure.tried[2]).toMatch(reason);
    expect(readdirSync(cacheDir)).toEqual([]);
  });

  it('of something that is not Temporal is not kept', async () => {
    const { find, cacheDir } = aMachine();
    const { from } = await serving('echo something else');
    await expect(find({ downloadFrom: from })).rejects.toThrow(
      'what came does not answer --version like the Temporal CLI',
    );
    expect(readdirSync(cacheDir)).toEqual([]);
  });

  it('goes through the proxy of the environment, and does not tell its password', async () => {
    const asked: string[] = [];
    const proxy = await aSource((request, reply) => {
      asked.push(request.url ?? '');
      reply.writeHead(407).end();
    });
    const { find, said } = aMachine();
    process.env.http_proxy = proxy.replace('http://', 'http://someone:marked-secret@');
    const failure = await find({ downloadFrom: 'http://download.example.com' }).catch((error: unknown) => error);
    delete process.env.http_proxy;
    expect(asked[0]).toMatch(/^http:\/\/download\.example\.com\/cli\//);
    expect((failure as TemporalNotFound).tried).toContain('download: the source answered 407');
    expect([...said, String(failure)].join('\n')).not.toContain('marked-secret');
  });
});

describe('the build with Go', () => {
  it('asks for the pinned version and keeps the result', async () => {
    const { bin, find, kept, said } = aMachine();
    aProgram(bin, 'go', builds());
    await expect(find()).resolves.toEqual({ path: kept, how: 'go install' });
    expect(readFileSync(join(bin, 'asked'), 'utf8')).toBe('install github.com/temporalio/cli/cmd/temporal@v1.5.1\n');
    expect(said).toContain('building Temporal 1.5.1 with Go (about four minutes the first time)');
    await expect(find()).resolves.toEqual({ path: kept, how: 'kept copy' });
  });

  it('shows that it is still alive', async () => {
    const { home, bin } = aMachine();
    aProgram(bin, 'go', `sleep 0.5; ${builds()}`);
    const said: string[] = [];
    const env = { PATH: [bin, ...systemPath].join(':') };
    await goInstall({ env, into: home, progress: (message) => said.push(message), tellEveryMs: 50 });
    expect(said.filter((line) => /^still building Temporal: \d+ s$/.test(line)).length).toBeGreaterThan(1);
    expect(said.at(-1)).toMatch(/^built in \d+ s$/);
  });

  it('that fails is reported with Go’s last words', async () => {
    const { bin, find, cacheDir } = aMachine();
    aProgram(bin, 'go', 'echo "go: downloading x" >&2; echo "no space left on device" >&2; exit 1');
    await expect(find()).rejects.toThrow('go install: go install ended with 1: no space left on device');
    expect(readdirSync(cacheDir)).toEqual([]);
  });

  it('ends with whoever wanted it', async () => {
    const { bin, find, cacheDir } = aMachine();
    const started = join(bin, 'started');
    aProgram(bin, 'go', `touch ${started}; exec sleep 60`);
    const stopping = new AbortController();
    const outcome = find({ signal: stopping.signal }).catch((error: unknown) => error);
    await eventually(() => existsSync(started));
    const reason = new Error('stopped by the user');
    stopping.abort(reason);
    await expect(outcome).resolves.toBe(reason);
    expect(readdirSync(cacheDir)).toEqual([]);
  });

  it('is done once when two processes need it', async () => {
    const { home, bin, cacheDir, kept } = aMachine();
    const count = join(home, 'builds');
    aProgram(bin, 'go', `echo build >> ${count}; sleep 1; ${builds()}`);
    const program = resolve(__dirname, 'programs/finder.ts');
    const args = [cacheDir, [bin, ...systemPath].join(':')];
    const [one, other] = [ownProcess(program, ...args), ownProcess(program, ...args)];
    const found = await Promise.all([one.nextLine(), other.nextLine()]);
    expect(found).toContainEqual({ path: kept, how: 'go install' });
    expect(found).toContainEqual({ path: kept, how: 'kept copy' });
    expect(readFileSync(count, 'utf8')).toBe('build\n');
  });

  it('is taken over from a process that was killed in the middle of it', async () => {
    const { home, bin, cacheDir, find, kept } = aMachine();
    const started = join(home, 'started');
    aProgram(bin, 'go', `touch ${started}; exec sleep 2`);
    const killed = ownProcess(resolve(__dirname, 'programs/finder.ts'), cacheDir, [bin, ...systemPath].join(':'));
    await eventually(() => existsSync(started));
    await killed.killHard();
    aProgram(bin, 'go', builds());
    await expect(find()).resolves.toEqual({ path: kept, how: 'go install' });
    expect(readdirSync(cacheDir)).toEqual([kept.slice(cacheDir.length + 1)]);
  });

  it('tells a second one whom it waits for', async () => {
    const { bin, cacheDir, find, said } = aMachine();
    mkdirSync(cacheDir);
    aProgram(bin, 'go', builds());
    const lock = tryLock(join(cacheDir, 'install.lock'));
    const finding = find();
    await eventually(() => said.some((line) => line.startsWith(`waiting for process ${process.pid}`)));
    if ('lock' in lock) lock.lock.release();
    await expect(finding).resolves.toMatchObject({ how: 'go install' });
  });
});
