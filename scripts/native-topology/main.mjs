// docker-compose.yml without containers: the same programs with the same commands and settings, started as processes of
// this machine, in a folder that is removed afterwards. Needs PostgreSQL; Temporal's server is built with Go (`--build`).
//
//   npm run build && node scripts/native-topology/main.mjs [--build] [--log FOLDER] [--bridge dist/cli/main.js]
//   node scripts/native-topology/main.mjs --look      only says whether all of them are here
//
// Prints a JSON document when everything runs: addresses and process ids. Ends on SIGINT, SIGTERM, or when its standard
// input is closed. Exit code 5: something is not on this machine, and standard error says what.
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { NotHere, postgresBinaries, temporalServer } from './binaries.mjs';
import { begin, end, finish, freePorts, killAll, listens } from './processes.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const here = '127.0.0.1';
const { values } = parseArgs({
  options: {
    build: { type: 'boolean' },
    log: { type: 'string' },
    bridge: { type: 'string' },
    look: { type: 'boolean' },
  },
});

const compose = parse(readFileSync(path.join(root, 'docker-compose.yml'), 'utf8'), { merge: true });
/** `${NAME:-default}`, as compose reads it. */
const filled = (text, env = process.env) =>
  String(text).replace(/\$\{(\w+)(?::-([^}]*))?\}/g, (_all, name, otherwise = '') => env[name] || otherwise);
const settings = (service) =>
  Object.fromEntries(
    Object.entries(compose.services[service].environment).map(([name, value]) => [name, filled(value)]),
  );

const say = (sentence) => process.stderr.write(`${sentence}\n`);
const folder = mkdtempSync(path.join(tmpdir(), 'bridge-native-'));
const logs = path.resolve(values.log ?? path.join(folder, 'logs'));
mkdirSync(logs, { recursive: true });
const logOf = (name) => path.join(logs, `${name}.log`);

process.on('exit', () => {
  killAll();
  rmSync(folder, { recursive: true, force: true });
});

const stopping = new Promise((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, resolve);
  process.stdin.on('end', resolve).on('error', resolve).resume();
});

try {
  const version = compose.services.temporal.image.split(':')[1];
  const programs = {
    ...postgresBinaries(),
    temporal: temporalServer(version, { mayBuild: values.build || !!process.env.BRIDGE_BUILD_TEMPORAL_SERVER, say }),
  };
  if (values.look) process.exit(0);
  const services = await start(programs);
  await stopping;
  // As compose does it: what depends on others goes first.
  const bridges = ['worker-1', 'worker-2', 'gateway'].map((name) => services[name]);
  await Promise.all([...bridges, services.simulators].map((child) => end(child)));
  await end(services.temporal, { withinMs: parseFloat(compose.services.temporal.stop_grace_period) * 1_000 });
  await end(services.postgresql, { signal: 'SIGINT' });
  process.exit(0);
} catch (error) {
  say(error instanceof NotHere ? error.message : String(error.stack));
  process.exit(error instanceof NotHere ? 5 : 1);
}

