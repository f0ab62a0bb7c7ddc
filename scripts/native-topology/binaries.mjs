// Where the programs of the images are on this machine. Temporal's server is built once with Go, and kept.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, cpSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';

/** What is not here; the message says what to do. */
export class NotHere extends Error {}

/** PostgreSQL's programs: on PATH, or where Debian and Red Hat put them. */
export function postgresBinaries(env = process.env) {
  const versions = (folder) => {
    try {
      return readdirSync(folder).sort((one, other) => parseFloat(other) - parseFloat(one));
    } catch {
      return [];
    }
  };
  const folders = [
    ...(env.PATH ?? '').split(path.delimiter),
    ...versions('/usr/lib/postgresql').map((version) => `/usr/lib/postgresql/${version}/bin`),
    ...versions('/usr').flatMap((name) => (name.startsWith('pgsql') ? [`/usr/${name}/bin`] : [])),
  ];
  const folder = folders.find((one) => ['postgres', 'initdb'].every((name) => isExecutable(path.join(one, name))));
  if (folder === undefined) throw new NotHere('PostgreSQL (postgres, initdb) is not on this machine');
  return { postgres: path.join(folder, 'postgres'), initdb: path.join(folder, 'initdb') };
}

/**
 * Temporal's server and its SQL tool, of the version that docker-compose.yml names.
 *
 * @param {boolean} mayBuild with Go, where they are not kept yet: about ten minutes on two cores
 */
export function temporalServer(version, { mayBuild, env = process.env, say = () => undefined }) {
  const cache = path.join(env.XDG_CACHE_HOME || path.join(env.HOME || homedir(), '.cache'), 'centra-ongoing-bridge');
  const folder = path.join(cache, `temporal-server-${version}`);
  const found = {
    folder,
    server: path.join(folder, 'temporal-server'),
    sqlTool: path.join(folder, 'temporal-sql-tool'),
  };
  if (isExecutable(found.server) && isExecutable(found.sqlTool)) return found;
  if (!mayBuild) {
    throw new NotHere(
      `Temporal's server ${version} is not built here yet: BRIDGE_BUILD_TEMPORAL_SERVER=1 builds it, with Go`,
    );
  }
  build(version, folder, { env, say });
  return found;
}

function build(version, folder, { env, say }) {
  const into = mkdtempSync(path.join(tmpdir(), 'temporal-server-'));
  try {
    say(`building Temporal's server ${version} with Go (about ten minutes, once)`);
    const module = 'go.temporal.io/server/cmd';
    const { status, error, stderr } = spawnSync(
      'go',
      ['install', `${module}/server@v${version}`, `${module}/tools/sql@v${version}`],
      { env: { ...env, GOBIN: into, CGO_ENABLED: '0' }, encoding: 'utf8' },
    );
    if (error) throw new NotHere('Go, with which it would be built, is not on this machine');
    if (status !== 0) throw new NotHere(`it could not be built: ${stderr.trim().split('\n').slice(-3).join(' / ')}`);
    mkdirSync(folder, { recursive: true });
    place(path.join(into, 'server'), path.join(folder, 'temporal-server'));
    place(path.join(into, 'sql'), path.join(folder, 'temporal-sql-tool'));
  } finally {
    rmSync(into, { recursive: true, force: true });
  }
}

/** Whole or not at all, also over file systems. */
function place(from, to) {
  cpSync(from, `${to}.${process.pid}`);
  renameSync(`${to}.${process.pid}`, to);
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