async function start({ postgres, initdb, temporal }) {
  const ports = await freePorts(18);
  const next = () => ports.pop();
  const [databasePort, frontend, simulators, web] = [next(), next(), next(), next()];
  const database = { ...settings('temporal-schema'), POSTGRES_SEEDS: here, DB_PORT: String(databasePort) };

  const postgresql = await startPostgres({ postgres, initdb, port: databasePort, user: database.POSTGRES_USER });

  const schema = { PATH: `${temporal.folder}:${process.env.PATH}`, ...database };
  const script = path.join(root, 'deploy/temporal/schema.sh');
  await finish('the schema job', '/bin/sh', [script], { env: schema, cwd: folder, log: logOf('temporal-schema') });

  const server = begin(temporal.server, ['start'], {
    env: {
      ...{ PATH: process.env.PATH, ...settings('temporal'), ...database },
      ...{ BIND_ON_IP: here, TEMPORAL_BROADCAST_ADDRESS: here, PROMETHEUS_ENDPOINT: `${here}:${next()}` },
      DYNAMIC_CONFIG_FILE_PATH: path.join(root, 'deploy/temporal/dynamicconfig.yaml'),
      ...{ FRONTEND_GRPC_PORT: String(frontend), FRONTEND_MEMBERSHIP_PORT: String(next()) },
      ...{ FRONTEND_HTTP_PORT: String(next()), MATCHING_GRPC_PORT: String(next()) },
      ...{ MATCHING_MEMBERSHIP_PORT: String(next()), HISTORY_GRPC_PORT: String(next()) },
      ...{ HISTORY_MEMBERSHIP_PORT: String(next()), WORKER_GRPC_PORT: String(next()) },
      WORKER_MEMBERSHIP_PORT: String(next()),
    },
    cwd: folder,
    log: logOf('temporal'),
  });
  await listens('Temporal', server, frontend);

  const namespace = filled(compose.services.setup.environment.TEMPORAL_NAMESPACE);
  const address = `${here}:${frontend}`;
  const env = {
    ...{ PATH: process.env.PATH, HOME: folder, TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace },
    BRIDGE_CONFIG: configuration(simulators, web),
  };
  const bridge = path.resolve(values.bridge ?? path.join(root, 'dist/cli/main.js'));
  /** Compose's command, with ports of this machine instead of a container's. */
  const args = (service, instead = {}) => [
    bridge,
    ...compose.services[service].command.map((word) => instead[word] ?? (word === '0.0.0.0' ? here : word)),
  ];
  const run = (service, instead) =>
    begin(process.execPath, args(service, instead), { env, cwd: folder, log: logOf(service) });

  const data = path.join(folder, 'simulators.jsonl');
  const simulated = run('simulators', { 8090: String(simulators), '/var/lib/bridge/simulators.jsonl': data });
  await listens('the simulators', simulated, simulators);
  await finish('setup', process.execPath, args('setup'), { env, cwd: folder, log: logOf('setup') });

  const health = { 'worker-1': next(), 'worker-2': next() };
  const services = {
    ...{ postgresql, temporal: server, simulators: simulated },
    'worker-1': run('worker-1', { 9465: String(health['worker-1']) }),
    'worker-2': run('worker-2', { 9465: String(health['worker-2']) }),
    gateway: run('gateway'),
  };
  await listens('the gateway', services.gateway, web);
  for (const name of ['worker-1', 'worker-2']) await listens(name, services[name], health[name]);
  const document = {
    ...{ temporal: address, namespace, simulators: `http://${here}:${simulators}`, gateway: `http://${here}:${web}` },
    ...{ config: env.BRIDGE_CONFIG, logs, version: compose.services.temporal.image.split(':')[1] },
    health: Object.fromEntries(Object.entries(health).map(([name, port]) => [name, `http://${here}:${port}`])),
    processes: Object.fromEntries(Object.entries(services).map(([name, { pid }]) => [name, pid])),
  };
  process.stdout.write(`${JSON.stringify(document)}\n`);
  return services;
}

/** PostgreSQL refuses to be root: then it is `nobody`. */
async function startPostgres({ postgres, initdb, port, user }) {
  const data = path.join(folder, 'postgresql');
  mkdirSync(data);
  const nobody = process.getuid() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  if (nobody.uid) {
    chmodSync(folder, 0o711);
    chownSync(data, nobody.uid, nobody.gid);
    for (const name of ['initdb', 'postgresql']) writeFileSync(logOf(name), '');
  }
  const options = { env: { PATH: process.env.PATH }, cwd: '/', ...nobody };
  const settle = ['--username', user, '--auth', 'trust', '--encoding', 'UTF8', '--pgdata', data];
  await finish('initdb', initdb, settle, { ...options, log: logOf('initdb') });
  const args = ['-D', data, '-p', String(port), '-h', here, '-k', data];
  const server = begin(postgres, args, { ...options, log: logOf('postgresql') });
  await listens('PostgreSQL', server, port);
  return server;
}

/** The simulators' configuration, with the addresses that they have here. */
function configuration(simulators, web) {
  const file = path.join(folder, 'bridge.yaml');
  const text = readFileSync(path.join(root, 'deploy/simulators.yaml'), 'utf8');
  const config = parse(text.replaceAll('http://simulators:8090', `http://${here}:${simulators}`));
  config.gateway = { ...config.gateway, port: web, metricsPort: 0 };
  writeFileSync(file, JSON.stringify(config));
  return file;
}
